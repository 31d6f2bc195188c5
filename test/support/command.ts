import { Writable } from 'node:stream'

import { run } from '../../src/hosts/cli/run.ts'
import type { Run, RunOptions } from './program.ts'

/** A stream that collects what is written as one text. */
class Written extends Writable {
  text = ''

  override _write(chunk: Buffer, _: BufferEncoding, done: () => void): void {
    this.text += chunk.toString('utf8')
    done()
  }
}

/** The previous command: they run one at a time, since the process has only one working directory. */
let last: Promise<unknown> = Promise.resolve()

/**
 * Runs a command line in this process, from the sources: several times as fast as starting the program, with the same findings and output. What
 * needs a process (exit, pipes, permissions, the code cache) is tested with `program.ts`.
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
