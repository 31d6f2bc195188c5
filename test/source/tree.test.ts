import { readFileSync } from 'node:fs'
import { parse, parseForESLint } from '@typescript-eslint/parser'
import type { TSESTree } from '@typescript-eslint/utils'
import { expect, it } from 'vitest'
import { parseSourceSync } from '../../src/source/syntax/parsed-file.ts'
import { source } from '../../src/source/subject.ts'
import { childKeys, nodesOf, walk } from '../../src/source/syntax/tree.ts'
import { visitorKeys } from '../../src/source/syntax/visitor-keys.ts'

const tricky = `'use strict'
import a, { type B, c as d } from 'x'
import type { E } from 'y'
import eq = require('z')
export * as ns from 'x'
export type { E }
export default abstract class F<in out T extends object = {}> extends (G as any)<T> implements H, I<T> {
  static #count = 0n
  declare readonly x?: string
  constructor(private readonly db: Pool, @Inject() public y = 1) { super() }
  @Dec({ a: 1 }) async *method(this: F<T>, ...rest: (string | number)[]): AsyncGenerator<T> { yield* rest }
  get v() { return this?.db!.q?.[0] ?? (1, 2) }
  abstract z(): asserts this is T
  static { F.#count++ }
  [key: string]: unknown
}
enum J { A = 'a', B = 1 << 2 }
declare module 'm' { const k: unique symbol }
namespace N.O { export const p = 1 }
type P<T> = { readonly [K in keyof T as \`x\${string & K}\`]-?: T[K] } & (T extends infer U extends string ? U : never)
function overload(a: string): void
function overload(a: any): asserts a is string {}
const q = <const T,>(x: T) => x satisfies T
let r: [first: string, second?: number, ...rest: boolean[]] = null!
for await (const s of t) label: { if (s) break label; else continue }
try { tag\`a\${b}c\` } catch { } finally { debugger }
const { u, v: [w = 1, ...rest], ...others } = /re(?<n>x)/giu.exec('') || {}
new (class { accessor ok = import.meta.url })
await import('x', { with: { type: 'json' } })
export { overload as 'string name' }
`

/** The tree without fields that only one of the parsers has. */
function plain(value: unknown): unknown {
  if (typeof value === 'bigint' || value instanceof RegExp) return String(value)
  if (Array.isArray(value)) return value.map(plain)
  if (typeof value !== 'object' || value === null) return value
  const skipped = new Set(['loc', 'parent', 'start', 'end', 'tokens', 'comments', 'hashbang', 'phase', 'raw'])
  // Undefined in one parser and null in the other, which makes no difference.
  return Object.fromEntries(
    Object.entries(value)
      .filter(
        ([key, inner]) =>
          !skipped.has(key) && inner !== undefined && !(key === 'body' && inner === null) && !(key === 'value' && inner === null),
      )
      .map(([key, inner]) => [key, plain(inner)]),
  )
}

it('is the tree that ESLint’s parser makes', () => {
  const file = parseSourceSync('/a.ts', tricky)
  expect(file.syntaxErrors).toEqual([])
  const expected = plain(parse(tricky, { range: true, sourceType: 'module' }))
  const { range: _, ...actual } = plain(file.program) as { range: unknown }
  const { range: __, ...wanted } = expected as { range: unknown }
  // oxc has a few more fields, such as `computed` of enum members.
  expect(actual).toMatchObject(wanted)
})

it('has the parents that ESLint’s parser gives', () => {
  const { program } = parseSourceSync('/a.ts', tricky)
  let count = 0
  walk(program, (node) => {
    for (const key of childKeys(node)) {
      const children: unknown = Reflect.get(node, key)
      for (const child of Array.isArray(children) ? children : [children]) {
        if (child === null || child === undefined) continue
        count++
        expect(Reflect.get(child, 'parent')).toBe(node)
      }
    }
  })
  expect(count).toBeGreaterThan(200)
})

it('lists the nodes in the order in which they are walked', () => {
  for (const text of [tricky, `#!/usr/bin/env node\n${tricky}`]) {
    const { program } = parseSourceSync('/a.ts', text)
    const walked: TSESTree.Node[] = []
    walk(program, (node) => void walked.push(node))
    expect(walked.length).toBeGreaterThan(200)
    expect(nodesOf(program).map(({ type, range }) => [type, ...range])).toEqual(walked.map(({ type, range }) => [type, ...range]))
  }
})

it('walks blocks and bodies by the list as it walks anything else', () => {
  const own = ['src/source/syntax/tree.ts', 'src/source/sql/resolve.ts', 'src/source/facts/late.ts'].map((file) => readFileSync(file, 'utf8'))
  let blocks = 0
  for (const text of [tricky, 'const f = ({ a, b: { c = () => { d } } }) => { g({ a, h() { i } }, `${() => { j }}k${l}`); m?.n() }', ...own]) {
    for (const isLeftOut of [() => false, (node: TSESTree.Node) => /Function|Class|^Identifier$|Chain|Element/.test(node.type)]) {
      const { program } = parseSourceSync('/a.ts', text)
      for (const root of nodesOf(program)) {
        if (root.type !== 'BlockStatement' && root.type !== 'ClassBody') continue
        blocks++
        const [listed, walked]: TSESTree.Node[][] = [[], []]
        walk(root, (node) => {
          listed?.push(node)
          return node === root || !isLeftOut(node)
        })
        // With a callback for leaving nodes, `walk` cannot use its list of descendants, so this compares the two ways.
        walk(root, (node) => {
          walked?.push(node)
          return node === root || !isLeftOut(node)
        }, () => undefined)
        expect(listed?.map(({ type, range }) => [type, ...range])).toEqual(walked?.map(({ type, range }) => [type, ...range]))
      }
    }
  }
  expect(blocks).toBeGreaterThan(100)
})

it('walks by the keys that ESLint’s parser walks by', () => {
  const { visitorKeys: keys } = parseForESLint('')
  // Two kinds for proposed syntax that was abandoned.
  const wanted = Object.fromEntries(Object.entries(keys).filter(([kind]) => !kind.startsWith('Experimental')))
  expect(visitorKeys).toEqual(wanted)
})

it('visits in the order of the text, and only what is wanted', () => {
  const unit = parseSourceSync('/a.ts', 'f(g(1), h)\nk()')
  const visited: string[] = []
  source.traverse(
    unit,
    (kind, node) => visited.push(`${kind} ${unit.text.slice(...(node as { range: [number, number] }).range)}`),
    new Set(['CallExpression', 'CallExpression:exit', 'Program:exit']),
  )
  expect(visited).toEqual([
    'CallExpression f(g(1), h)',
    'CallExpression g(1)',
    'CallExpression:exit g(1)',
    'CallExpression:exit f(g(1), h)',
    'CallExpression k()',
    'CallExpression:exit k()',
    'Program:exit f(g(1), h)\nk()',
  ])
})

it('knows the kinds it can visit', () => {
  expect(['CallExpression', 'CallExpression:exit', 'TSEnumMember'].map((kind) => source.hasNode(kind))).toEqual([
    true,
    true,
    true,
  ])
  expect(['Call', 'callExpression', 'constructor', 'CallExpression:enter'].map((kind) => source.hasNode(kind))).toEqual([
    false,
    false,
    false,
    false,
  ])
})
