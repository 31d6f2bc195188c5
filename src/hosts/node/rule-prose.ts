import { existsSync, readFileSync } from 'node:fs'
import { brotliDecompressSync } from 'node:zlib'

import { field, isObject } from '../../core/json.ts'
import type { Rule, RuleProse } from '../../core/rule.ts'

/** What the build puts beside the program: by id, what rules say for reports alone. Most runs have nothing to report. */
export const packedProse = 'rule-prose.json.br'

/** The fields that are kept there and not in the program. */
export const reportedOnly = ['why', 'fix', 'checklist', 'references'] as const satisfies readonly (keyof RuleProse)[]

/** Rules with everything that reports say of them; those of the user's own have it themselves. */
export function withProse<Known extends Rule>(rules: readonly Known[]): readonly Known[] {
  const packed = new URL(packedProse, import.meta.url)
  if (!existsSync(packed)) return rules
  // The build has written it from these very rules.
  const prose: unknown = JSON.parse(brotliDecompressSync(readFileSync(packed)).toString('utf8'))
  return rules.map((rule) => {
    const own = field(prose, rule.id)
    return isObject(own) ? { ...rule, ...own } : rule
  })
}
