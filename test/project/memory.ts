import type { Files } from '../../src/core/files.ts'

/** A file system in memory: texts by path, in the form in which a host passes files to the project. */
export function memoryFiles(texts: { readonly [file: string]: string }): Files {
  return {
    read(file) {
      const text = texts[file]
      return text === undefined ? { kind: 'missing' } : { kind: 'text', text }
    },
  }
}

/** The files that contain code. */
export function codeIn(texts: { readonly [file: string]: string }): Set<string> {
  return new Set(Object.keys(texts).filter((file) => /\.[cm]?[jt]sx?$/.test(file)))
}
