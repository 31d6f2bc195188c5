import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliDecompressSync } from 'node:zlib'

/**
 * The files beside the program to which the build moves long lists of words and regular expressions, each on a line: a third of the space.
 * Those about code are in one of their own, which a check of contracts need not read.
 */
export const textFiles = { api: 'words.txt.br', code: 'words-of-code.txt.br' } as const

const loaded = new Map<string, readonly string[]>()

/** A text about APIs that the build has moved, by its line. */
export function wordsAt(index: number): string {
  return textAt(textFiles.api, index)
}

/** The same of texts about code. */
export function codeWordsAt(index: number): string {
  return textAt(textFiles.code, index)
}

function textAt(file: string, index: number): string {
  let texts = loaded.get(file)
  if (texts === undefined) {
    texts = brotliDecompressSync(readFileSync(join(import.meta.dirname, file))).toString('latin1').split('\n')
    loaded.set(file, texts)
  }
  return texts[index] ?? ''
}
