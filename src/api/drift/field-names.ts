import { listed } from '../../core/listed.ts'
import { wordsOf } from '../../core/name-words.ts'
import { someOf } from '../../core/some-of.ts'
import { singularOf } from '../language/english.ts'

/**
 * A field that only the code has and one that only the contract has, whose names have the same words, `createdAt` and `created_at`, or of which one
 * qualifies the other: `fullName` and `name`. Not `total` and `totalPages`, which are two things, nor `id`, which may be that of anything.
 */
export function renamedIn(
  onlyInCode: readonly string[],
  onlyInContract: readonly string[],
): { readonly inCode: string; readonly inContract: string } | undefined {
  for (const inCode of onlyInCode) {
    const inContract = onlyInContract.find((one) => areOfOneThing(singularWords(inCode), singularWords(one)))
    if (inContract !== undefined) return { inCode, inContract }
  }
  return undefined
}

function areOfOneThing(words: string, others: string): boolean {
  const [few, many] = words.length < others.length ? [words, others] : [others, words]
  return few !== '' && (few.replaceAll(' ', '') === many.replaceAll(' ', '') || (few !== 'id' && many.endsWith(` ${few}`)))
}

function singularWords(name: string): string {
  return wordsOf(name).map((word) => singularOf(word)).join(' ')
}

/** How many names a message lists. */
const mostNames = 4

/** The names of fields for messages; of many only some. */
export function quoted(names: readonly string[], last?: string): string {
  const shown = names.map((name) => `'${name}'`)
  return names.length > mostNames ? someOf(shown, mostNames - 1) : listed(shown, last)
}
