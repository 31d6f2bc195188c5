import { expect, it } from 'vitest'

import { contract, directoryWith, setsquare } from '../support/program.ts'

it('lists what is suppressed and why, where that is asked for', async () => {
  const suppressed = contract.replace('  /order:', '  # setsquare-disable-next-line plural-collections -- as the law says\n  /order:')
  const cwd = directoryWith({ 'openapi.yaml': suppressed })
  const asked = await setsquare(['check', '--report-suppressed', '--format', 'json'], { cwd })
  expect(asked.stderr).toMatch(/^setsquare: suppressed: openapi\.yaml:6:\d+ plural-collections: .* -- as the law says$/m)
  expect(JSON.stringify(JSON.parse(asked.stdout))).not.toContain('plural-collections')
  expect((await setsquare(['check'], { cwd })).stderr).not.toContain('suppressed')
  const none = directoryWith({ 'openapi.yaml': contract })
  expect((await setsquare(['check', '--report-suppressed'], { cwd: none })).stderr).toContain('nothing is suppressed')
})

it('names a rule that throws, keeps what the others find, and does not pass', async () => {
  const rule = `import { contract, defineRule } from 'setsquare'
export default defineRule({
  subject: contract, title: 'T', why: 'W', fix: 'F', presets: { recommended: 'warn', strict: 'warn' }, checklist: [], messages: { m: 'M.' },
  check: () => ({ Operation() { throw new Error('oh no') } }),
})
`
  const cwd = directoryWith({
    'openapi.yaml': contract,
    'rules/bad.mjs': rule.replace("import { contract, defineRule } from 'setsquare'", `import { contract, defineRule } from '${new URL('../../dist/index.mjs', import.meta.url).href}'`),
    'setsquare.yaml': 'customRules: [rules/bad.mjs]\n',
  })
  const { code, stdout } = await setsquare(['check', '--format', 'json'], { cwd })
  const report = JSON.parse(stdout) as { findings: { rule: string }[]; coverage: { kind: string; message: string }[] }
  expect(code).toBe(2)
  expect(report.findings.map((finding) => finding.rule)).toContain('plural-collections')
  expect(report.coverage).toMatchObject([{ kind: 'rule-failed', file: 'openapi.yaml' }])
  expect(report.coverage[0]?.message).toContain("'custom/bad' failed here")
  expect(report.coverage[0]?.message).toContain('oh no')
})
