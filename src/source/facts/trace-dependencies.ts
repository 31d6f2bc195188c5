/** The questions about other files that were asked while following values out of this one. Serialisable. */
export interface TraceDependencies {
  /** `specifier\nname` for imports, `\nname` for exports of this file. */
  readonly names: readonly string[]
  /** True if the users of the file were asked for. */
  readonly users: boolean
  /** True if types were asked for. They may depend on every other file. */
  readonly types: boolean
  /** A hash of the answers and of the content of the files that they lead to. */
  readonly hash: string
}
