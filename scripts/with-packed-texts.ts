import { deflateRawSync } from 'node:zlib'
import type { Plugin } from 'rolldown'

import type { Rule } from '../src/core/rule.ts'

/** Packs the texts of rules, which are otherwise a tenth of the Spectral ruleset, and unpacks them where it is loaded. */
export function withPackedTexts(rules: readonly Rule[]): Plugin {
  const texts = JSON.stringify(rules.map(({ title, messages }) => ({ title, messages })))
  const packed = deflateRawSync(texts, { level: 9 }).toString('base64')
  return {
    name: 'with-packed-texts',
    resolveId: {
      filter: { id: /\/rule-texts\.ts$/ },
      handler(source, importer) {
        return this.resolve(source.replace('rule-texts', 'rule-texts-packed'), importer)
      },
    },
    load: { filter: { id: /\/packed-texts\.ts$/ }, handler: () => ({ code: `export const packed = '${packed}'`, moduleType: 'js' }) },
  }
}
