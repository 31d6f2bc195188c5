import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { deflateRawSync } from 'node:zlib'
import type { Plugin } from 'rolldown'

import type { Rule } from '../src/core/rule.ts'
import { backslash, digitCount, firstDigit } from '../src/hosts/spectral/unpacked.ts'
import type { PackedTexts } from '../src/hosts/spectral/unpacked.ts'

/** A list of words that is worth packing. */
const wordList = /`([\w\s-]{700,})`/g

/**
 * Packs the texts of rules and the long lists of words in the code, which are otherwise an eighth of the Spectral ruleset, and unpacks them where
 * it is loaded.
 */
export function withPackedTexts(rules: readonly Rule[]): Plugin {
  const lists = listsIn('src/api')
  const texts: PackedTexts = { rules: rules.map(({ title, messages }) => ({ title, messages })), words: lists }
  const packed = characters(deflateRawSync(JSON.stringify(texts), { level: 9 }))
  return {
    name: 'with-packed-texts',
    resolveId: {
      filter: { id: /\/rule-texts\.ts$/ },
      handler(source, importer) {
        return this.resolve(source.replace('rule-texts', 'rule-texts-packed'), importer)
      },
    },
    load: { filter: { id: /\/packed-texts\.ts$/ }, handler: () => ({ code: `export const packed = ${JSON.stringify(packed)}`, moduleType: 'js' }) },
    transform: {
      filter: { id: /\/src\/api\//, code: wordList },
      handler: (code) => `import { wordsAt } from ${JSON.stringify(resolve('src/hosts/spectral/packed-words.ts'))}\n${code.replace(wordList, (_, list: string) => `wordsAt(${lists.indexOf(normal(list))})`)}`,
    },
  }
}

function listsIn(directory: string): string[] {
  return readdirSync(directory, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .sort()
    .flatMap((name) => [...readFileSync(join(directory, name), 'utf8').matchAll(wordList)].map(([, list = '']) => normal(list)))
}

function normal(list: string): string {
  return list.trim().replace(/\s+/g, ' ')
}

/** Thirteen bits as two characters, as `unpackedTexts` reads them. */
function characters(bytes: Buffer): string {
  const bits = Array.from(bytes, (byte) => byte.toString(2).padStart(8, '0')).join('')
  return (bits.match(/.{1,13}/g) ?? []).map((run) => {
    const value = Number.parseInt(run.padEnd(13, '0'), 2)
    return character(Math.floor(value / digitCount)) + character(value % digitCount)
  }).join('')
}

function character(digit: number): string {
  return String.fromCharCode(digit + firstDigit + (digit + firstDigit >= backslash ? 1 : 0))
}
