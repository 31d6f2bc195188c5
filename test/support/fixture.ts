import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'

import { resolveConfiguration } from '../../src/config/resolve.ts'
import { severities } from '../../src/core/diagnostic.ts'
import type { CoverageNote, Severity } from '../../src/core/diagnostic.ts'
import { splitLines } from '../../src/core/lines.ts'
import { groupFindings } from '../../src/engine/grouping.ts'
import { DocumentStore } from '../../src/documents/store.ts'
import type { Finding } from '../../src/core/finding.ts'
import { compareVersions } from '../../src/hosts/compare-versions.ts'
import { checkFiles } from '../../src/hosts/check-files.ts'
import { discover } from '../../src/hosts/node/disk/discover.ts'
import { nodeFiles } from '../../src/hosts/node/disk/files.ts'
import { withSlashes } from '../../src/hosts/node/disk/paths.ts'
import { rules } from '../../rules/index.ts'
import { versionsIn } from './check.ts'

/** A finding that a fixture expects, or that a run has made. */
export interface Expectation {
  /** Relative to the fixture's directory. */
  readonly file: string
  readonly line: number
  readonly rule: string
  /** Left out if the annotation does not state it. */
  readonly severity?: Severity
}

/** A file or directory with its expected findings. */
export interface Fixture {
  /** Absolute, forward slashes. */
  readonly path: string
  readonly preset: string
  readonly expected: readonly Expectation[]
}

/** The fixtures in a directory: each file and each directory directly below it, except `.expect.json` files. */
export function fixturesIn(directory: string): Fixture[] {
  return readdirSync(directory)
    .filter((name) => !name.endsWith(sidecarEnding))
    .sort()
    .map((name) => readFixture(join(directory, name)))
}

const sidecarEnding = '.expect.json'

/**
 * Reads a fixture's expectations: `expect: rule, rule:warn` in a comment, on the line of the finding or on a line of its own
 * above it; or, if comments are not possible or would disturb, a list of `file:line rule` in `<fixture>.expect.json`.
 * `preset: strict` in a comment sets the preset.
 */
export function readFixture(path: string): Fixture {
  const sidecar = `${path.replace(/\.json$/, '')}${sidecarEnding}`
  const texts = filesBelow(path).map((file) => ({ file, text: readFileSync(file, 'utf8') }))
  const base = directoryOf(path)
  const preset = texts.map(({ text }) => /(?:#|\/\/) preset: (\w+)$/m.exec(text)?.[1]).find((name) => name !== undefined)
  return {
    path: withSlashes(path),
    preset: preset ?? 'recommended',
    expected: [
      ...texts.flatMap(({ file, text }) => annotationsIn(withSlashes(file.slice(base.length + 1)), text)),
      ...(existsSync(sidecar) ? announcedIn(sidecar) : []),
    ],
  }
}

function filesBelow(path: string): string[] {
  if (path === directoryOf(path)) return readdirSync(path).flatMap((name) => filesBelow(join(path, name)))
  return [path]
}

/** The fixture's directory: the path itself, or that of the file. Fixture directories have no extension. */
function directoryOf(path: string): string {
  return /\.\w+$/.test(basename(path)) ? dirname(path) : path
}

const annotation = /^(?<before>.*?)(?:#|\/\/) expect: (?<rules>[\w:, -]+)$/

function annotationsIn(file: string, text: string): Expectation[] {
  const found: Expectation[] = []
  const waiting: string[] = []
  for (const [index, content] of splitLines(text).entries()) {
    const { before = content, rules: announced = '' } = annotation.exec(content)?.groups ?? {}
    waiting.push(...announced.split(',').filter((name) => name.trim() !== ''))
    if (before.trim() === '' && announced !== '') continue
    found.push(...waiting.splice(0).map((name) => ({ file, line: index + 1, ...ruleAndSeverity(name.trim()) })))
  }
  if (waiting.length > 0) throw new Error(`${file}: nothing follows 'expect: ${waiting.join(', ')}'`)
  return found
}

function announcedIn(sidecar: string): Expectation[] {
  const lines: unknown = JSON.parse(readFileSync(sidecar, 'utf8'))
  if (!Array.isArray(lines)) throw new Error(`${sidecar}: write a list of 'file:line rule'`)
  return lines.map((line) => {
    const { file, number, name } = /^(?<file>.+):(?<number>\d+) (?<name>\S+)$/.exec(String(line))?.groups ?? {}
    if (file === undefined || name === undefined) throw new Error(`${sidecar}: '${String(line)}' is not 'file:line rule'`)
    return { file, line: Number(number), ...ruleAndSeverity(name) }
  })
}

function ruleAndSeverity(text: string): Pick<Expectation, 'rule' | 'severity'> {
  const [rule = '', name] = text.split(':')
  const severity = severities.find((one) => one === name)
  if (name !== undefined && severity === undefined) throw new Error(`'${text}' names no severity`)
  return { rule, ...(severity !== undefined && { severity }) }
}

/** The result of checking a fixture. */
export interface FixtureRun {
  readonly findings: readonly (Required<Expectation> & { readonly message: string })[]
  readonly coverage: readonly CoverageNote[]
}

/** Checks a fixture as `setsquare check` would, without any configuration file. */
export async function checkFixture({ path, preset }: Fixture): Promise<FixtureRun> {
  const base = directoryOf(path)
  if (existsSync(join(base, 'head.yaml'))) return compareFixture(base, preset)
  const found = discover({ cwd: base, paths: [path] })
  const checked = await checkFiles({
    contracts: found.contracts,
    sources: found.sources,
    context: [],
    roots: [base],
    bases: [base],
    files: nodeFiles({ roots: [base] }),
    rules,
    configuration: resolveConfiguration(rules, {}, base, { preset }),
    docsOf: (rule) => rule,
  })
  return {
    findings: asReported(checked.findings, base),
    coverage: [...found.notes, ...checked.coverage],
  }
}

/** Compares two versions of a contract as `setsquare diff base.yaml head.yaml` would. */
function compareFixture(base: string, preset: string): FixtureRun {
  const configuration = resolveConfiguration(rules, {}, base, { preset, today: '2026-11-29' })
  const versions = versionsIn(base, new DocumentStore(nodeFiles({ roots: [base] })))
  const { findings, coverage } = compareVersions(versions, { roots: [base], context: new Set<string>(), rules, configuration, docsOf: (rule) => rule })
  return { findings: asReported(findings, base), coverage }
}

function asReported(findings: readonly Finding[], base: string): FixtureRun['findings'] {
  return groupFindings(findings).map(({ file, line, rule, severity, message }) => ({ file: file.slice(base.length + 1), line, rule, severity, message }))
}

/** Matches expected and actual findings one to one, and returns what is left on either side. */
export function compare(
  expected: readonly Expectation[],
  found: FixtureRun['findings'],
): { missing: string[]; unexpected: string[] } {
  const left = [...found]
  const missing: string[] = []
  for (const expectation of expected) {
    const { file, line, rule, severity } = expectation
    const index = left.findIndex(
      (one) => one.file === file && one.line === line && one.rule === rule && (severity ?? one.severity) === one.severity,
    )
    if (index < 0) missing.push(`${file}:${line} ${rule}${severity === undefined ? '' : `:${severity}`}`)
    else left.splice(index, 1)
  }
  return {
    missing,
    unexpected: left.map(({ file, line, rule, severity, message }) => `${file}:${line} ${rule}:${severity} (${message})`),
  }
}
