/** So many answers are kept at most: a process that lives long, as an editor's does, must not grow. */
const mostKept = 10_000

/** A function of a text that keeps its answers: names repeat a thousandfold within one document. */
export function remember<Answer>(answer: (text: string) => Answer): (text: string) => Answer {
  const answers = new Map<string, Answer>()
  return (text) => {
    const known = answers.get(text)
    if (known !== undefined) return known
    if (answers.size >= mostKept) answers.clear()
    const given = answer(text)
    answers.set(text, given)
    return given
  }
}

/** The same for a function of an object: what is known of it goes when it goes. */
export function rememberedOf<Asked extends object, Answer>(answer: (asked: Asked) => Answer): (asked: Asked) => Answer {
  const answers = new WeakMap<Asked, { readonly answer: Answer }>()
  return (asked) => {
    let known = answers.get(asked)
    if (known === undefined) answers.set(asked, (known = { answer: answer(asked) }))
    return known.answer
  }
}
