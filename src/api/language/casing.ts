import type { Casing } from '../../core/settings.ts'
import { wordsOf } from './words.ts'

const shapes: Readonly<Record<Casing, RegExp>> = {
  'kebab-case': /^[a-z0-9]+(?:-[a-z0-9]+)*$/,
  snake_case: /^[a-z0-9]+(?:_[a-z0-9]+)*$/,
  camelCase: /^[a-z][a-zA-Z0-9]*$/,
  PascalCase: /^[A-Z][a-zA-Z0-9]*$/,
  flatcase: /^[a-z0-9]+$/,
  UPPER_SNAKE_CASE: /^[A-Z0-9]+(?:_[A-Z0-9]+)*$/,
}

/** True where a name could be written so. `orders` is kebab, snake, camel and flat alike. */
export function fits(name: string, casing: Casing): boolean {
  return shapes[casing].test(name)
}

/**
 * The casing that a name shows, or nothing where it shows none: single words in lower case, acronyms in capitals, and
 * names that follow no casing or are no plain names.
 */
export function shownCasing(name: string): Casing | undefined {
  if (/^[A-Z0-9]+$/.test(name) || shapes.flatcase.test(name)) return undefined
  const shown: readonly Casing[] = ['kebab-case', 'snake_case', 'camelCase', 'PascalCase', 'UPPER_SNAKE_CASE']
  return shown.find((casing) => shapes[casing].test(name))
}

/** The name written so. */
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

function capitalised(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1)
}
