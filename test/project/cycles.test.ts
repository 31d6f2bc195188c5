import { describe, expect, it } from 'vitest'
import noImportCycles from '../../rules/layering/no-import-cycles.ts'
import { checkTexts } from '../support/check.ts'
import { projectOf, short } from './build.ts'

/** The cycles of a project, each beginning with the import to remove. */
async function cycles(texts: { readonly [file: string]: string }, types = false): Promise<string[]> {
  const project = await projectOf(texts)
  return project.cycles(types, 5).map(({ modules }) => modules.map(({ file }) => short(file)).join(' '))
}

describe('what counts as an import at run time', () => {
  const use = 'export const b = () => a()'

  it.each([
    ['a call', "import { a } from './a'\nexport const b = () => a()"],
    ['a base class', "import { A } from './a'\nexport class B extends A {}"],
    [
      'an injected type of a decorated class',
      "import { A } from './a'\nimport { Injectable } from 'x'\n@Injectable()\nexport class B { constructor(private a: A) {} }",
    ],
    ['a side effect', "import './a'\nexport const b = 1"],
    ['a passed-on name', "export { a } from './a'\nexport const b = 1"],
    ['require at the top', "const { a } = require('./a')\nexport const b = () => a()"],
    ['a name without a use in JavaScript', "import { a } from './a'\nexport const b = 1", 'b.js'],
    [
      'a thunk in a parameter decorator',
      "import { A } from './a'\nimport { Inject } from 'x'\nexport class B { constructor(@Inject(() => A) a: unknown) {} }",
    ],
  ])('%s does', async (_, code, file = 'b.ts') => {
    expect(
      await cycles({ 'a.ts': "import { b } from './b'\nexport class A {}\nexport const a = () => b", [file]: code }),
    ).toHaveLength(1)
  })

  it.each([
    ['import type', `import type { a } from './a'\n${use}`],
    ['a name marked as a type', `import { type a } from './a'\n${use}`],
    ['an interface', "import { I } from './a'\nexport const b = (i: I) => i"],
    ['a class used in types only', "import { A } from './a'\nexport const b = (a: A): A[] => [a]"],
    ['a name without a use', "import { A } from './a'\nexport const b = 1"],
    ['a name that is something else here', "import { A } from './a'\nexport const b = (A: number) => A + 1"],
    ['typeof in a type', "import { a } from './a'\nexport const b = (x: typeof a) => x"],
    ['import()', "export const b = () => import('./a')"],
    ['require in a function', "export const b = () => require('./a')"],
    [
      'a relation of an entity',
      "import { A } from './a'\nimport { OneToMany } from 'typeorm'\nexport class B { @OneToMany(() => A, (x) => x.b) all: A[] }",
    ],
    ['the type of a decorated field', "import { A } from './a'\nimport { Field } from 'x'\nexport class B { @Field() one: A }"],
    ['an injected type without a decorator', "import { A } from './a'\nexport class B { constructor(private a: A) {} }"],
  ])('%s does not', async (_, code) => {
    const a = "import { b } from './b'\nexport class A { b = b }\nexport interface I {}\nexport const a = () => b"
    expect(await cycles({ 'a.ts': a, 'b.ts': code })).toEqual([])
  })

  it('counts types where asked to', async () => {
    const texts = {
      'a.ts': "import type { B } from './b'\nexport class A { b?: B }",
      'b.ts': "import type { A } from './a'\nexport class B { a?: A }",
    }
    expect(await cycles(texts)).toEqual([])
    expect(await cycles(texts, true)).toHaveLength(1)
  })

  it('leaves tests out', async () => {
    expect(
      await cycles({
        'a.test.ts': "import { b } from './b.test'\nexport const a = b",
        'b.test.ts': "import { a } from './a.test'\nexport const b = a",
      }),
    ).toEqual([])
  })

  it('lets entities use each other in methods, but not extend each other', async () => {
    const author =
      "import { Entity } from 'typeorm'\nimport { Book } from './book'\n@Entity()\nexport class Author { books() { return Book.find(this) } }"
    const book =
      "import { Entity } from 'typeorm'\nimport { Author } from './author'\n@Entity()\nexport class Book { author() { return Author.of(this) } }"
    expect(await cycles({ 'author.ts': author, 'book.ts': book })).toEqual([])
    const extending =
      "import { Entity } from 'typeorm'\nimport { Author } from './author'\n@Entity()\nexport class Book extends Author {}"
    expect(await cycles({ 'author.ts': author, 'book.ts': extending })).toEqual([])
    const both =
      "import { Entity } from 'typeorm'\nimport { Book } from './book'\n@Entity()\nexport class Author { static first = new Book() }"
    expect(await cycles({ 'author.ts': both, 'book.ts': extending })).toHaveLength(1)
  })
})

it('finds documents of mongoose that load each other, since they refer by name', async () => {
  const model = (other: string): string => `const mongoose = require('mongoose')\nconst other = require('./${other}')\nconst schema = new mongoose.Schema({})\nschema.methods.all = () => other.find()\nmodule.exports = mongoose.model('X', schema)`
  expect(await cycles({ 'a.js': model('b'), 'b.js': model('a') })).toHaveLength(1)
})

it('tells what a barrel passes on from what it defines itself', async () => {
  const messages = async (index: string): Promise<string[]> =>
    (await checkTexts({ 'a/io.ts': "import { get } from '.'\nexport const io = () => get()", 'a/index.ts': index, 'a/get.ts': 'export const get = () => 1' }, [{ ...noImportCycles, id: 'no-import-cycles', topic: 'layering' }])).findings.map(({ message }) => message.slice(message.indexOf('. ') + 2))
  expect(await messages("export * from './io'\nexport * from './get'")).toEqual(["'a/index.ts' re-exports the very module that imports it. Import from the file that defines what is needed, not from the barrel."])
  expect(await messages("export * from './io'\nexport const get = () => 1")).toEqual(["'a/index.ts' re-exports the very module that imports get from it. Move get into its own module, which both import."])
})

describe('which cycles are reported', () => {
  const edge = (to: string): string => `import { x as ${to} } from './${to}'\nvoid ${to}()\n`
  const graph = (edges: { readonly [from: string]: string }): { [file: string]: string } =>
    Object.fromEntries(
      Object.entries(edges).map(([from, to]) => [`${from}.ts`, to.split('').map(edge).join('') + 'export const x = () => 1']),
    )

  it('names each circle once, the shortest of a group first', async () => {
    expect(await cycles(graph({ a: 'b', b: 'c', c: 'ad', d: 'c' }))).toEqual(['c.ts d.ts', 'c.ts a.ts b.ts'])
  })

  it('points at the import of the module that others rest on', async () => {
    const texts = {
      ...graph({ logger: 's', s: '' }),
      's.ts': "import { x as logger } from './logger'\nvoid logger()\nexport const x = () => 1",
    }
    const users = Object.fromEntries(['p', 'q', 'r'].map((name) => [`${name}.ts`, "import { x } from './logger'\nvoid x()"]))
    expect(await cycles({ ...texts, ...users })).toEqual(['logger.ts s.ts'])
  })

  it('points at the import of a barrel and not at the barrel', async () => {
    const texts = {
      'index.ts': "export * from './a'\nexport * from './z'",
      'a.ts': "import { z } from '.'\nexport const a = () => z()",
      'z.ts': 'export const z = () => 1',
    }
    expect(await cycles(texts)).toEqual(['a.ts index.ts'])
  })

  it('says that there are more than it lists', async () => {
    const names = 'abcdefgh'.split('')
    const project = await projectOf(
      graph(Object.fromEntries(names.map((name) => [name, names.filter((other) => other !== name).join('')]))),
    )
    const found = project.cycles(false, 2)
    expect(found).toHaveLength(2)
    expect(found.every(({ hasMore, groupSize }) => hasMore && groupSize === 8)).toBe(true)
  })
})
