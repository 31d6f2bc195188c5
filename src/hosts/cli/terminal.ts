import { UsageError } from '../../core/errors.ts'
import { printable } from '../../core/printable.ts'
import { relativePath } from '../../reporters/reporter.ts'
import { reasonOf } from '../reason.ts'

/** The parts of the process that the command line speaks to. */
export interface Terminal {
  readonly stdout: Output
  readonly stderr: Output
  readonly env: Readonly<Record<string, string | undefined>>
}

/** A stream, with what it can tell where it ends in a terminal. */
export interface Output extends NodeJS.WritableStream {
  readonly isTTY?: boolean
  /** How many characters a line has room for. */
  readonly columns?: number
  /** The bits of colour it shows, going by the environment. */
  getColorDepth?(env: object): number
}

/** How many colours may be used: 0 none, 1 sixteen, 2 and 3 more. */
export type ColorLevel = 0 | 1 | 2 | 3

/**
 * Writes all of a text, however large, and waits until the other end has taken it: a process that ends at once would cut a
 * pipe short. A reader that stops listening (`| head`) is no error.
 */
export async function write(stream: Output, text: string): Promise<void> {
  // The error also comes as an event, which would end the process if nobody listened; the callback below has it already.
  if (stream.listenerCount('error') === 0) stream.on('error', () => undefined)
  await new Promise<void>((resolve, reject) => {
    stream.write(text, (error) => {
      if (error === undefined || error === null || closedCodes.has('code' in error ? String(error.code) : '')) resolve()
      else reject(new UsageError(`cannot write the report: ${reasonOf(error)}`))
    })
  })
}

const closedCodes: ReadonlySet<string> = new Set(['EPIPE', 'ERR_STREAM_DESTROYED', 'ECONNRESET'])

/**
 * @param wanted true or false where the user said so with a flag
 */
export function colorLevel({ stdout, env }: Terminal, wanted: boolean | undefined): ColorLevel {
  if (wanted === false) return 0
  if (wanted === undefined && (env['NO_COLOR'] ?? '') !== '') return 0
  const forced = env['FORCE_COLOR']
  if (wanted === undefined && forced !== undefined) return forced === '0' || forced === 'false' ? 0 : 1
  if (wanted === undefined && (stdout.isTTY !== true || env['TERM'] === 'dumb')) return 0
  return stdout.isTTY === true && (stdout.getColorDepth?.(env) ?? 1) >= 8 ? 2 : 1
}

/** Tells on a terminal how far long work has come; silent otherwise, and for work that is done within a second. */
export class Progress {
  readonly #stream: Output
  readonly #started = performance.now()
  readonly #cwd: string
  #shown = 0

  /** @param cwd the directory that files are shown relative to: absolute, forward slashes */
  constructor(stream: Output, cwd: string) {
    this.#stream = stream
    this.#cwd = cwd
  }

  readonly update = (done: number, total: number, file: string): void => {
    const now = performance.now()
    if (this.#stream.isTTY !== true || now - this.#started < 1000 || now - this.#shown < 100) return
    this.#shown = now
    const line = `${done}/${total} ${printable(relativePath(this.#cwd, file))}`
    const width = Math.max(20, (this.#stream.columns ?? 80) - 1)
    this.#stream.write(`\r\u001B[2K${line.length > width ? `${line.slice(0, width - 1)}…` : line}`)
  }

  /** Clears the line, so that what follows starts on a clean one. */
  end(): void {
    if (this.#shown > 0) this.#stream.write('\r\u001B[2K')
  }
}
