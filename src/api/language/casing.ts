import type { Casing } from '../../core/settings.ts'
import { capitalised, wordsOf } from '../../core/name-words.ts'

const shapes: Readonly<Record<Casing, RegExp>> = {
  'kebab-case': /^[a-z0-9]+(?:-[a-z0-9]+)*$/,
  snake_case: /^[a-z0-9]+(?:_[a-z0-9]+)*$/,
  camelCase: /^[a-z][a-zA-Z0-9]*$/,
  PascalCase: /^[A-Z][a-zA-Z0-9]*$/,
  flatcase: /^[a-z0-9]+$/,
  UPPER_SNAKE_CASE: /^[A-Z0-9]+(?:_[A-Z0-9]+)*$/,
}

/** True if a name is possible in a casing. `orders` is in kebab, snake, camel and flat case alike. */
export function fits(name: string, casing: Casing): boolean {
  return shapes[casing].test(name)
}

/**
 * The casing that a name shows. Nothing for lower-case single words, acronyms in capitals, names without a consistent casing, and names
 * with other characters.
 */
export function shownCasing(name: string): Casing | undefined {
  let hasLower = false
  let hasUpper = false
  let separator = 0
  let before = 0
  // One pass over the characters, since this is called several times for every name of a contract.
  for (let at = 0; at < name.length; at++) {
    const code = name.charCodeAt(at)
    if (isLower(code)) hasLower = true
    else if (isUpper(code)) hasUpper = true
    else if (code === dash || code === underscore) {
      // One kind of separator, and only between words.
      if (at === 0 || before === code || (separator !== 0 && separator !== code)) return undefined
      separator = code
    } else if (!isDigit(code)) return undefined
    before = code
  }
  if (separator !== 0) {
    if (before === separator) return undefined
    if (!hasUpper) return separator === dash ? 'kebab-case' : 'snake_case'
    return hasLower || separator === dash ? undefined : 'UPPER_SNAKE_CASE'
  }
  if (!hasLower || !hasUpper || isDigit(name.charCodeAt(0))) return undefined
  return isLower(name.charCodeAt(0)) ? 'camelCase' : 'PascalCase'
}

const dash = 45
const underscore = 95

function isLower(code: number): boolean {
  return code >= 97 && code <= 122
}

function isUpper(code: number): boolean {
  return code >= 65 && code <= 90
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57
}

/** The name in another casing. */
export function toCasing(name: string, casing: Casing): string {
  const words = wordsOf(name)
  switch (casing) {
    case 'kebab-case':
      return words.join('-')
    case 'snake_case':
      return words.join('_')
    case 'camelCase':
      return words.map((word, index) => (index === 0 ? word : capitalised(word))).join('')
    case 'PascalCase':
      return words.map(capitalised).join('')
    case 'flatcase':
      return words.join('')
    case 'UPPER_SNAKE_CASE':
      return words.join('_').toUpperCase()
  }
}
