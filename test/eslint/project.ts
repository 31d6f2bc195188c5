import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

/** This repository, which projects in these tests have installed as `setsquare`. */
export const repository = join(import.meta.dirname, '../..')
const installed = ['eslint', 'typescript-eslint', 'typescript']

/** A project with these files, in a repository of its own, with the built package and ESLint installed. */
export function projectWith(files: Readonly<Record<string, string>>): { readonly directory: string; readonly remove: () => void } {
  const directory = realpathSync(mkdtempSync(join(tmpdir(), 'setsquare-eslint-')))
  mkdirSync(join(directory, 'node_modules'))
  symlinkSync(repository, join(directory, 'node_modules/setsquare'))
  for (const name of installed) symlinkSync(join(repository, 'node_modules', name), join(directory, 'node_modules', name))
  for (const [name, content] of Object.entries({ '.git/HEAD': 'ref: refs/heads/main\n', ...files })) {
    const path = join(directory, name)
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, content)
  }
  return { directory, remove: () => rmSync(directory, { recursive: true, force: true }) }
}

export interface Run {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

/** Runs a program of an installed package. */
export async function run(program: string, args: readonly string[], cwd: string): Promise<Run> {
  const child = spawn(process.execPath, [join(repository, 'node_modules', program), ...args], { cwd, env: { ...process.env, NO_COLOR: '1' } })
  let stdout = ''
  let stderr = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text))
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text))
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code) => resolve({ code, stdout, stderr }))
  })
}

/** The supported major versions of ESLint. */
export const eslints = { 'ESLint 10': 'eslint/bin/eslint.js', 'ESLint 9': 'eslint9/bin/eslint.js' } as const

interface FileResult {
  readonly filePath: string
  readonly messages: readonly { readonly ruleId: string | null; readonly line: number; readonly column: number; readonly severity: 1 | 2; readonly message: string }[]
}

/** ESLint's messages in short, by file: `line:column severity rule`. */
export function inShort(stdout: string, cwd: string): Record<string, string[]> {
  const results = JSON.parse(stdout) as FileResult[]
  return Object.fromEntries(
    results.map(({ filePath, messages }) => [
      filePath.slice(cwd.length + 1).replaceAll('\\', '/'),
      messages.map(({ line, column, severity, ruleId, message }) => `${line}:${column} ${severity === 2 ? 'error' : 'warn'} ${ruleId ?? message}`),
    ]),
  )
}
