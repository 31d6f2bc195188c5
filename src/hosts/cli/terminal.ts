import { elapsed } from '../clock.ts'
import { writeSync } from 'node:fs'

import { UsageError } from '../../core/errors.ts'
import { printable } from '../../core/printable.ts'
import { relativePath } from '../../reporters/reporter.ts'
import { reasonOf } from '../reason.ts'

/** The parts of the process that commands use. Its streams are made when they are first used: that takes Node a few milliseconds. */
export interface Terminal {
  readonly stdout: Stream | OpenFile
  readonly stderr: Stream
  readonly env: Readonly<Record<string, string | undefined>>
}

/** A stream, with properties that it has if it is a terminal. */
export interface Stream extends NodeJS.WritableStream {
  readonly isTTY?: boolean
  /** The width of a line in characters. */
  readonly columns?: number
  /** The colour depth in bits, judged by the environment. */
  getColorDepth?(env: object): number
}

/** A file or pipe that is written to without a stream: Node loads its network modules for one. */
export interface OpenFile {
  readonly descriptor: number
  readonly isTTY?: never
  readonly columns?: never
  readonly getColorDepth?: never
}

/** 0 for no colours, 1 for sixteen, 2 and 3 for more. */
export type ColorLevel = 0 | 1 | 2 | 3

/**
 * Writes a text of whatever size and waits until it has been taken, because output to a pipe is lost if the process ends before. It is no
 * error if the reader closes the pipe (`| head`).
 */
export async function write(to: Stream | OpenFile, text: string): Promise<void> {
  if ('descriptor' in to) writeToFile(to, text)
  else await writeToStream(to, text)
}

async function writeToStream(stream: Stream, text: string): Promise<void> {
  // The error is also emitted as an event, which would end the process without a listener. The callback below handles it.
  if (stream.listenerCount('error') === 0) stream.on('error', () => undefined)
  await new Promise<void>((resolve, reject) => {
    stream.write(text, (error) => {
      if (error === undefined || error === null || isClosed(error)) resolve()
      else reject(notWritten(error))
    })
  })
}

function writeToFile({ descriptor }: OpenFile, text: string): void {
  const bytes = Buffer.from(text)
  for (let at = 0; at < bytes.length; ) {
    try {
      at += writeSync(descriptor, bytes, at)
    } catch (error) {
      if (isClosed(error)) return
      if (codeOf(error) !== 'EAGAIN') throw notWritten(error)
      // Another process has set the pipe to refuse what does not fit: wait until its reader has taken some.
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, pauseForReader)
    }
  }
}

// In milliseconds.
const pauseForReader = 5

function isClosed(error: unknown): boolean {
  return closedCodes.has(codeOf(error))
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : ''
}

function notWritten(error: unknown): UsageError {
  return new UsageError(`cannot write the report: ${reasonOf(error)}`)
}

const closedCodes: ReadonlySet<string> = new Set(['EPIPE', 'ERR_STREAM_DESTROYED', 'ECONNRESET'])

/**
 * The colours to use on standard output.
 * @param wanted the user's choice by flag, if there is one
 */
export function colorLevel({ stdout, env }: Terminal, wanted: boolean | undefined): ColorLevel {
  if (wanted === false) return 0
  if (wanted === undefined && (env['NO_COLOR'] ?? '') !== '') return 0
  const forced = env['FORCE_COLOR']
  if (wanted === undefined && forced !== undefined) return forced === '0' || forced === 'false' ? 0 : 1
  if (wanted === undefined && (stdout.isTTY !== true || env['TERM'] === 'dumb')) return 0
  return stdout.isTTY === true && (stdout.getColorDepth?.(env) ?? 1) >= 8 ? 2 : 1
}

/** Shows the progress of long work on a terminal. Silent otherwise, and during the first second. */
export class Progress {
  readonly #terminal: Pick<Terminal, 'stderr'>
  readonly #started = elapsed()
  readonly #cwd: string
  #shown = 0

  /** @param cwd the directory that files are shown relative to: absolute, forward slashes */
  constructor(terminal: Pick<Terminal, 'stderr'>, cwd: string) {
    this.#terminal = terminal
    this.#cwd = cwd
  }

  readonly update = (done: number, total: number, file: string): void => {
    const now = elapsed()
    if (now - this.#started < 1000 || now - this.#shown < 100) return
    const stream = this.#terminal.stderr
    if (stream.isTTY !== true) return
    this.#shown = now
    const line = `${done}/${total} ${printable(relativePath(this.#cwd, file))}`
    const width = Math.max(20, (stream.columns ?? 80) - 1)
    stream.write(`\r\u001B[2K${line.length > width ? `${line.slice(0, width - 1)}…` : line}`)
  }

  /** Clears the line, so that other output starts on an empty one. */
  end(): void {
    if (this.#shown > 0) this.#terminal.stderr.write('\r\u001B[2K')
  }
}
