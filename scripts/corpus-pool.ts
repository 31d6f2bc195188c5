import { fork } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

import type { CorpusInput, CorpusRecord } from './corpus-record.ts'
import type { WorkerAnswer, WorkerRequest } from './corpus-worker.ts'

/** How inputs are checked. */
export interface PoolOptions {
  readonly preset: string
  readonly jobs: number
  /** The time limit for one input in milliseconds. */
  readonly timeout: number
  /** The program of a worker, with the protocol of corpus-worker.ts. */
  readonly worker?: string
  /** The number of inputs after which a worker is replaced, so that they do not affect one another through memory. */
  readonly inputsPerWorker?: number
}

const scripts = dirname(fileURLToPath(import.meta.url))
const usualWorker = join(scripts, 'corpus-worker.ts')

/**
 * Checks inputs in several worker processes, and hands over each record when it is done, in no particular order. If a worker dies or exceeds the
 * time limit, that is recorded for its input, and a new worker takes over.
 */
export async function checkAll(
  inputs: readonly CorpusInput[],
  options: PoolOptions,
  onRecord: (record: CorpusRecord) => void,
): Promise<void> {
  const waiting = inputs[Symbol.iterator]()
  const lane = async (): Promise<void> => {
    let worker: Worker | undefined
    for (const input of waiting) {
      if (worker?.isUsable !== true) {
        worker?.stop()
        worker = await Worker.start(options)
      }
      onRecord(await worker.check(input))
    }
    worker?.stop()
  }
  await Promise.all(Array.from({ length: Math.min(options.jobs, inputs.length) }, lane))
}

/** A child process that checks one input at a time. */
class Worker {
  #done = 0
  #alive = true
  #stderr = ''
  readonly #child: ChildProcess
  readonly #options: PoolOptions

  private constructor(child: ChildProcess, options: PoolOptions) {
    this.#child = child
    this.#options = options
    child.stderr?.on('data', (chunk: Buffer) => (this.#stderr = (this.#stderr + chunk.toString('utf8')).slice(-4000)))
    child.once('exit', () => (this.#alive = false))
  }

  /** Waits until the worker is ready; throws if it ends before. */
  static async start(options: PoolOptions): Promise<Worker> {
    const child = fork(options.worker ?? usualWorker, [options.preset], {
      execArgv: ['--import', 'tsx'],
      // `tsx` is resolved from here; inputs have a working directory of their own.
      cwd: scripts,
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    })
    const worker = new Worker(child, options)
    await new Promise<void>((resolve, reject) => {
      child.once('message', () => resolve())
      child.once('close', () => reject(new Error(`the worker did not start:\n${worker.#stderr}`)))
    })
    child.removeAllListeners('close')
    return worker
  }

  get isUsable(): boolean {
    return this.#alive && this.#done < (this.#options.inputsPerWorker ?? 200)
  }

  async check(input: CorpusInput): Promise<CorpusRecord> {
    this.#done++
    this.#stderr = ''
    const start = performance.now()
    const failed = (status: 'crashed' | 'timeout', error: string): CorpusRecord => {
      this.#alive = false
      return { ...input, status, durationMs: performance.now() - start, findings: [], coverage: [], error }
    }
    return new Promise<CorpusRecord>((resolve) => {
      const settle = (record: CorpusRecord): void => {
        clearTimeout(timer)
        this.#child.removeAllListeners('message').removeAllListeners('close')
        resolve(record)
      }
      const timer = setTimeout(() => {
        this.#child.kill('SIGKILL')
        settle(failed('timeout', `not done after ${this.#options.timeout / 1000} s`))
      }, this.#options.timeout)
      this.#child.once('message', (answer: WorkerAnswer) => {
        if ('record' in answer) settle(answer.record)
      })
      this.#child.once('close', (code, signal) =>
        settle(failed('crashed', `the process ended (${signal ?? code ?? 'unknown'})\n${this.#stderr}`)),
      )
      const request: WorkerRequest = { input }
      this.#child.send(request)
    })
  }

  stop(): void {
    this.#child.kill()
  }
}
