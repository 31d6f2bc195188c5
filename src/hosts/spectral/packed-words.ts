import { unpackedTexts } from './unpacked.ts'

/** A list of words that the build has packed. */
export function wordsAt(index: number): string {
  return unpackedTexts().words[index] ?? ''
}
