import { readFileSync } from 'node:fs'
import { dirname } from 'node:path'
import type { ISpectralDiagnostic, RulesetDefinition } from '@stoplight/spectral-core'
import { ESLint } from 'eslint'
import type { Linter } from 'eslint'

import { rules as allRules } from '../rules/index.ts'
import type { PresetName } from '../src/config/configuration-file.ts'
import { severities } from '../src/core/diagnostic.ts'
import type { Finding } from '../src/core/finding.ts'
import { formatPointer } from '../src/core/location.ts'
import { comparesSides } from '../src/core/rule.ts'
import plugin from '../src/hosts/eslint/index.ts'
import { check } from '../src/hosts/node/check.ts'
import { ruleset } from '../src/hosts/spectral/index.ts'
import { relativePath } from '../src/reporters/reporter.ts'
import { Document, Spectral, Yaml } from './spectral-packages.ts'

/** The findings of a host and of the command line on one document, each as a line of text. */
export interface Comparison {
  readonly both: number
  readonly onlyCheck: readonly string[]
  readonly onlyHost: readonly string[]
}

/** Both hosts compared with the command line. Times in milliseconds: the check, the host with our rules, the host with none. */
export interface Compared {
  readonly spectral: Comparison
  readonly eslint: Comparison
  readonly times: { readonly check: number; readonly spectral: number; readonly spectralIdle: number; readonly eslint: number }
}

/**
 * Checks one contract on the command line, in Spectral and in ESLint. Findings are compared by rule, severity, message and, as each host
 * knows it, pointer or line and column; those in other files, which both can only show at the reference, without the place.
 * @param file absolute
 */
export async function compareHosts(file: string, preset: PresetName): Promise<Compared> {
  const rules = ruleset({ preset })
  const started = performance.now()
  const { report } = await check({ cwd: dirname(file), paths: [file], preset, spectral: false })
  const checked = performance.now()
  const results = await inSpectral(file, rules)
  const linted = performance.now()
  await inSpectral(file, { rules: {} })
  const idle = performance.now()
  const messages = await inEslint(file, preset)
  return {
    spectral: comparison(
      report.findings.map((finding) => lineForSpectral(finding, file)),
      results.filter(({ code }) => Object.hasOwn(rules.rules, code)).map(lineOfResult),
    ),
    eslint: comparison(
      report.findings.map((finding) => lineForEslint(finding, file, preset)),
      messages.map(lineOfMessage),
    ),
    times: { check: checked - started, spectral: linted - checked, spectralIdle: idle - linted, eslint: performance.now() - idle },
  }
}

function comparison(ofCheck: readonly string[], ofHost: readonly string[]): Comparison {
  const [ours, theirs] = [new Set(ofCheck), new Set(ofHost)]
  return {
    both: [...ours].filter((line) => theirs.has(line)).length,
    onlyCheck: [...ours].filter((line) => !theirs.has(line)),
    onlyHost: [...theirs].filter((line) => !ours.has(line)),
  }
}

/** The results of a new instance of Spectral, as its command line makes one. */
async function inSpectral(file: string, rules: RulesetDefinition): Promise<ISpectralDiagnostic[]> {
  const spectral = new Spectral()
  spectral.setRuleset(rules)
  return spectral.run(new Document(readFileSync(file, 'utf8'), Yaml, file))
}

async function inEslint(file: string, preset: PresetName): Promise<Linter.LintMessage[]> {
  // A check of one file compares it with no code.
  const alone = allRules.flatMap((rule) => (comparesSides(rule) ? [[`setsquare/${rule.id}`, 'off'] as const] : []))
  const { rules, ...contracts } = plugin.configs[`${preset}/contracts`]
  const config = { ...contracts, files: ['**/*.{yaml,yml,json}'], rules: { ...rules, ...Object.fromEntries(alone) } }
  const eslint = new ESLint({ cwd: dirname(file), overrideConfigFile: true, overrideConfig: config })
  const results = await eslint.lintFiles([file])
  return results.flatMap(({ messages }) => messages)
}

function lineForSpectral(finding: Finding, entry: string): string {
  const { rule, severity, message, file, line, pointer } = finding
  if (file !== entry) return `${rule} ${severity}: ${elsewhere(finding, entry)}`
  return pointer === undefined ? `${rule} ${severity}: ${message} (line ${line})` : `${rule} ${severity} ${pointer}: ${message}`
}

function elsewhere({ message, file, line, column }: Finding, entry: string): string {
  return `${message} (${relativePath(dirname(entry), file)}:${line}:${column})`
}

const hasNoPlaceOfItsOwn = / \((?:line \d+|[^()]+:\d+:\d+)\)$/

function lineOfResult({ code, severity, message, path }: ISpectralDiagnostic): string {
  const rule = String(code).replace(/-minor$/, '')
  const pointer = hasNoPlaceOfItsOwn.test(message) ? '' : ` ${formatPointer(path)}`
  return `${rule} ${[...severities, 'hint'][severity] ?? ''}${pointer}: ${message}`
}

/** A finding as ESLint should report it: it has no `info`, and in `all` every rule is an error. */
function lineForEslint(finding: Finding, entry: string, preset: PresetName): string {
  const { rule, severity, message, line, column, endLine, endColumn } = finding
  const weight = severity === 'info' && preset !== 'all' ? 'warn' : severity
  if (finding.file !== entry) return `${rule} ${weight}: ${elsewhere(finding, entry)}`
  return `${rule} ${weight} ${line}:${column}-${endLine}:${endColumn}: ${message}`
}

function lineOfMessage({ ruleId, severity, message, line, column, endLine, endColumn }: Linter.LintMessage): string {
  const rule = String(ruleId).replace(/^setsquare\//, '').replace(/-minor$/, '')
  const place = hasNoPlaceOfItsOwn.test(message) ? '' : ` ${line}:${column}-${endLine ?? line}:${endColumn ?? column}`
  return `${rule} ${severity === 2 ? 'error' : 'warn'}${place}: ${message}`
}
