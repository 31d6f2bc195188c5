import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'vitest'

import { contract, directoryWith, setsquare } from '../support/program.ts'

/** The results of a run, from its JSON report. */
export interface Checked {
  readonly code: number | null
  readonly stderr: string
  /** `file:line rule`. */
  readonly findings: readonly string[]
  /** `kind file: message`. */
  readonly notes: readonly string[]
}

/** The one rule that the good file violates: its finding proves that the other files were still checked. */
const rule = 'plural-collections'

/** The finding in the good file. */
export const kept = `good.yaml:5 ${rule}`

/**
 * Checks files with the built program, beside a good contract. Asserts what must hold for every input: no stack trace, no colours, and the
 * finding in the good file.
 * @param files by name; text or bytes
 */
export async function checkBeside(
  files: Readonly<Record<string, string | Uint8Array>>,
  rules: readonly string[] = [],
): Promise<Checked> {
  const cwd = directoryWith({ 'good.yaml': contract, ...files })
  const on = [rule, ...rules].flatMap((id) => ['--rule', `${id}:info`])
  const only = ['--rule', '*:off', ...on]
  const paths = ['good.yaml', ...Object.keys(files)]
  const written = join(directoryWith({}), 'report.json')
  const { code, stdout, stderr } = await setsquare(['check', ...paths, '--format', 'pretty', '--format', `json=${written}`, ...only], { cwd })
  for (const text of [stderr, stdout]) expect(text).not.toMatch(/^\s+at .*[:(]\d+/m)
  expect(stdout).toContain('good.yaml')
  const report = JSON.parse(readFileSync(written, 'utf8')) as {
    findings: { file: string; line: number; rule: string }[]
    coverage: { kind: string; file: string; message: string }[]
  }
  const findings = report.findings.map((finding) => `${finding.file}:${finding.line} ${finding.rule}`)
  expect(findings).toContain(kept)
  return {
    code,
    stderr,
    findings: findings.filter((finding) => finding !== kept),
    notes: report.coverage.map(({ kind, file, message }) => `${kind} ${file}: ${message}`),
  }
}
