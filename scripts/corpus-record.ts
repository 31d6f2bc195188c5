import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'

/** A contract or a repository to be checked. */
export interface CorpusInput {
  readonly kind: 'contract' | 'code'
  /** Its path relative to the corpus it belongs to: what it is called. */
  readonly name: string
  /** The working directory of the check; files are relative to it. Absolute. */
  readonly root: string
  /** What is given to `check`, relative to `root`. */
  readonly path: string
}

/** A finding as the JSON report has it; `file` is relative to the input's `root`. */
export interface CorpusFinding {
  readonly rule: string
  readonly severity: string
  readonly message: string
  readonly file: string
  readonly line: number
  readonly column: number
  readonly endLine: number
  readonly endColumn: number
  readonly pointer?: string
}

export interface CorpusNote {
  readonly kind: string
  readonly file: string
  readonly message: string
}

/** How a check ended: it ran through, it said that it could not do the job (exit 2), it broke, or it did not end in time. */
export type CorpusStatus = 'checked' | 'refused' | 'crashed' | 'timeout'

/** What came of one input: a line of the output file. */
export interface CorpusRecord extends CorpusInput {
  readonly status: CorpusStatus
  /** What the command line would have exited with, or did; none for crashes and timeouts. */
  readonly exitCode?: number
  /** Milliseconds of the check alone. */
  readonly durationMs: number
  /** Of contracts. */
  readonly operations?: number
  readonly findings: readonly CorpusFinding[]
  readonly coverage: readonly CorpusNote[]
  /** The reason where it was not checked. */
  readonly error?: string
}

/** The first line of the output file. */
export interface CorpusHeader {
  readonly preset: string
  /** How the product was run. */
  readonly through: 'dist/index.mjs' | 'dist/cli.cjs'
}

/** Reads an output file line by line, so that its size does not matter. Throws where it is no such file. */
export async function* readRecords(file: string): AsyncGenerator<CorpusRecord> {
  let first = true
  for await (const line of createInterface({ input: createReadStream(file), crlfDelay: Infinity })) {
    const value: unknown = JSON.parse(line)
    if (isRecord(value)) yield value
    else if (!first) throw new Error(`${file} holds a line that the corpus run did not write: ${line.slice(0, 80)}`)
    first = false
  }
}

function isRecord(value: unknown): value is CorpusRecord {
  return typeof value === 'object' && value !== null && 'findings' in value && 'status' in value && 'root' in value
}
