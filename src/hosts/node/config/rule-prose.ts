import { existsSync, readFileSync } from 'node:fs'
import { brotliDecompressSync } from 'node:zlib'

import { field, isObject } from '../../../core/json.ts'
import type { Rule, RuleValue } from '../../../core/rule.ts'

/** Texts of rules that only people read, by use. The build moves them from the program to these files, since most runs need neither. */
export const prose = {
  reports: { file: 'rule-prose.json.br', fields: ['why', 'fix', 'checklist', 'references'] },
  // Of the options the program keeps all but the descriptions.
  pages: { file: 'rule-examples.json.br', fields: ['examples', 'silentOn', 'options'] },
} as const satisfies Readonly<Record<string, { readonly file: string; readonly fields: readonly (keyof RuleValue)[] }>>

/** Adds these texts to built-in rules. Custom rules have their own. */
export function withProse<Known extends Rule>(rules: readonly Known[], said: keyof typeof prose): readonly Known[] {
  const packed = new URL(prose[said].file, import.meta.url)
  if (!existsSync(packed)) return rules
  // Written by the build from these same rules.
  const texts: unknown = JSON.parse(brotliDecompressSync(readFileSync(packed)).toString('utf8'))
  return rules.map((rule) => {
    const own = field(texts, rule.id)
    return isObject(own) ? { ...rule, ...own } : rule
  })
}
