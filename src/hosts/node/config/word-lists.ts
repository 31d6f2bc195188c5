import { readFileSync } from 'node:fs'
import { brotliDecompressSync } from 'node:zlib'

/** The file beside the program to which the build moves long lists of words, each on a line: a third of the space. */
export const wordsFile = 'words.txt.br'

let lists: readonly string[] | undefined

/** A list of words that the build has moved, by its line. */
export function wordsAt(index: number): string {
  lists ??= brotliDecompressSync(readFileSync(new URL(wordsFile, import.meta.url))).toString('latin1').split('\n')
  return lists[index] ?? ''
}
