/** Read access to files, supplied by the host: rules and subjects never touch the file system themselves. */
export interface Files {
  /** The text, or why there is none: no such file, or outside what may be read. `file` is absolute, forward slashes. */
  read(file: string): FileContent
}

export type FileContent =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'missing' }
  | Refused

export interface Refused {
  readonly kind: 'refused'
  readonly reason: string
  /** Set where others have the file, and only this copy of the project has not: what refers to it is not wrong for that. */
  readonly isElsewhere?: true
}
