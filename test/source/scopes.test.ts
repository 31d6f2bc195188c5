import { readFileSync, readdirSync } from 'node:fs'
import { analyze } from '@typescript-eslint/scope-manager'
import type { Variable as LibraryVariable } from '@typescript-eslint/scope-manager'
import type { TSESTree } from '@typescript-eslint/utils'
import { describe, expect, it } from 'vitest'
import { parseSourceSync } from '../../src/source/syntax/parsed-file.ts'
import { Scopes } from '../../src/source/names/scopes.ts'
import { nodesOf } from '../../src/source/syntax/tree.ts'

const texts: readonly (readonly [what: string, text: string])[] = [
  ['blocks', 'let a = 1; { let a = 2; a++; { var b = a } } b; for (let a of [a]) a; for (const i in {}) i; switch (a) { case 1: let c; c }'],
  ['functions', 'f(); function f(a, { b, c: [d = a] = [], ...e }, ...g) { return [a, b, d, e, g, f] } const h = function f() { f = 1; return f }'],
  ['hoisted names', 'function f(a) { var a = a || 1; if (a) { var b = 1; function g() { return b } } return g() + b }'],
  ['a function that is named as what it declares', '(function length() { let length = 1; return length })()'],
  ['defaults that do not see the body', 'const x = 1; function f(a = x, b = a) { const x = 2; return a + b + x }'],
  ['classes', 'class A extends A.B { static x = A; [A.name]() { const A = 1; return A } } const C = class D { d = D }; new D(C)'],
  ['catch', 'const e = 0; try { e } catch (e) { const { m } = e; m } try {} catch { e }'],
  ['writes', 'let a, b = 1; a = 1; a += b; a++; [a, { b }] = []; ({ a, b: a.b = b } = {}); for (a of []) ; for (b in {}) ; (a as number) = b'],
  ['keys and labels', 'const a = 1; a: for (;;) { break a } ({ a: 1, [a]: a, a() {}, get a() { return 1 } }).a; x.a; x[a]; import.meta.a'],
  ['imports and exports', "import a, { b as c, type D } from 'x'; import * as e from 'y'; export { a, c as f }; export { g } from 'z'; export default e; let x: D"],
  ['types beside values', 'const T = 1; type T = typeof T; interface U { T: T } let x: T = T; function f<T>(x: T): x is T { return T }'],
  ['conditions and mappings', 'type A<T> = T extends infer U ? U : U; type B<K> = { [K in keyof T]: K }; type T = A<T>'],
  ['signatures', 'type F = (a: number, b: typeof a) => typeof a; interface I { m<T>(t: T): T; new (a: I): I; [key: string]: I } declare function d(a: I): a is I'],
  ['enums and namespaces', 'enum E { A, B = A, C = E.A } namespace N { export const a = 1; namespace M { a } } N.a; declare module "m" { import { x } from "y"; export = x }'],
  ['classes of TypeScript', 'class P<T> implements Q<T>, R.S { constructor(private readonly t: T, @D() u = t) { this.t; u } declare v: T; abstract w(t: T): T } interface Q<T> extends R.S<T> {}'],
  ['overloads', 'function f(a: string): void; function f(a: unknown) { return a } import r = require("r"); import s = r.t; s'],
  ['blocks of classes', 'const a = 1; class A { static { var a = 2; a; let b = a } b = a; @a m(@a p) { p } }'],
]

const jsx = 'const A = () => <a b={A}><A.B c>{A}</A.B></a>; const b = <b/>; const C = <A>{b}</A>'

/** For each name: the first declaration of its variable, and all uses of that variable. */
interface Meant {
  readonly declared: number | undefined
  readonly uses: readonly string[]
}

function meantByUs(program: TSESTree.Program): Meant[] {
  const scopes = new Scopes(program)
  return namesOf(program).map((name) => {
    const variable = scopes.variableOf(name)
    return {
      declared: variable?.declarations[0]?.name.range[0],
      uses: sorted(variable?.references.map(({ identifier, isRead, isWrite }) => useOf(identifier, isRead, isWrite))),
    }
  })
}

function meantByLibrary(program: TSESTree.Program): Meant[] {
  const { scopes } = analyze(program, { sourceType: program.sourceType, lib: [], jsxPragma: null })
  const variables = new Map<TSESTree.Node, LibraryVariable>()
  // The library has two variables for a class, one of them inside it; we have one.
  const outer = (variable: LibraryVariable): LibraryVariable =>
    (variable.scope.type === 'class' && variable.defs[0]?.node.type === 'ClassDeclaration' && variable.scope.upper.set.get(variable.name)) || variable
  const uses = new Map<LibraryVariable, string[]>()
  for (const scope of scopes) {
    for (const variable of scope.variables) for (const name of variable.identifiers) variables.set(name, outer(variable))
    for (const reference of scope.references) {
      const resolved = reference.resolved ?? scopes[0]?.set.get(reference.identifier.name)
      if (resolved === undefined || resolved.identifiers.length === 0) continue
      const variable = outer(resolved)
      variables.set(reference.identifier, variable)
      uses.set(variable, [...(uses.get(variable) ?? []), useOf(reference.identifier, reference.isRead(), reference.isWrite())])
    }
  }
  return namesOf(program).map((name) => {
    const variable = variables.get(name)
    return { declared: variable?.identifiers[0]?.range[0], uses: sorted(variable && uses.get(variable)) }
  })
}

function namesOf(program: TSESTree.Program): TSESTree.Node[] {
  return nodesOf(program).filter(({ type }) => type === 'Identifier' || type === 'JSXIdentifier')
}

function useOf({ range }: TSESTree.Node, isRead: boolean, isWrite: boolean): string {
  return `${range[0]}${isRead ? ' read' : ''}${isWrite ? ' written' : ''}`
}

function sorted(uses: readonly string[] = []): string[] {
  // A name at one place may be written twice, by a default value and by destructuring. We count that as one use.
  return [...new Set(uses)].sort()
}

describe('names mean what typescript-eslint’s scopes say', () => {
  it.each(texts)('%s', (_, text) => {
    const { program, syntaxErrors } = parseSourceSync('/a.ts', text)
    expect(syntaxErrors).toEqual([])
    expect(meantByUs(program)).toEqual(meantByLibrary(program))
  })

  it('elements', () => {
    const { program } = parseSourceSync('/a.tsx', jsx)
    expect(meantByUs(program)).toEqual(meantByLibrary(program))
  })

  it('in scripts', () => {
    const { program } = parseSourceSync('/a.cjs', 'var a = require("a"); function f() { return a + b } module.exports = { f, a }')
    expect(meantByUs(program)).toEqual(meantByLibrary(program))
  })

  it('in our own sources', () => {
    const files = ['src', 'rules', 'fixtures'].flatMap((folder) =>
      readdirSync(folder, { encoding: 'utf8', recursive: true }).flatMap((name) => (/\.[jt]sx?$/.test(name) ? [`${folder}/${name}`] : [])),
    )
    expect(files.length).toBeGreaterThan(500)
    for (const file of files) {
      const { program } = parseSourceSync(`/${file}`, readFileSync(file, 'utf8'))
      expect(meantByUs(program), file).toEqual(meantByLibrary(program))
    }
  })
})
