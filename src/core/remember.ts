/**
 * A function of a text that keeps its answers: names repeat a thousandfold within one document.
 * @param limit how many answers are kept at most, so that a process that lives long does not grow
 */
export function remember<Answer>(answer: (text: string) => Answer, limit = 10_000): (text: string) => Answer {
  const answers = new Map<string, Answer>()
  return (text) => {
    const known = answers.get(text)
    if (known !== undefined) return known
    if (answers.size >= limit) answers.clear()
    const given = answer(text)
    answers.set(text, given)
    return given
  }
}
