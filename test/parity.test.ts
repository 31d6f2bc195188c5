import { cpSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ESLint } from 'eslint'
import tseslint from 'typescript-eslint'
import { describe, expect, onTestFinished, test } from 'vitest'

import { rules } from '../rules/index.ts'
import type { Finding } from '../src/core/finding.ts'
import { comparesSides } from '../src/core/rule.ts'
import setsquare from '../src/hosts/eslint/index.ts'
import { check } from '../src/hosts/node/check.ts'
import { ruleset } from '../src/hosts/spectral/ruleset.ts'
import { relativePath } from '../src/reporters/reporter.ts'
import { lint } from './spectral/lint.ts'

const fixtures = join(import.meta.dirname, '../fixtures')
const comparing = new Set(rules.filter(comparesSides).map(({ id }) => id))

/** A copy of a fixture outside this repository, without a configuration file: each host has its own. */
function copyOf(fixture: string): string {
  const directory = realpathSync(mkdtempSync(join(tmpdir(), 'setsquare-parity-')))
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }))
  cpSync(join(fixtures, fixture), directory, { recursive: true, filter: (path) => !/setsquare\.ya?ml$|\.expect\.json$/.test(path) })
  return directory
}

const documents = { ...setsquare.configs['all/contracts'], files: ['**/*.{yaml,yml,json}'] }
const typescript = { files: ['**/*.{ts,mts,cts,tsx}'], languageOptions: { parser: tseslint.parser } }

/** What ESLint reports, one line per message. */
async function linted(cwd: string, config: ESLint.Options['overrideConfig']): Promise<string[]> {
  const eslint = new ESLint({ cwd, overrideConfigFile: true, overrideConfig: config ?? [], errorOnUnmatchedPattern: false })
  const results = await eslint.lintFiles(['.'])
  return results.flatMap(({ filePath, messages }) =>
    messages.map(({ line, column, endLine, endColumn, ruleId, message, fatal }) => {
      const rule = fatal === true ? 'fatal' : String(ruleId).replace(/^setsquare\//, '')
      return `${filePath.slice(cwd.length + 1)}:${line}:${column}-${endLine}:${endColumn} ${rule} ${message}`
    }),
  )
}

/** A finding in the same form. Lesser cases have one severity less, and are a separate rule for hosts with one severity per rule. */
function inLine(cwd: string, finding: Finding): string {
  const { file, line, column, endLine, endColumn, rule, severity, message } = finding
  const name = severity === 'warn' && rule in setsquare.rules && `${rule}-minor` in setsquare.rules ? `${rule}-minor` : rule
  return `${file.slice(cwd.length + 1)}:${line}:${column}-${endLine}:${endColumn} ${name} ${message}`
}

describe('the command line and ESLint find the same, at the same place', () => {
  const inCode = readdirSync(join(fixtures, 'code'), { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? [`code/${entry.name}`] : []))

  test.each([...inCode, 'services/bookshop/bad', 'services/bookshop/good'])('%s', async (fixture) => {
    const cwd = copyOf(fixture)
    const { report } = await check({ cwd, paths: [], preset: 'all' })
    const lines = await linted(cwd, [typescript, setsquare.configs['all/code'], documents])
    const isInCode = (name: string): boolean => /\.[cm]?[jt]sx?$/.test(name)
    const code = lines.filter((line) => isInCode(line.slice(0, line.indexOf(':'))))
    expect(code.sort()).toEqual(report.findings.filter(({ file }) => isInCode(file)).map((finding) => inLine(cwd, finding)).sort())
    const compared = lines.filter((line) => comparing.has(String(line.split(' ')[1]).replace(/-minor$/, '')))
    expect(compared.sort()).toEqual(report.findings.filter(({ rule }) => comparing.has(rule)).map((finding) => inLine(cwd, finding)).sort())
  })

  test('without a TypeScript parser: JavaScript', async () => {
    const cwd = copyOf('code/sql')
    const { report } = await check({ cwd, paths: [], preset: 'all' })
    const isScript = ({ file }: Finding): boolean => file.endsWith('.js')
    const code = await linted(cwd, [{ ...setsquare.configs['all/code'], files: ['**/*.js'] }])
    expect(code.sort()).toEqual(report.findings.filter(isScript).map((finding) => inLine(cwd, finding)).sort())
  })
})

test('the command line, ESLint and Spectral find the same in contracts', async () => {
  const cwd = copyOf('contracts')
  const { report } = await check({ cwd, paths: [], preset: 'all' })
  expect(report.findings.length).toBeGreaterThan(100)
  const entries = new Set(setOfContracts(cwd))
  const here = report.findings.filter(({ file }) => entries.has(file))
  const elsewhere = report.findings.filter(({ file }) => !entries.has(file))

  const all = await linted(cwd, [documents])
  const isElsewhere = (line: string): boolean => / \(\S+\.(?:ya?ml|json):\d+:\d+\)$/.test(line)
  expect(all.filter((line) => !isElsewhere(line)).sort()).toEqual(here.map((finding) => inLine(cwd, finding)).sort())

  // These hosts report in the entry document: a finding in another file is placed at the reference to it, and its message says so.
  const clinic = join(cwd, 'clinic')
  const places = elsewhere.map(({ file, line, column, message }) => `${message} (${relativePath(clinic, file)}:${line}:${column})`).sort()
  expect(places.length).toBeGreaterThan(0)
  expect(all.filter(isElsewhere).map((line) => line.split(' ').slice(2).join(' ')).sort()).toEqual(places)

  const rules = ruleset({ preset: 'all' })
  for (const file of entries) {
    const results = await lint(readFileSync(file, 'utf8'), rules, file)
    const told = results.filter(({ code }) => String(code) in rules.rules).map(({ code, path, message }) => `${code} /${path.join('/')} ${message}`)
    const own = here.filter((finding) => finding.file === file)
    const expected = own.map((finding) => {
      const [, rule = ''] = inLine(cwd, finding).split(' ')
      const pointer = (finding.pointer ?? '').replaceAll('~1', '/').replaceAll('~0', '~')
      return `${rule} ${pointer === '' ? '/' : pointer} ${finding.message}`
    })
    const outside = (line: string): boolean => isElsewhere(line) || / \(line \d+\)$/.test(line)
    expect(told.filter((line) => !outside(line)).sort(), file).toEqual(expected.filter((line) => !line.includes('-suppression')).sort())
  }
})

/** The documents that are contracts by themselves. */
function setOfContracts(cwd: string): string[] {
  return readdirSync(cwd, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(?:ya?ml|json)$/.test(name) && /^\s*\{?\s*["']?(?:openapi|swagger)["']?\s*:/m.test(readFileSync(join(cwd, name), 'utf8')))
    .map((name) => join(cwd, name))
}
