import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { dirname, join, relative, sep } from 'node:path'
import process from 'node:process'
import { fileURLToPath, pathToFileURL } from 'node:url'

import { asList, asObject, asString, field } from '../src/core/json.ts'
import { countOperations } from './operations.ts'
import type { CorpusFinding, CorpusHeader, CorpusInput, CorpusNote, CorpusRecord } from './corpus-record.ts'

const dist = join(dirname(fileURLToPath(import.meta.url)), '..', 'dist')

/** Checks one input. Never throws: errors are in the record. */
export type CheckInput = (input: CorpusInput) => Promise<CorpusRecord>

/** Finds how to run the built product: in this process if the package exports `check`, otherwise as a command. */
export async function findChecker(
  preset: string,
): Promise<{ readonly check: CheckInput; readonly through: CorpusHeader['through'] }> {
  const exported = await exportedCheck(join(dist, 'index.mjs'))
  if (exported !== undefined) return { check: (input) => checkHere(exported, input, preset), through: 'dist/index.mjs' }
  const cli = join(dist, 'cli.cjs')
  if (!existsSync(cli)) throw new Error('there is nothing to run: dist/ has neither index.mjs nor cli.cjs (npm run build)')
  return { check: (input) => checkThere(cli, input, preset), through: 'dist/cli.cjs' }
}

type ExportedCheck = (request: { cwd: string; paths: readonly string[]; preset: string; spectral: false }) => Promise<unknown>

async function exportedCheck(file: string): Promise<ExportedCheck | undefined> {
  if (!existsSync(file)) return undefined
  const exported: unknown = await import(pathToFileURL(file).href)
  const check: unknown = typeof exported === 'object' && exported !== null ? Reflect.get(exported, 'check') : undefined
  return typeof check === 'function' ? (request) => Promise.resolve<unknown>(Reflect.apply(check, undefined, [request])) : undefined
}

async function checkHere(check: ExportedCheck, input: CorpusInput, preset: string): Promise<CorpusRecord> {
  const start = performance.now()
  try {
    const outcome = await check({ cwd: input.root, paths: [input.path], preset, spectral: false })
    const durationMs = performance.now() - start
    return checked(input, field(outcome, 'report'), durationMs, await operationsOf(input))
  } catch (error) {
    return broken(input, error, performance.now() - start)
  }
}

/** The record of an exception: errors meant for users (usage, configuration) are refusals, all others crashes. */
function broken(input: CorpusInput, error: unknown, durationMs: number): CorpusRecord {
  const record = { ...input, durationMs, findings: [], coverage: [] }
  if (error instanceof Error && /^(?:Usage|Configuration)Error$/.test(error.name)) {
    return { ...record, status: 'refused', exitCode: 2, error: error.message }
  }
  return { ...record, status: 'crashed', error: error instanceof Error ? (error.stack ?? error.message) : String(error) }
}

async function checkThere(cli: string, input: CorpusInput, preset: string): Promise<CorpusRecord> {
  const args = [cli, 'check', input.path, '--no-spectral', '--preset', preset, '--format', 'json', '--fail-on', 'never']
  const start = performance.now()
  const child = spawn(process.execPath, args, { cwd: input.root, stdio: ['ignore', 'pipe', 'pipe'] })
  const [stdout, stderr, exitCode] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    new Promise<number | null>((settle) => child.once('exit', settle)),
  ])
  const durationMs = performance.now() - start
  const record = { ...input, durationMs, findings: [], coverage: [], error: stderr.slice(-4000) }
  if (exitCode === 2) return { ...record, status: 'refused', exitCode }
  if (exitCode !== 0) return { ...record, status: 'crashed', ...(exitCode === null ? {} : { exitCode }) }
  try {
    const report: unknown = JSON.parse(stdout)
    return checked(input, report, durationMs, await operationsOf(input))
  } catch {
    return { ...record, status: 'crashed', exitCode, error: `no JSON on standard output: ${stdout.slice(0, 200)}` }
  }
}

async function text(stream: AsyncIterable<Buffer>): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of stream) chunks.push(chunk)
  return Buffer.concat(chunks).toString('utf8')
}

function checked(input: CorpusInput, report: unknown, durationMs: number, operations: number | undefined): CorpusRecord {
  return {
    ...input,
    status: 'checked',
    exitCode: 0,
    durationMs,
    ...(operations === undefined ? {} : { operations }),
    findings: asList(field(report, 'findings')).map((finding) => findingOf(finding, input.root)),
    coverage: asList(field(report, 'coverage')).map((note) => noteOf(note, input.root)),
  }
}

function findingOf(value: unknown, root: string): CorpusFinding {
  const pointer = asString(field(value, 'pointer'))
  return {
    rule: textIn(value, 'rule'),
    severity: textIn(value, 'severity'),
    message: textIn(value, 'message'),
    file: relativeTo(root, textIn(value, 'file')),
    line: numberIn(value, 'line'),
    column: numberIn(value, 'column'),
    endLine: numberIn(value, 'endLine'),
    endColumn: numberIn(value, 'endColumn'),
    ...(pointer === undefined ? {} : { pointer }),
  }
}

function noteOf(value: unknown, root: string): CorpusNote {
  return { kind: textIn(value, 'kind'), file: relativeTo(root, textIn(value, 'file')), message: textIn(value, 'message') }
}

function textIn(value: unknown, name: string): string {
  const found = asString(field(value, name))
  if (found === undefined)
    throw new Error(`the report has no text in '${name}': ${JSON.stringify(asObject(value)).slice(0, 200)}`)
  return found
}

function numberIn(value: unknown, name: string): number {
  const found = field(value, name)
  if (typeof found !== 'number')
    throw new Error(`the report has no number in '${name}': ${JSON.stringify(asObject(value)).slice(0, 200)}`)
  return found
}

function relativeTo(root: string, file: string): string {
  const isAbsolute = file.startsWith('/') || /^[A-Za-z]:/.test(file)
  return isAbsolute ? relative(root, file).split(sep).join('/') : file
}

async function operationsOf({ kind, root, path }: CorpusInput): Promise<number | undefined> {
  if (kind !== 'contract') return undefined
  try {
    const content = await readFile(join(root, path), 'utf8')
    if (path.endsWith('.json')) return countOperations(JSON.parse(content))
    const { load } = await import('js-yaml')
    return countOperations(load(content, { json: true }))
  } catch {
    // The document cannot be parsed, which the check reports; there is nothing to count.
    return undefined
  }
}
