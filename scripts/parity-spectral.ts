// Holds the Spectral ruleset against `setsquare check` on a random sample of real contracts. See --help.
import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'
import type { ISpectralDiagnostic, RulesetDefinition } from '@stoplight/spectral-core'

import { presetNames } from '../src/config/configuration-file.ts'
import type { PresetName } from '../src/config/configuration-file.ts'
import { severities } from '../src/core/diagnostic.ts'
import type { Finding } from '../src/core/finding.ts'
import { formatPointer } from '../src/core/location.ts'
import { check } from '../src/hosts/node/check.ts'
import { ruleset } from '../src/hosts/spectral/index.ts'
import { relativePath } from '../src/reporters/reporter.ts'
import { contractsIn } from './corpus-inputs.ts'
import { hashText } from './random.ts'
import { Document, Spectral, Yaml } from './spectral-packages.ts'
import { renderTable } from './text-table.ts'

/** What the two hosts say about one document, each finding as one line. */
export interface Comparison {
  readonly both: number
  readonly onlyCheck: readonly string[]
  readonly onlySpectral: readonly string[]
  /** Milliseconds in this process: the check; Spectral with our ruleset; Spectral with a ruleset that does nothing. */
  readonly times: { readonly check: number; readonly spectral: number; readonly idle: number }
}

/**
 * Checks one contract in both hosts. Findings are compared by rule, severity, message and pointer; those in other files, which
 * Spectral can only show at the reference, by rule, severity and message.
 * @param file absolute
 */
export async function compareHosts(file: string, preset: PresetName): Promise<Comparison> {
  const rules = ruleset({ preset })
  const started = performance.now()
  const { report } = await check({ cwd: dirname(file), paths: [file], preset })
  const checked = performance.now()
  const results = await lint(file, rules)
  const linted = performance.now()
  await lint(file, { rules: {} })
  const idle = performance.now() - linted
  const ours = new Set(report.findings.map((finding) => lineOfFinding(finding, file)))
  const theirs = new Set(results.filter(({ code }) => Object.hasOwn(rules.rules, code)).map(lineOfResult))
  return {
    both: [...ours].filter((line) => theirs.has(line)).length,
    onlyCheck: [...ours].filter((line) => !theirs.has(line)),
    onlySpectral: [...theirs].filter((line) => !ours.has(line)),
    times: { check: checked - started, spectral: linted - checked, idle },
  }
}

/** A new Spectral each time, as its command line has it. */
async function lint(file: string, rules: RulesetDefinition): Promise<ISpectralDiagnostic[]> {
  const spectral = new Spectral()
  spectral.setRuleset(rules)
  return spectral.run(new Document(readFileSync(file, 'utf8'), Yaml, file))
}

function lineOfFinding({ rule, severity, message, file, line, column, pointer }: Finding, entry: string): string {
  if (file !== entry) return `${rule} ${severity}: ${message} (${relativePath(dirname(entry), file)}:${line}:${column})`
  return pointer === undefined ? `${rule} ${severity}: ${message} (line ${line})` : `${rule} ${severity} ${pointer}: ${message}`
}

function lineOfResult({ code, severity, message, path }: ISpectralDiagnostic): string {
  const rule = String(code).replace(/-minor$/, '')
  // Spectral wants a path for everything; what stands in a comment or in another file has none of its own.
  const hasOwnPath = !/ \((?:line \d+|[^()]+:\d+:\d+)\)$/.test(message)
  return `${rule} ${[...severities, 'hint'][severity] ?? ''}${hasOwnPath ? ` ${formatPointer(path)}` : ''}: ${message}`
}

const help = `npm run parity:spectral -- --contracts <dir> [options]

  --contracts <dir>   a directory of contracts
  --sample <n>        how many of them (200)
  --seed <n>          another seed, another sample (20261121)
  --preset <name>     the preset in both hosts (recommended)

Exit 1 where the two say different things.`

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { values } = parseArgs({
    options: {
      contracts: { type: 'string' },
      sample: { type: 'string', default: '200' },
      seed: { type: 'string', default: '20261121' },
      preset: { type: 'string', default: 'recommended' },
      help: { type: 'boolean', default: false },
    },
  })
  const preset = presetNames.find((name) => name === values.preset)
  if (values.help || values.contracts === undefined || preset === undefined) {
    console.log(help)
    process.exitCode = values.help ? 0 : 2
  } else await compareSample(values.contracts, Number(values.sample), values.seed, preset)
}

async function compareSample(directory: string, size: number, seed: string, preset: PresetName): Promise<void> {
  const ordered = contractsIn(directory).map(({ name, root, path }) => ({ name, file: join(root, path), order: hashText(`${seed}\n${name}`) }))
  const sample = ordered.sort((a, b) => a.order - b.order).slice(0, size)
  const comparisons: Comparison[] = []
  for (const { name, file } of sample) {
    const comparison = await compareHosts(file, preset)
    comparisons.push(comparison)
    for (const line of comparison.onlyCheck) console.log(`${name}: only setsquare check: ${line}`)
    for (const line of comparison.onlySpectral) console.log(`${name}: only Spectral: ${line}`)
  }
  const equal = comparisons.filter(({ onlyCheck, onlySpectral }) => onlyCheck.length + onlySpectral.length === 0)
  const findings = comparisons.reduce((sum, { both }) => sum + both, 0)
  console.log(`${equal.length} of ${comparisons.length} documents equal, ${findings} findings in common (preset ${preset}, seed ${seed})\n`)
  const times = comparisons.map((comparison) => comparison.times)
  const row = (title: string, of: (time: Comparison['times']) => number): string[] => {
    const sorted = times.map(of).sort((a, b) => a - b)
    return [title, ...[0.5, 0.9].map((share) => milliseconds(sorted[Math.floor(sorted.length * share)] ?? 0)), milliseconds(sorted.reduce((a, b) => a + b, 0))]
  }
  console.log(
    renderTable(
      ['ms a document', 'median', '90 %', 'all'],
      [
        row('setsquare check', ({ check: own }) => own),
        row('Spectral, our ruleset', ({ spectral }) => spectral),
        row('Spectral, no rules', ({ idle }) => idle),
        row('the difference', ({ spectral, idle }) => spectral - idle),
      ],
    ),
  )
  if (equal.length < comparisons.length) process.exitCode = 1
}

function milliseconds(value: number): string {
  return value.toFixed(1)
}
