import { Writable } from 'node:stream'

import { run } from '../../src/hosts/cli/run.ts'
import type { Run, RunOptions } from './program.ts'

/** What is written, as one text. */
class Written extends Writable {
  text = ''

  override _write(chunk: Buffer, _: BufferEncoding, done: () => void): void {
    this.text += chunk.toString('utf8')
    done()
  }
}

/** The process has one working directory, so that one command runs at a time. */
let last: Promise<unknown> = Promise.resolve()

/**
 * Carries out a command line in this process, from the sources: what it finds and says is the program's, which starts in a process of its own
 * each time and takes several times as long. What a process has to itself (its end, pipes, permissions, kept code) is tried with `program.ts`.
 */
export async function setsquare(args: readonly string[], options: Omit<RunOptions, 'through'> = {}): Promise<Run> {
  const done = last.then(() => carryOut(args, options))
  last = done.catch(() => undefined)
  return done
}

async function carryOut(args: readonly string[], { cwd = process.cwd(), env = {} }: RunOptions): Promise<Run> {
  const [stdout, stderr] = [new Written(), new Written()]
  const [before, outside] = [process.cwd(), { ...process.env }]
  Object.assign(process.env, { NO_COLOR: '1' }, env)
  process.chdir(cwd)
  try {
    const code = await run(args, { stdout, stderr, env: { ...process.env } })
    return { code, stdout: stdout.text, stderr: stderr.text }
  } finally {
    process.chdir(before)
    for (const name of Object.keys(process.env)) if (!(name in outside)) Reflect.deleteProperty(process.env, name)
    Object.assign(process.env, outside)
  }
}
