import { deflateRawSync } from 'node:zlib'
import type { Plugin } from 'rolldown'

import type { Rule } from '../src/core/rule.ts'
import { backslash, digitCount, firstDigit } from '../src/hosts/spectral/unpacked.ts'
import type { PackedTexts } from '../src/hosts/spectral/unpacked.ts'

/**
 * Packs the texts of rules and the long lists of words in the code, which are otherwise an eighth of the Spectral ruleset: they are unpacked where it
 * is loaded.
 * @param words the lists, in the order in which the code asks for them
 */
export function withPackedTexts(rules: readonly Rule[], words: readonly string[]): Plugin {
  const texts: PackedTexts = { rules: rules.map(({ title, messages }) => ({ title, messages })), words }
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
  }
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
