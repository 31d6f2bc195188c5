/** A range of text as editors show it: lines and columns from 1, columns in UTF-16 units, end exclusive. */
export interface TextRange {
  readonly line: number
  readonly column: number
  readonly endLine: number
  readonly endColumn: number
}
