/** An entry of git's index or of a tree. */
export interface Entry {
  /** Six octal digits. */
  readonly mode: string
  /** The id of the blob, or of a submodule's commit. */
  readonly id: string
}

/** Git's mode for a submodule (gitlink), which is a commit of another repository instead of a file. */
export const submoduleMode = '160000'
