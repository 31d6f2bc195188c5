// Checks inputs one after the other in a process of its own, so that a crash or a hang affects nothing else.
import process from 'node:process'

import { findChecker } from './corpus-check.ts'
import type { CorpusInput, CorpusRecord } from './corpus-record.ts'

/** From the pool to a worker. */
export type WorkerRequest = { readonly input: CorpusInput }
/** From a worker to the pool. */
export type WorkerAnswer = { readonly ready: true } | { readonly record: CorpusRecord }

const [preset = 'recommended'] = process.argv.slice(2)
const { check } = await findChecker(preset)

process.on('message', (request: WorkerRequest) => {
  void check(request.input).then((record) => answer({ record }))
})
answer({ ready: true })

function answer(message: WorkerAnswer): void {
  process.send?.(message)
}
