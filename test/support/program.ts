import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { onTestFinished } from 'vitest'

/** The built program. */
export const program = fileURLToPath(new URL('../../dist/cli.cjs', import.meta.url))

/** The result of a command. */
export interface Run {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

/** How to run a command. */
export interface RunOptions {
  readonly cwd?: string
  readonly env?: Readonly<Record<string, string>>
  /** A command that starts the program: `['setpriv', '--reuid=65534']`. */
  readonly through?: readonly string[]
}

/** Runs the built program as a user would. */
export async function setsquare(args: readonly string[], { cwd, env = {}, through = [] }: RunOptions = {}): Promise<Run> {
  const [command = process.execPath, ...rest] = [...through, process.execPath, program, ...args]
  const child = spawn(command, rest, { cwd, env: { ...process.env, NO_COLOR: '1', ...env } })
  let stdout = ''
  let stderr = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text))
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text))
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code) => {
      resolve({ code, stdout, stderr })
    })
  })
}

/** A temporary directory with these files, outside any repository, removed after the test. */
export function directoryWith(files: Readonly<Record<string, string | Uint8Array>>): string {
  const directory = realpathSync(mkdtempSync(join(tmpdir(), 'setsquare-')))
  onTestFinished(() => {
    rmSync(directory, { recursive: true, force: true })
  })
  for (const [name, content] of Object.entries(files)) {
    const path = join(directory, name)
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, content)
  }
  return directory
}

/** A small contract with one finding of the recommended preset: its collection is named in the singular. */
export const contract = `openapi: 3.1.0
info: { title: Shop, version: 1.0.0 }
servers: [{ url: https://api.example.com/v1 }]
paths:
  /order:
    get:
      responses: { '200': { description: Orders, content: { application/json: { schema: { type: array, items: { type: object } } } } } }
    post: { responses: { '201': { description: Created } } }
  /order/{orderId}:
    parameters: [{ name: orderId, in: path, required: true, schema: { type: string } }]
    get: { responses: { '200': { description: One order } } }
    delete: { responses: { '204': { description: Gone } } }
`
