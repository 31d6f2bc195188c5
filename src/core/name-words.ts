import { memoizeByText } from './memoize.ts'

/**
 * Splits a name into its words: at changes of case, and at characters that are neither letters nor digits. Digits belong to the letters
 * before them. `getUserByID` gives get, User, By, ID; `oauth2-tokens` gives oauth2, tokens.
 */
export function splitWords(name: string): string[] {
  return splitAscii(name) ?? splitAny(name)
}

/** The words of a name in lower case. */
export const wordsOf: (name: string) => readonly string[] = memoizeByText((name) => splitWords(name).map((word) => word.toLowerCase()))

/** The first word of a text in lower case, if there is one near its beginning. The rest, which may be pages long, is not split. */
export function firstWordOf(text: string): string | undefined {
  const [start] = /[\p{L}\p{N}]\S{0,60}/u.exec(text.slice(0, 80)) ?? []
  return start === undefined ? undefined : wordsOf(start)[0]
}

/** One pass without regular expressions, which serves nearly every name; nothing if a character is not ASCII. */
function splitAscii(name: string): string[] | undefined {
  const words: string[] = []
  let start = 0
  let before = other
  for (let at = 0; at < name.length; at++) {
    const code = name.charCodeAt(at)
    if (code > 127) return undefined
    const kind = kindOf(code)
    const beginsCapitalised = kind === upper && (before === small || (before === upper && isLower(name.charCodeAt(at + 1))))
    const isEdge = kind === other || beginsCapitalised
    if (isEdge && at > start) words.push(name.slice(start, at))
    if (kind === other) start = at + 1
    else if (isEdge) start = at
    before = kind
  }
  if (start < name.length) words.push(name.slice(start))
  return words
}

const other = 0
/** Lower-case letters, and digits: they end a word where a capital follows. */
const small = 1
const upper = 2

function kindOf(code: number): typeof other | typeof small | typeof upper {
  if (isLower(code) || (code >= 48 && code <= 57)) return small
  return code >= 65 && code <= 90 ? upper : other
}

function isLower(code: number): boolean {
  return code >= 97 && code <= 122
}

/** The same for letters and digits of any script. */
function splitAny(name: string): string[] {
  return name
    .replace(/([\p{Ll}\d])(\p{Lu})/gu, '$1 $2')
    .replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1 $2')
    .split(/[^\p{L}\p{M}\p{N}]+/u)
    .filter((word) => word !== '')
}

/** The word with its first letter in upper case. */
export function capitalised(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1)
}

/** The letters and digits of a name, in lower case: the same for `user_id` and `userId`. */
export function compactName(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]/g, '')
}
