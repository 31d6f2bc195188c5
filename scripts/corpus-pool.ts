import { fork } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

import type { CorpusInput, CorpusRecord } from './corpus-record.ts'
import type { WorkerAnswer, WorkerRequest } from './corpus-worker.ts'

export interface PoolOptions {
  readonly preset: string
  readonly jobs: number
  /** Milliseconds for one input. */
  readonly timeout: number
  /** The program a worker runs: takes requests and gives answers as corpus-worker.ts does. */
  readonly worker?: string
  /** After so many inputs a worker is replaced, so that no input suffers from what another left in memory. */
  readonly inputsPerWorker?: number
}

const scripts = dirname(fileURLToPath(import.meta.url))
const usualWorker = join(scripts, 'corpus-worker.ts')

/**
 * Checks inputs in several worker processes and hands over each record as soon as it is there, in no particular order. An input
 * whose worker dies or overruns its time is recorded as such, and a new worker takes over.
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

  /** Throws where the worker ends before it is ready. */
  static async start(options: PoolOptions): Promise<Worker> {
    const child = fork(options.worker ?? usualWorker, [options.preset], {
      execArgv: ['--import', 'tsx'],
      // Where `tsx` is found from; inputs name their own working directory.
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
