import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'

/** A contract or a repository to be checked. */
export interface CorpusInput {
  readonly kind: 'contract' | 'code'
  /** Its name: the path relative to its corpus. */
  readonly name: string
  /** The working directory of the check; files are relative to it. Absolute. */
  readonly root: string
  /** The path to check, relative to `root`. */
  readonly path: string
}

/** A finding of the JSON report; `file` is relative to the input's `root`. */
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

/** How a check ended; `refused` is exit code 2: a mistake in the usage or the configuration, or nothing that could be checked. */
export type CorpusStatus = 'checked' | 'refused' | 'crashed' | 'timeout'

/** The result for one input: a line of the output file. */
export interface CorpusRecord extends CorpusInput {
  readonly status: CorpusStatus
  /** The exit code of the command line; none for crashes and timeouts. */
  readonly exitCode?: number
  /** Wall time of the check in milliseconds. */
  readonly durationMs: number
  /** The number of operations, for contracts. */
  readonly operations?: number
  readonly findings: readonly CorpusFinding[]
  readonly coverage: readonly CorpusNote[]
  /** Why it was not checked, if it was not. */
  readonly error?: string
}

/** The first line of the output file. */
export interface CorpusHeader {
  readonly preset: string
  /** Whether the product ran in process or as a command. */
  readonly through: 'dist/index.mjs' | 'dist/cli.cjs'
}

/** Reads an output file line by line, whatever its size. Throws if it is not such a file. */
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
