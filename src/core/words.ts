/** The words of a text that is written over several lines for the eye: long lists of names stay readable. */
export function words(text: string): ReadonlySet<string> {
  return new Set(text.split(/\s+/).filter((word) => word !== ''))
}
