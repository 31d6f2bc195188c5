import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Plugin } from 'rolldown'

/** A list of words that is worth packing, and no import. */
const wordList = /(?<!\b(?:from|import|import\() ?)(['`])([\w\s@/.:$-]{40,})\1/g

/** Of contracts and of code: a check of either would have to unpack the texts about the other. */
export const ofBoth = /\/source\/models\/health\.ts$/

/** The long lists of words in a directory of sources, in a fixed order, each separated by single spaces. */
export function wordLists(directory: 'src/api' | 'src/source'): string[] {
  return readdirSync(directory, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !ofBoth.test(join(directory, name)))
    .sort()
    .flatMap((name) => [...readFileSync(join(directory, name), 'utf8').matchAll(wordList)].map(([, , list = '']) => normal(list)))
}

/** Texts that are elsewhere, and who has them. */
export interface Elsewhere {
  readonly texts: readonly string[]
  /** The modules that these are taken from. */
  readonly from: RegExp
  /** A module that exports a function which returns the text at a place in this order. */
  readonly module: string
  readonly name: string
}

/** Takes lists of words out of the code, which then asks for them. Lists that are not among the texts stay where they are. */
export function withWordsElsewhere({ texts, from, module, name }: Elsewhere): Plugin {
  return {
    name: 'with-words-elsewhere',
    transform: {
      filter: { id: { include: from, exclude: ofBoth }, code: wordList },
      handler: (code) => {
        const place = (text: string, _: string, list: string): string => (texts.includes(normal(list)) ? `listAt(${texts.indexOf(normal(list))})` : text)
        return `import { ${name} as listAt } from ${JSON.stringify(module)}\n${code.replace(wordList, place)}`
      },
    },
  }
}

function normal(list: string): string {
  return list.trim().replace(/\s+/g, ' ')
}
