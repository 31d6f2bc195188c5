import { describe, expect, it } from 'vitest'

import { directoryWith, setsquare } from '../support/program.ts'
import { checkBeside } from './check.ts'

describe('a source that cannot be parsed is named with its line', () => {
  it.each([
    ['a bracket in the wrong place', 'bad.ts', 'export const a = {\n  b: 1,\n  c: ]\n}\n', /line 3, column 6: /],
    ['a text that never ends', 'bad.ts', 'const a = 1\nconst b = `text\n', /line 2, column 11: /],
    [
      'a merge conflict',
      'bad.ts',
      'const a = 1\n<<<<<<< ours\nconst b = 2\n=======\nconst b = 3\n>>>>>>> theirs\n',
      /line \d, column \d+: /,
    ],
    ['a merge conflict in the first line, which the parser explains at length', 'bad.ts', '<<<<<<< ours\nconst b = 2\n=======\nconst b = 3\n>>>>>>> theirs\n', /line 1, column 1: Encountered diff marker\. [^\n]+$/],
    ['another language', 'bad.ts', '#include <stdio.h>\nint main() { return 0; }\n', /line 1, column \d+: /],
    ['types in JavaScript', 'bad.js', 'const a: number = 1\n', /line 1, column \d+: /],
  ])('%s', async (_, name, text, message) => {
    const { code, notes } = await checkBeside({ [name]: text })
    expect(code).toBe(2)
    expect(notes).toEqual([expect.stringMatching(message)])
    expect(notes[0]).toMatch(new RegExp(`^syntax-error ${name.replace('.', '\\.')}: `))
  })
})

/** The parser is native code: a stack overflow in it ends the process, and all other findings are lost. */
describe('a source that nests without end takes no other file with it', () => {
  const deep = 10_000
  const endless = 100_000
  it.each([
    ['brackets', `const a = ${'['.repeat(deep)}${']'.repeat(deep)}`],
    ['braces', `${'{'.repeat(deep)}${'}'.repeat(deep)}`],
    ['functions', `${'function f() {'.repeat(deep)}${'}'.repeat(deep)}`],
    ['arrows', `const a = ${'x => '.repeat(endless)}1`],
    ['additions', `const a = ${'1 + '.repeat(endless)}1`],
    ['conditions', `const a = ${'b ? c : '.repeat(endless)}1`],
    ['negations', `const a = ${'!'.repeat(endless)}1`],
    ['members', `const a = b${'.c'.repeat(endless)}`],
    ['calls', `const a = b${'()'.repeat(endless)}`],
    ['templates', `const a = ${'`${'.repeat(deep)}1${'}`'.repeat(deep)}`],
    ['elses', `${'if (a) {} else '.repeat(endless)}{}`],
    ['loops', `${'while (a) '.repeat(endless)}b`],
    ['labels', `${'a: '.repeat(endless)}b`],
    ['awaits', `const a = ${'await '.repeat(endless)}b`],
    ['awaits, each on a line', `const a = ${'await\n'.repeat(endless)}b`],
    ['regular expressions', `const a = ${'/a/ / '.repeat(endless)}1`],
    ['typeofs', `const a = ${'typeof '.repeat(endless)}b`],
    ['casts', `const a = b${' as any'.repeat(endless)}`],
    ['types', `type A = ${'keyof '.repeat(endless)}b`],
    ['type arguments', `type A = ${'B<'.repeat(deep)}C${'>'.repeat(deep)}`],
    ['classes', `${'class A extends '.repeat(endless)}B {}`],
  ])('%s', async (_, text) => {
    const { notes } = await checkBeside({ 'bad.ts': text })
    for (const note of notes) expect(note).toMatch(/^syntax-error bad\.ts: line 1, column \d+: /)
  })
})

describe('a source that is merely unusual is checked', () => {
  it.each([
    ['an empty file', ''],
    ['a comment', '// nothing\n'],
    ['a shebang and a byte order mark', '\uFEFF#!/usr/bin/env node\nconsole.log(1)\n'],
    ['lines that end with CR LF', 'const a = 1\r\nexport { a }\r\n'],
    ['lines that end with U+2028', 'const a = 1\u2028export { a }\u2028'],
    ['a lone surrogate', 'export const a = "\\ud800"\n'],
    [
      'names of the prototype',
      'import { constructor, __proto__ } from "./toString"\nexport { constructor as hasOwnProperty, __proto__ }\n',
    ],
  ])('%s', async (_, text) => {
    const { code, notes } = await checkBeside({ 'odd.ts': text })
    expect(code).toBe(0)
    expect(notes.filter((note) => !note.startsWith('unresolved-import'))).toEqual([])
  })

  it('two megabytes of generated code', async () => {
    const handler = (index: number): string => `
export async function handler${index}(request: Request, db: Pool) {
  const { rows } = await db.query(\`SELECT * FROM table_${index} WHERE id = $1\`, [request.params.id])
  return rows.map((row) => ({ id: row.id, name: row.name ?? 'none', count: ${index} }))
}
`
    const text = `import { Pool } from 'pg'\n${Array.from({ length: 8_500 }, (_, index) => handler(index)).join('')}`
    expect(text.length).toBeGreaterThan(2_000_000)
    const { code, stdout } = await setsquare(['check', '--format', 'json'], { cwd: directoryWith({ 'generated.ts': text }) })
    expect(code).toBe(0)
    expect(JSON.parse(stdout)).toMatchObject({ findings: [], coverage: [], summary: { sources: 1 } })
  })

  it('a megabyte in one line', async () => {
    const text = `function a(b){return b}${'var c=a(1);if(c){c=a(c)}'.repeat(45_000)}`
    const { code, notes } = await checkBeside({ 'squeezed.js': text })
    expect({ code, notes }).toEqual({ code: 0, notes: [] })
  })
})
