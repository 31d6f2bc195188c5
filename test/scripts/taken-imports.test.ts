import { Script } from 'node:vm'

import { expect, test } from 'vitest'

import { takeImports } from '../../scripts/taken-imports.ts'

/** What a script returns that requires these chunks. */
function run(script: string): unknown {
  const chunks: Readonly<Record<string, unknown>> = { './a.cjs': { one: () => 1, two: { three: 3 }, rare: 4 }, './b.cjs': { of: [5] }, 'node:path': { sep: '/', join: () => '', a: 1 } }
  const body: unknown = new Script(`(require) => {${script}}`).runInThisContext()
  return typeof body === 'function' ? Reflect.apply(body, undefined, [(name: string) => chunks[name]]) : undefined
}

const script = `const e=require(\`./a.cjs\`);let t=require("./b.cjs"),n=require('node:path');const own=e=>e.one+n.sep+n.sep+n.sep+n.sep;
return [e.one(),e.one(),new Set([e.one]).size,{one:e.one}.one(),e.two.three,e.two.three,e.two?.three,e.rare,t.of,t.of,t.of,t.of,own({one:6}),e["one"]()]`

test('what a chunk uses often of another is taken out of it once', () => {
  const taken = takeImports(script)
  expect(taken).toContain('const e=require(`./a.cjs`), { one: taken_0, two: taken_1 } = e;')
  expect(taken).toContain('t=require("./b.cjs"), { of: taken_2 } = t,n=')
  // Too seldom, of another object of that name, by a computed name, of a module of Node.
  expect(taken).toContain('e.rare')
  expect(taken).toContain('own=e=>e.one+n.sep')
  expect(taken).toContain('e["one"]()')
  expect(run(`"use strict";${taken}`)).toEqual(run(`"use strict";${script}`))
})

test('what uses nothing of others stays as it is', () => {
  expect(takeImports('const e=require("./a.cjs");e.rare')).toBe('const e=require("./a.cjs");e.rare')
  expect(takeImports('exports.a=1')).toBe('exports.a=1')
})
