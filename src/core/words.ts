/** The set of words in a text, so that long word lists can be written as a template literal over several lines. */
export function words(text: string): ReadonlySet<string> {
  return new Set(text.split(/\s+/).filter((word) => word !== ''))
}

/** The words of a text in their order. */
export function list(text: string): readonly string[] {
  return [...words(text)]
}

/** Splits a list of property paths: `request.body` becomes `['request', 'body']`. */
export function propertyPaths(text: string): string[][] {
  return [...words(text)].map((path) => path.split('.'))
}
