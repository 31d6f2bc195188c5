import { remember } from './remember.ts'

/**
 * Splits a name into its words: at case changes, digits' edges stay together with letters before them, and at anything
 * that is neither. `getUserByID` gives get, User, By, ID; `oauth2-tokens` gives oauth2, tokens.
 */
export function splitWords(name: string): string[] {
  return splitAscii(name) ?? splitAny(name)
}

/** The words of a name in lower case. */
export const wordsOf: (name: string) => readonly string[] = remember((name) => splitWords(name).map((word) => word.toLowerCase()))

/** In one pass, for nearly every name; nothing where a character is none of ASCII's. */
function splitAscii(name: string): string[] | undefined {
  const words: string[] = []
  let start = 0
  let before = other
  for (let at = 0; at < name.length; at++) {
    const code = name.charCodeAt(at)
    if (code > 127) return undefined
    const sort = sortOf(code)
    const isEdge = sort === other || (sort === upper && (before === small || (before === upper && isLower(name.charCodeAt(at + 1)))))
    if (isEdge && at > start) words.push(name.slice(start, at))
    if (sort === other) start = at + 1
    else if (isEdge) start = at
    before = sort
  }
  if (start < name.length) words.push(name.slice(start))
  return words
}

const other = 0
/** Lower-case letters, and digits: they end a word where a capital follows. */
const small = 1
const upper = 2

function sortOf(code: number): typeof other | typeof small | typeof upper {
  if (isLower(code) || (code >= 48 && code <= 57)) return small
  return code >= 65 && code <= 90 ? upper : other
}

function isLower(code: number): boolean {
  return code >= 97 && code <= 122
}

/** The same for letters and digits of any script. */
function splitAny(name: string): string[] {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1 $2')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')
}
