import { remember } from './remember.ts'

/**
 * Splits a name into its words: at case changes, digits' edges stay together with letters before them, and at anything
 * that is neither. `getUserByID` gives get, User, By, ID; `oauth2-tokens` gives oauth2, tokens.
 */
export function splitWords(name: string): string[] {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1 $2')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')
}

/** The words of a name in lower case. */
export const wordsOf: (name: string) => readonly string[] = remember((name) => splitWords(name).map((word) => word.toLowerCase()))
