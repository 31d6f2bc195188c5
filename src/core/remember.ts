/** The size of a cache at which it is cleared: a long-lived process, such as an editor's, must not grow. */
const mostKept = 10_000

/** Memoises a pure function of a text. For names, which repeat a thousandfold within one document. */
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

/** Memoises a pure function of an object, by identity. An answer is released with its object. */
export function rememberedOf<Asked extends object, Answer>(answer: (asked: Asked) => Answer): (asked: Asked) => Answer {
  const answers = new WeakMap<Asked, { readonly answer: Answer }>()
  return (asked) => {
    let known = answers.get(asked)
    if (known === undefined) answers.set(asked, (known = { answer: answer(asked) }))
    return known.answer
  }
}
