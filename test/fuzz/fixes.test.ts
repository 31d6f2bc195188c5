import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { dump } from 'js-yaml'
import { describe, expect, it, test } from 'vitest'

import { contractRules } from '../../rules/contracts.ts'
import { splitLines } from '../../src/core/lines.ts'
import { parseDocument } from '../../src/documents/parse.ts'
import { commentsInYaml } from '../../src/documents/yaml-comments.ts'
import { fixTexts } from '../../src/hosts/fix.ts'
import type { Findings } from '../../src/hosts/fix.ts'
import { checkTexts, root } from '../support/check.ts'
import { filesIn } from './inputs.ts'
import { mutate, mutations } from './mutate-document.ts'
import type { Json } from './mutate-document.ts'
import { realContracts, sampled } from './real-contracts.ts'
import { budget, patience } from './run.ts'
import type { Texts } from './run.ts'

/** Options with which rules offer all of their fixes. */
const decided = { places: 1000, remove: true, rename: true, dropSlashes: true, writeMaximum: 100, writeDefault: 20 }
const decisions = [['as rules stand', {}], ['with everything decided', decided]] as const

interface Fixed {
  readonly texts: Texts
  readonly made: number
}

/**
 * Fixes texts, and asserts what must hold for every contract.
 * @param isSound false for a contract so broken that fixing one problem may reveal others
 */
async function fixed(texts: Texts, options: Readonly<Record<string, unknown>>, isSound = true): Promise<Fixed> {
  const check = (changed: ReadonlyMap<string, string>): Promise<Findings> => {
    return checkTexts({ ...texts, ...Object.fromEntries([...changed].map(([file, text]) => [file.slice(root.length + 1), text])) }, contractRules, { options })
  }
  const { before, after, changes, counts, refused } = await fixTexts({ check, isWanted: () => true, reasonAgainst: () => undefined })
  expect(refused.map(({ finding, reason }) => `${finding.file}:${finding.line} ${finding.rule}: ${reason}`)).toEqual([])
  const isFixable = ({ fixes = [] }: Findings['findings'][number]): boolean => fixes.some(({ safe }) => safe)
  expect(after.findings.filter(isFixable).map(({ rule, message }) => `${rule}: ${message}`)).toEqual([])
  const broken = (state: Findings): number => state.findings.filter(({ rule }) => mustHold.has(rule)).length
  // Fixes must not break what was correct before.
  if (isSound) expect(broken(after)).toBeLessThanOrEqual(broken(before))
  const result = { ...texts, ...Object.fromEntries([...changes].map(([file, table]) => [file.slice(root.length + 1), table.text])) }
  for (const [name, text] of Object.entries(result)) expect(parseDocument(name, text).problems).toEqual([])
  return { texts: result, made: [...counts.values()].reduce((sum, count) => sum + count, 0) }
}

/** Rules that detect a faulty edit: unresolved references, duplicate names, lost fields. */
const mustHold: ReadonlySet<string> = new Set(['valid-structure', 'resolvable-references', 'declared-path-parameters', 'unique-parameters', 'no-ambiguous-paths', 'required-properties-exist'])

const fixtures = filesIn('contracts', /^(?!.*\.expect\.).*\.(?:ya?ml|json)$/)
const clinic = Object.fromEntries(Object.entries(fixtures).filter(([name]) => name.startsWith('clinic/')))
const cases: readonly [string, Texts][] = [['clinic', clinic], ...Object.entries(fixtures).flatMap(([name, text]): [string, Texts][] => (name in clinic ? [] : [[name, { [name]: text }]]))]

describe.each(decisions)('fixes, %s', (_, options) => {
  it.each(cases)('leave %s a contract, with its comments', async (name, texts) => {
    const { texts: after } = await fixed(texts, options)
    for (const [file, text] of Object.entries(after)) {
      const before = texts[file] ?? ''
      if (!/\.ya?ml$/.test(file) || text === before) continue
      const gone = commentsOf(before).filter((comment) => !commentsOf(text).includes(comment))
      // Comments may only be lost together with what they are about.
      expect(gone.filter((comment) => !isAboutRemoved(before, text, comment)), name).toEqual([])
    }
  })
})

it.each(cases)('fixes of %s are the same in other ways of writing it', async (name, texts) => {
  const asJson = Object.fromEntries(Object.entries(texts).map(([file, text]) => [file, JSON.stringify(parseDocument(file, text).value, undefined, 2)]))
  const asYaml = Object.fromEntries(Object.entries(texts).map(([file, text]) => [file.replace(/json$/, 'yaml'), dump(parseDocument(file, text).value, { noRefs: true })]))
  const values = (one: Fixed): unknown[] => Object.entries(one.texts).map(([file, text]) => parseDocument(file, text).value)
  const [own, json, yaml] = [await fixed(texts, decided), await fixed(asJson, decided), await fixed(asYaml, decided)]
  expect(values(json), name).toEqual(values(own))
  expect(values(yaml), name).toEqual(values(own))
})

test('fixes leave what is left of a contract as they should', { timeout: patience }, async () => {
  let made = 0
  const documents = Object.entries(fixtures).map(([name, text]) => parseDocument(name, text).value as Json)
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...documents), mutations, fc.boolean(), async (document, changes, asJson) => {
      const value = mutate(document, changes)
      const result = await fixed(asJson ? { 'openapi.json': JSON.stringify(value, undefined, 2) } : { 'openapi.yaml': dump(value, { noRefs: true }) }, decided, false)
      made += result.made
    }),
    budget(2),
  )
  expect(made).toBeGreaterThan(0)
})

function commentsOf(text: string): string[] {
  return commentsInYaml(text).map(([start, end]) => text.slice(start, end).trim())
}

/** True for a comment on a line that has been removed, or right above one. */
function isAboutRemoved(before: string, after: string, comment: string): boolean {
  const lines = splitLines(before)
  const left = new Set(splitLines(after))
  const at = lines.findIndex((line) => line.includes(comment))
  return [lines[at], lines[at + 1]].some((line) => line !== undefined && !left.has(line))
}

test.runIf(realContracts.length > 0)('fixes leave real contracts as they should be, in three ways of writing', { timeout: 3_600_000 }, async () => {
  const faults: string[] = []
  let made = 0
  for (const file of sampled(Number(process.env.FUZZ_SAMPLE ?? 300))) {
    const value: unknown = JSON.parse(readFileSync(file, 'utf8'))
    const ways: readonly Texts[] = [
      { 'openapi.json': JSON.stringify(value) },
      { 'openapi.json': JSON.stringify(value, undefined, 2) },
      { 'openapi.yaml': dump(value, { noRefs: true }) },
    ]
    const results: unknown[] = []
    for (const [index, texts] of ways.entries()) {
      try {
        const result = await fixed(texts, decided)
        made += result.made
        results.push(Object.entries(result.texts).map(([name, text]) => parseDocument(name, text).value))
      } catch (error) {
        faults.push(`${file} (${index}): ${error instanceof Error ? error.message : String(error)}`)
        process.stderr.write(`${faults.at(-1) ?? ''}\n`)
      }
    }
    if (results.some((result) => JSON.stringify(result) !== JSON.stringify(results[0]))) {
      faults.push(`${file}: differs`)
      process.stderr.write(`${file}: differs\n`)
    }
  }
  process.stderr.write(`${made} fixes\n`)
  expect(faults).toEqual([])
})
