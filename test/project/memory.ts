import type { Files } from '../../src/core/files.ts'

/** A file system of texts by path: what a host hands to the project, without a disk. */
export function memoryFiles(texts: { readonly [file: string]: string }): Files {
  return {
    read(file) {
      const text = texts[file]
      return text === undefined ? { kind: 'missing' } : { kind: 'text', text }
    },
  }
}

/** The files that hold code. */
export function codeIn(texts: { readonly [file: string]: string }): Set<string> {
  return new Set(Object.keys(texts).filter((file) => /\.[cm]?[jt]sx?$/.test(file)))
}
