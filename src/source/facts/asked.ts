/** What was asked about other files to follow values out of this one. Plain data. */
export interface AskedFact {
  /** `specifier\nname` for what the file imports, `\nname` for what it exports. */
  readonly names: readonly string[]
  /** True where it was asked who uses the file. */
  readonly users: boolean
  /** True where types were asked for: what they are may hang on any other file. */
  readonly types: boolean
  /** Tells apart what the answers were, with the content of the files that they led to. */
  readonly answers: string
}
