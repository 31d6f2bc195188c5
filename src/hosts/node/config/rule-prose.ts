import { existsSync, readFileSync } from 'node:fs'
import { brotliDecompressSync } from 'node:zlib'

import { field, isObject } from '../../../core/json.ts'
import type { Rule, RuleProse } from '../../../core/rule.ts'

/** What rules say for people alone, in a file by whom it is said to: the build leaves it out of the program and packs it beside it. Most runs read neither. */
export const prose = {
  reports: { file: 'rule-prose.json.br', fields: ['why', 'fix', 'checklist', 'references'] },
  pages: { file: 'rule-examples.json.br', fields: ['examples', 'silentOn'] },
} as const satisfies Readonly<Record<string, { readonly file: string; readonly fields: readonly (keyof RuleProse)[] }>>

/** Rules with everything that is said of them there; those of the user's own have it themselves. */
export function withProse<Known extends Rule>(rules: readonly Known[], said: keyof typeof prose): readonly Known[] {
  const packed = new URL(prose[said].file, import.meta.url)
  if (!existsSync(packed)) return rules
  // The build has written it from these very rules.
  const texts: unknown = JSON.parse(brotliDecompressSync(readFileSync(packed)).toString('utf8'))
  return rules.map((rule) => {
    const own = field(texts, rule.id)
    return isObject(own) ? { ...rule, ...own } : rule
  })
}
