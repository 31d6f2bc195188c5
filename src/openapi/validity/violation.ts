/** Why a keyword rejects a value; `text` is for the end of a sentence: `must be at most 100`. */
export interface Violation {
  readonly keyword: string
  readonly text: string
}
