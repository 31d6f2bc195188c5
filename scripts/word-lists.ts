import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Plugin } from 'rolldown'

/** A list of words that is worth packing. */
const wordList = /(['`])([\w\s@/.:$-]{60,})\1/g

/** The long lists of words in a directory of sources, in a fixed order, each separated by single spaces. */
export function wordLists(directory: 'src/api' | 'src/source'): string[] {
  return readdirSync(directory, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .sort()
    .flatMap((name) => [...readFileSync(join(directory, name), 'utf8').matchAll(wordList)].map(([, , list = '']) => normal(list)))
}

/**
 * Takes those lists out of the code, which then asks for them.
 * @param lists what `wordLists` returns; others stay where they are
 * @param module exports `wordsAt`, which is called with a place in that order
 */
export function withWordsElsewhere(lists: readonly string[], module: string): Plugin {
  return {
    name: 'with-words-elsewhere',
    transform: {
      filter: { id: /\/src\/(?:api|source)\//, code: wordList },
      handler: (code) => {
        const place = (text: string, _: string, list: string): string => (lists.includes(normal(list)) ? `wordsAt(${lists.indexOf(normal(list))})` : text)
        return `import { wordsAt } from ${JSON.stringify(module)}\n${code.replace(wordList, place)}`
      },
    },
  }
}

function normal(list: string): string {
  return list.trim().replace(/\s+/g, ' ')
}
