import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { RuleTester } from 'eslint'
import tseslint from 'typescript-eslint'
import { afterAll, beforeAll, describe, it, vi } from 'vitest'

import { rules } from '../../rules/index.ts'
import { comparesVersions } from '../../src/core/rule.ts'
import type { Example, Rule } from '../../src/core/rule.ts'
import { FixResolver } from '../../src/documents/editing/fixes.ts'
import { groupFindings } from '../../src/engine/grouping.ts'
import setsquare from '../../src/hosts/eslint/index.ts'
import { checkTexts, filesOf } from '../support/check.ts'

RuleTester.describe = describe
RuleTester.it = it

const directory = realpathSync(mkdtempSync(join(tmpdir(), 'setsquare-examples-')))
afterAll(() => rmSync(directory, { recursive: true, force: true }))
let count = 0

// Examples that depend on the date state it, and all state the same one, which the clock of the plugin is set to.
const days = new Set(rules.flatMap(({ examples }) => [...examples.good, ...examples.bad].flatMap(({ settings }) => settings?.today ?? [])))
if (days.size > 1) throw new Error(`examples go by several days: ${[...days].join()}`)
beforeAll(() => {
  const [day] = days
  if (day !== undefined) vi.useFakeTimers({ now: new Date(day), toFake: ['Date'] })
})
afterAll(() => {
  vi.useRealTimers()
})

const contracts = new RuleTester({ plugins: { setsquare }, language: 'setsquare/openapi' })
const code = new RuleTester({ languageOptions: { parser: tseslint.parser } })

interface Case {
  readonly code: string
  readonly filename: string
  readonly options: unknown[]
}

/** The example as a project of its own. Only the linted file does not exist on disk, as in an editor with an unsaved file. */
function caseOf(rule: Rule, example: Example): Case {
  const root = join(directory, String(++count))
  const [[name, code] = ['', '']] = Object.entries(filesOf(rule, example))
  // The date is not part of a configuration.
  const { today: _, ...stated } = example.settings ?? {}
  const settings = Object.keys(stated).length === 0 ? {} : { 'setsquare.json': JSON.stringify(stated) }
  for (const [path, content] of Object.entries({ '.git/HEAD': '', ...settings })) {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), content)
  }
  return { code, filename: join(root, name), options: example.options === undefined ? [] : [example.options] }
}

/** The engine's findings in a bad example are what ESLint must report: messages, fixes and suggestions. */
async function failureOf(rule: Rule, example: Example): Promise<RuleTester.InvalidTestCase> {
  const files = filesOf(rule, example)
  const { findings } = await checkTexts(files, [rule], example)
  const resolver = new FixResolver((file) => files[file.slice('/project/'.length)])
  const errors = groupFindings(findings)
    .filter((finding) => finding.rule === rule.id && finding.severity === rule.presets.strict)
    .map((finding) => {
      const suggestions = resolver.of(finding).filter(({ safe }) => !safe).length
      return { message: finding.message, line: finding.line, column: finding.column, ...(suggestions > 0 && { suggestions }) }
    })
  const { fixed } = example
  return { ...caseOf(rule, example), errors, output: typeof fixed === 'string' && fixed !== example.code ? fixed : null }
}

const isSingle = ({ code: text }: Example): boolean => typeof text === 'string' || Object.keys(text).length === 1
const isCode = (rule: Rule, example: Example): boolean => /\.[cm]?[jt]sx?$/.test(Object.keys(filesOf(rule, example))[0] ?? '')

// The others are only run by `setsquare diff`, and are no rules of the plugin.
for (const rule of rules.filter((one) => !comparesVersions(one))) {
  const definition = setsquare.rules[rule.id]
  if (definition === undefined) throw new Error(`${rule.id} is no rule of the plugin`)
  for (const [tester, about] of [[code, true], [contracts, false]] as const) {
    const fits = (example: Example): boolean => isSingle(example) && isCode(rule, example) === about
    const valid = rule.examples.good.filter(fits).map((example) => caseOf(rule, example))
    const failures = await Promise.all(rule.examples.bad.filter(fits).map((example) => failureOf(rule, example)))
    // Examples with lesser cases only belong to the rule for those.
    const invalid = failures.filter(({ errors }) => typeof errors !== 'number' && errors.length > 0)
    if (valid.length + invalid.length > 0) tester.run(rule.id, definition, { valid, invalid })
  }
}
