import { apiOfContract } from '../api/contract.ts'
import { api, contract as contractSubject } from '../api/subject.ts'
import type { Configuration } from '../core/configuration.ts'
import type { CoverageNote } from '../core/diagnostic.ts'
import type { Files } from '../core/files.ts'
import type { Finding } from '../core/finding.ts'
import { LineIndex } from '../core/lines.ts'
import type { Rule } from '../core/rule.ts'
import type { Text } from '../core/text.ts'
import { DocumentStore, isUnreadable } from '../documents/store.ts'
import { collect } from '../engine/collect.ts'
import { run } from '../engine/run.ts'
import { suppress } from '../engine/suppress.ts'
import type { SuppressionOutcome } from '../engine/suppress.ts'
import { target } from '../engine/target.ts'
import type { Target } from '../engine/target.ts'
import { Contract, syntaxNote, versionOf } from '../openapi/contract.ts'
import { openapi } from '../openapi/subject.ts'
import { parseSource } from '../source/file.ts'
import type { SourceFile } from '../source/file.ts'
import { source } from '../source/subject.ts'

/** What to check. Paths are absolute, with forward slashes. */
export interface CheckInput {
  readonly contracts: readonly string[]
  readonly sources: readonly string[]
  /** The directories that belong to the project: nothing above them is looked at. */
  readonly roots: readonly string[]
  readonly files: Files
  readonly rules: readonly Rule[]
  readonly configuration: Configuration
  readonly docsOf: (rule: string) => string
  /** Told before each file: how many are done, of how many. */
  readonly onProgress?: (done: number, total: number, file: string) => void
}

export interface Checked {
  readonly findings: readonly Finding[]
  readonly suppressed: SuppressionOutcome['suppressed']
  readonly coverage: readonly CoverageNote[]
  readonly counts: { readonly files: number; readonly contracts: number; readonly sources: number }
  textOf(file: string): Text | undefined
}

/** The steps of a check from paths to findings, the same for every host that reads files. */
export async function checkFiles(input: CheckInput): Promise<Checked> {
  const texts = new Map<string, Text>()
  const coverage: CoverageNote[] = []
  const targets: Target[] = []
  const contracts = loadContracts(input, texts, coverage, targets)
  const sources = await loadSources(input, texts, coverage)
  for (const file of sources) targets.push(target(source, file))

  const { diagnostics, failures } = run(input.rules, targets, input.configuration)
  for (const contract of contracts) {
    for (const document of contract.loaded) texts.set(document.file, document)
    coverage.push(...contract.coverage)
  }
  const textOf = (file: string): Text | undefined => texts.get(file)
  const { findings, suppressed } = suppress(collect(diagnostics, textOf, input.docsOf), {
    files: [...texts.keys()],
    texts: textOf,
    docsOf: input.docsOf,
    ran: (id, file) => input.rules.some((rule) => rule.id === id && input.configuration.severityOf(rule, file) !== 'off'),
    knows: (id) => input.rules.some((rule) => rule.id === id),
  })
  return {
    findings,
    suppressed,
    coverage: distinct([...coverage, ...failures]),
    counts: { files: texts.size, contracts: contracts.length, sources: sources.length },
    textOf,
  }
}

function loadContracts(input: CheckInput, texts: Map<string, Text>, coverage: CoverageNote[], targets: Target[]): Contract[] {
  const store = new DocumentStore(input.files)
  const contracts: Contract[] = []
  const total = input.contracts.length + input.sources.length
  for (const [done, file] of input.contracts.entries()) {
    input.onProgress?.(done, total, file)
    const document = store.load(file)
    if (isUnreadable(document)) {
      coverage.push({ kind: 'unreadable', file, message: document.kind === 'missing' ? 'there is no such file' : document.reason })
      continue
    }
    texts.set(file, document)
    const version = versionOf(document)
    if (version === undefined || 'unsupported' in version) {
      coverage.push(...document.problems.map((problem) => syntaxNote(document, problem.message, problem.offset)))
      if (document.problems.length === 0) coverage.push({ kind: 'skipped', file, message: reasonToSkip(version?.unsupported) })
      continue
    }
    const contract = new Contract(document, version.version, store)
    contracts.push(contract)
    const model = apiOfContract(contract)
    targets.push(target(openapi, contract), target(contractSubject, model), target(api, model))
  }
  return contracts
}

/** How many files are with the parser's threads at once: enough to keep them busy, few enough to show progress. */
const batch = 128

async function loadSources(input: CheckInput, texts: Map<string, Text>, coverage: CoverageNote[]): Promise<SourceFile[]> {
  const parsed: SourceFile[] = []
  const total = input.contracts.length + input.sources.length
  for (let start = 0; start < input.sources.length; start += batch) {
    const files = input.sources.slice(start, start + batch)
    input.onProgress?.(input.contracts.length + start, total, files[0] ?? '')
    parsed.push(...(await Promise.all(files.flatMap((file) => loadSource(file, input.files, texts, coverage)))))
  }
  return parsed.filter(({ file, text, syntaxErrors: [error] }) => {
    if (error === undefined) return true
    const { line, column } = new LineIndex(text).positionAt(error.range[0])
    coverage.push({ kind: 'syntax-error', file, message: `line ${line}, column ${column}: ${error.message}` })
    return false
  })
}

function loadSource(file: string, files: Files, texts: Map<string, Text>, coverage: CoverageNote[]): Promise<SourceFile>[] {
  const content = files.read(file)
  if (content.kind !== 'text') {
    coverage.push({ kind: 'unreadable', file, message: content.kind === 'missing' ? 'there is no such file' : content.reason })
    return []
  }
  texts.set(file, content)
  return [parseSource(file, content.text)]
}

function reasonToSkip(unsupported: string | undefined): string {
  return unsupported === undefined
    ? 'not checked: it is no OpenAPI document by itself (no `openapi` or `swagger` field)'
    : `not checked: OpenAPI ${unsupported} is not known here; 2.0, 3.0, 3.1 and 3.2 are`
}

function distinct(notes: readonly CoverageNote[]): CoverageNote[] {
  const seen = new Map(notes.map((note) => [`${note.kind}\n${note.file}\n${note.message}`, note]))
  return [...seen.values()]
}
