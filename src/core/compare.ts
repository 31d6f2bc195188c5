/** Orders texts by UTF-16 code unit, and not by the machine's locale: output is the same everywhere. */
export function compareTexts(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
