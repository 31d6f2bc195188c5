/** What subjects may ask of a file system: a host supplies it, so that no rule and no subject touches one itself. */
export interface Files {
  /** The text, or nothing where there is no such file or it is outside what may be read. `file` is absolute, forward slashes. */
  read(file: string): FileContent
}

export type FileContent =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'missing' }
  | { readonly kind: 'refused'; readonly reason: string }
