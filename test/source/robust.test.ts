import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import swallowed from '../../rules/resilience/no-swallowed-errors.ts'
import sql from '../../rules/sql/no-sql-concatenation.ts'
import { codeRules } from '../../rules/code.ts'
import { nestsTooDeeply } from '../../src/source/syntax/depth.ts'
import { factsOf } from '../../src/source/facts/file-facts.ts'
import { parseSource, parseSourceSync } from '../../src/source/syntax/parsed-file.ts'
import { statementShapes } from '../../bench/lib/statements.ts'
import { check } from './check.ts'

const sample = `import { Pool } from 'pg'
const columns = { a: 'a' }
export class Repo {
  private sql = 'SELECT * FROM t'
  constructor(private readonly db: Pool) {}
  async find({ name, ids }: { name: string; ids: number[] }, sort = 'a') {
    let q = this.sql + \` WHERE name = '\${name}' AND id IN (\${ids.map((id) => \`'\${id}'\`).join(',')})\`
    if (!columns[sort]) throw new Error('no')
    q += ' ORDER BY ' + columns[sort]
    try { return await this.db.query({ text: q }) } catch {}
  }
}
export const h = (req, res) => run(\`SELECT \${req.query.a} FROM t\`).catch(() => {})
function run(text) { return new Pool().query(text) }
`

/** The sample with stretches of it removed, duplicated, swapped or replaced. */
const mutated = fc
  .array(
    fc.record({
      at: fc.nat(sample.length),
      length: fc.nat(40),
      put: fc.oneof(
        fc.constantFrom('', '(', '{', '`', '${', "'", '=>', 'q', 'req.query.a', '\u0000', '\ud800', '/*', '...'),
        fc.string(),
      ),
    }),
    { minLength: 1, maxLength: 6 },
  )
  .map((edits) => edits.reduce((text, { at, length, put }) => text.slice(0, at) + put + text.slice(at + length), sample))

describe('mutated text', () => {
  it('never makes a rule fail, and places lie inside the file', () => {
    fc.assert(
      fc.property(mutated, (text) => {
        for (const rule of [sql, swallowed]) for (const { at } of check(rule, text)) expect(text).toContain(at)
        const file = parseSourceSync('/app/a.ts', text)
        for (const { range, specifierRange } of file.imports) {
          expect(range[0]).toBeGreaterThanOrEqual(0)
          expect(range[1]).toBeLessThanOrEqual(text.length)
          expect(specifierRange[0]).toBeGreaterThanOrEqual(range[0])
        }
        for (const { range } of file.syntaxErrors) expect(range[1]).toBeLessThanOrEqual(text.length)
      }),
      { numRuns: 300 },
    )
  })

  it('is read alike at once and on a thread of its own', async () => {
    await fc.assert(
      fc.asyncProperty(mutated, async (text) => {
        const one = await parseSource('/app/a.ts', text)
        const other = parseSourceSync('/app/a.ts', text)
        expect(one.imports).toEqual(other.imports)
        expect(one.exports).toEqual(other.exports)
        expect(one.syntaxErrors).toEqual(other.syntaxErrors)
      }),
      { numRuns: 50 },
    )
  })
})

describe('texts that would overflow the parser’s stack', () => {
  it.each([
    ['brackets', '['.repeat(20_000)],
    ['closed brackets', `x = ${'('.repeat(20_000)}1${')'.repeat(20_000)}`],
    ['blocks', '{'.repeat(20_000) + '}'.repeat(20_000)],
    ['operators', `x = ${'!'.repeat(80_000)}1`],
    ['sums', `x = 1${'+1'.repeat(80_000)}`],
    ['conditions', `x = ${'a?'.repeat(30_000)}1${':1'.repeat(30_000)}`],
    ['templates in templates', `x = ${'`${'.repeat(20_000)}1${'}`'.repeat(20_000)}`],
    ['operators behind a backtick in a regular expression', `x = /\`/\ny = ${'!'.repeat(80_000)}/\`/`],
    ['operators behind a backtick in JSX', `x = <p>\n\`</p>\ny = ${'!'.repeat(80_000)}<p>\n\`</p>`],
    ['operators in a template', `x = \`\${${'!'.repeat(80_000)}1}\``],
    ['types', `type A = ${'Array<'.repeat(20_000)}1${'>'.repeat(20_000)}`],
  ])('%s', (_, text) => {
    const file = parseSourceSync('/app/a.ts', text)
    expect(file.syntaxErrors).toMatchObject([{ message: 'Nested too deeply to be parsed safely' }])
    expect(check(sql, text)).toEqual([])
  })

  it.each([
    ['data in a string', `const image = '${'+/((['.repeat(20_000)}'`],
    ['statements without semicolons', 'a.b = c.d + e\n'.repeat(20_000)],
    ['a long list', `const list = [${'{ a: [1] }, '.repeat(20_000)}]`],
    ['comments', `// ${'('.repeat(20_000)}\n/* ${'['.repeat(20_000)} */`],
    ['rules and brackets in a template', `const banner = \`${`${'.'.repeat(200)}\n${'-'.repeat(200)} ((([\n`.repeat(400)} \${a.b} ${'-.'.repeat(20_000)}\``],
    ['a long sum', `const s = ${"'a' + ".repeat(5_000)}'b'`],
  ])('but not: %s', (_, text) => {
    expect(nestsTooDeeply(text)).toBe(false)
    expect(parseSourceSync('/app/a.ts', text).syntaxErrors).toEqual([])
  })
})

describe('values that double with each step are cut off', () => {
  it.each([
    ['spread lists', 'const a0 = [f]', (i: number) => `const a${i} = [...a${i - 1}, ...a${i - 1}]\napp.use(a${i})`],
    ['lists of lists', 'const a0 = [f]', (i: number) => `const a${i} = [a${i - 1}, a${i - 1}]\napp.use(a${i})\nexport const e${i} = a${i}`],
    ['long lists of long lists', 'const a0 = [f]', (i: number) => `const a${i} = [${Array(i < 9 ? 150 : 1).fill(`a${i - 1}`).join(', ')}]\napp.use(a${i})\nexport const e${i} = a${i}`],
    ['objects', 'const a0 = { x: f }', (i: number) => `const a${i} = { x: a${i - 1}, y: a${i - 1} }\napp.use(a${i})\nexport const e${i} = a${i}`],
    ['calls', 'const a0 = f()', (i: number) => `const a${i} = g(a${i - 1}, a${i - 1})\napp.use(a${i})\nexport const e${i} = a${i}`],
    ['sums', "const a0 = '/a'", (i: number) => `const a${i} = a${i - 1} + a${i - 1}\napp.get(a${i}, f)\nexport const e${i} = a${i}`],
    ['templates', 'const a0 = x', (i: number) => `const a${i} = \`\${a${i - 1}}/\${a${i - 1}}\`\napp.get(a${i}, f)\nexport const e${i} = a${i}`],
  ])('%s', (_, first, next) => {
    const steps = Array.from({ length: 300 }, (__, index) => next(index + 1))
    const source = parseSourceSync('/app/a.ts', ["import express from 'express'", 'const app = express()', first, ...steps].join('\n'))
    const { summary, late } = factsOf(source)
    expect(JSON.stringify([summary, late.exports]).length).toBeLessThan(2_000_000)
  })
})

/** Constants that are defined by each other, in every form of expression that rules follow. */
const circles = `import express from 'express'
import cors from 'cors'
import jwt from 'jsonwebtoken'
import session from 'express-session'
import pg from 'pg'
const a = !b, b = !a, m = n * n, n = m * m, o = [p], p = [o], q = process.env.A || r, r = process.env.B || q
const k = Buffer.from(l), l = Buffer.from(k), s = { ...t }, t = { ...s, secret: k, origin: o }, u = v.x, v = { x: u }, f = () => g(), g = () => f()
const w = \`\${x}\${x}\`, x = \`\${w}\${w}\`, y = w + x + z, z = y + y
class C extends C.D { static D = C.D; run = this.run; e = this.f; f = this.e }
const app = express()
for (const one of [cors({ origin: o, credentials: b }), cors({ origin: q }), cors(s), cors({ origin: f })]) app.use(one)
for (const one of [session({ secret: k, cookie: { httpOnly: a, maxAge: n } }), session({ secret: o }), session(t), session({ cookie: s })]) app.use(one)
app.post(w, f, u, new C().run, async (req, res) => {
  jwt.verify(req.body.token, l, t)
  res.cookie('session', k, t)
  res.status(n).json(jwt.sign({ id: u }, q, { expiresIn: n, ...s }))
  await new pg.Pool({ password: q, ...t }).query(y + z + new C().e + f() + u, o)
})
app.listen(n)`

describe('circles', () => {
  it.each(codeRules.map((rule) => [rule.id, rule] as const))('%s comes to an end', (_, rule) => {
    expect(check(rule, circles)).toBeInstanceOf(Array)
  })
})

describe('big generated files', () => {
  it.each(statementShapes)('$name: thousands are checked to the end', ({ text }) => {
    // Whatever is found: a check that takes too long fails by the test's timeout.
    for (const rule of [sql, swallowed]) expect(() => check(rule, text(4_000))).not.toThrow()
  })

  it('a file of 2 MB on one line', () => {
    const text = 'var a={f:function(b,c){return b?c(b+1):"SELECT "+b}};'.repeat(40_000)
    expect(text.length).toBeGreaterThan(2_000_000)
    expect(check(sql, text)).toEqual([])
    expect(check(swallowed, text)).toEqual([])
  })
})
