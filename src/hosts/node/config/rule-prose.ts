import { existsSync, readFileSync } from 'node:fs'
import { brotliDecompressSync } from 'node:zlib'

import { asList, field } from '../../../core/json.ts'
import type { Rule, RuleValue } from '../../../core/rule.ts'

/** Texts of rules by use. The build moves them from the program to these files: a run that finds nothing needs none of them. */
export const prose = {
  reports: { file: 'rule-prose.json.br', fields: ['id', 'messages', 'title', 'why', 'fix', 'checklist', 'references'] },
  // Of the options the program keeps all but the descriptions.
  pages: { file: 'rule-examples.json.br', fields: ['examples', 'silentOn', 'options'] },
} as const satisfies Readonly<Record<string, { readonly file: string; readonly fields: readonly (keyof Rule)[] }>>

type Use = keyof typeof prose

/** Adds these texts to built-in rules. Custom rules have their own. */
export function withProse<Known extends Rule>(rules: readonly Known[], use: Use): readonly Known[] {
  const texts = textsFor(use)
  return texts === undefined ? rules : rules.map((rule) => ({ ...rule, ...ownTexts(texts, use, rule.id) }))
}

/** The messages of a built-in rule, loaded when the first rule reports something. */
export function messagesOf({ id, messages }: Rule): RuleValue['messages'] {
  const texts = textsFor('reports')
  return texts === undefined ? messages : (ownTexts(texts, 'reports', id).messages ?? messages)
}

/** The title of a built-in rule. */
export function titleOf({ id, title }: Rule): string {
  const texts = textsFor('reports')
  return texts === undefined ? title : (ownTexts(texts, 'reports', id).title ?? title)
}

/** The content of the file: for each field a list of all rules' texts, because similar texts beside each other take less space. The ids are in one file. */
export function packedProse(rules: readonly Rule[], use: Use): string {
  const columns = prose[use].fields.map((name) => [name, rules.map((rule) => rule[name] ?? null)] as const)
  return JSON.stringify(Object.fromEntries(columns))
}

const loaded = new Map<Use, unknown>()

/** Nothing if the program is run from its sources, where rules are complete. */
function textsFor(use: Use): unknown {
  if (!loaded.has(use)) {
    const packed = new URL(prose[use].file, import.meta.url)
    loaded.set(use, existsSync(packed) ? JSON.parse(brotliDecompressSync(readFileSync(packed)).toString('utf8')) : undefined)
  }
  return loaded.get(use)
}

function ownTexts(texts: unknown, use: Use, id: string): Partial<Rule> {
  const index = asList(field(textsFor('reports'), 'id')).indexOf(id)
  // Written by the build from these same rules.
  const entries = prose[use].fields.map((name) => [name, asList(field(texts, name))[index] ?? undefined] as const)
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined))
}
