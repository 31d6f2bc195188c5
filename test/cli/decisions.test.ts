import { expect, it } from 'vitest'

import { setsquare } from '../support/command.ts'
import { contract, directoryWith } from '../support/program.ts'

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

it('asks for types where nothing else settles a call, says how often, and finds no more without them', async () => {
  const cwd = directoryWith({
    'src/search.ts': 'export interface Search { query(text: string): string[] }\nexport const search: Search = { query: (text) => [text] }\n',
    'src/a.ts': "import type { Search } from './search'\nexport const f = (req, deps: { search: Search }) => deps.search.query('SELECT * FROM t WHERE a = ' + req.query.a)\n",
    'src/b.ts': "import { Pool } from 'pg'\nconst pool = new Pool()\nexport const g = (req) => pool.query('SELECT * FROM t WHERE a = ' + req.query.a)\n",
  })
  const check = async (...flags: string[]): Promise<{ stderr: string; found: string[] }> => {
    const { stdout, stderr } = await setsquare(['check', '--format', 'json', '--rule', '*:off', '--rule', 'no-sql-concatenation:error', ...flags], { cwd })
    const { findings } = JSON.parse(stdout) as { findings: { file: string; line: number }[] }
    return { stderr, found: findings.map(({ file, line }) => `${file}:${line}`) }
  }
  const all = await check('--stats')
  expect(all.stderr).toMatch(/^setsquare: types: needed for [1-9]\d* nodes?, which took \d+ ms$/m)
  const less = await check('--no-types', '--stats')
  expect(less.stderr).toContain('types: needed for 0 nodes')
  expect(all.found).toContain('src/b.ts:3')
  expect(all.found).toEqual(expect.arrayContaining(less.found))
})
