/** What a keyword has against a value, for the end of a sentence: `must be at most 100`. */
export interface Objection {
  readonly keyword: string
  readonly text: string
}
