/** Read access to files, supplied by the host: rules and subjects never touch the file system themselves. */
export interface Files {
  /** The text, or why there is none: no such file, or outside what may be read. `file` is absolute, forward slashes. */
  read(file: string): FileContent
}

export type FileContent =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'missing' }
  | { readonly kind: 'refused'; readonly reason: string }
