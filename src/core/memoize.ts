/** The size of a cache at which it is cleared: a long-lived process, such as an editor's, must not grow. */
const maxSize = 10_000

/** Memoises a pure function of a text. For names, which repeat a thousandfold within one document. */
export function memoizeByText<Result>(compute: (text: string) => Result): (text: string) => Result {
  const results = new Map<string, Result>()
  return (text) => {
    const known = results.get(text)
    if (known !== undefined) return known
    if (results.size >= maxSize) results.clear()
    const result = compute(text)
    results.set(text, result)
    return result
  }
}

/** Memoises a pure function of an object, by identity. A result is released with its object. */
export function memoize<Key extends object, Result>(compute: (key: Key) => Result): (key: Key) => Result {
  const results = new WeakMap<Key, { readonly result: Result }>()
  return (key) => {
    let known = results.get(key)
    if (known === undefined) results.set(key, (known = { result: compute(key) }))
    return known.result
  }
}
