import { resolve } from 'node:path'
import { expect, test } from 'vitest'

import { deferredModules, deferModules } from '../../scripts/deferred-modules.ts'
import { loadedWith, readModules } from '../../scripts/module-graph.ts'
import type { Module } from '../../scripts/module-graph.ts'

function graphOf(modules: Readonly<Record<string, { readonly imports?: Readonly<Record<string, readonly string[]>>; readonly functions?: readonly string[] }>>): Map<string, Module> {
  return new Map(
    Object.entries(modules).map(([file, { imports = {}, functions = [] }]) => [
      resolve('src', file),
      {
        imports: Object.entries(imports).map(([from, names]) => ({ from: resolve('src', from), names })),
        functions: new Map(functions.map((name) => [name, ['p0', '...rest']])),
      },
    ]),
  )
}

test('modules are deferred if others import nothing but functions of them', () => {
  const graph = graphOf({
    'hosts/a.ts': { imports: { 'source/sql/functions.ts': ['f'], 'source/sql/values.ts': ['f', 'table'], 'source/names/n.ts': ['n'] } },
    'source/sql/functions.ts': { imports: { 'source/sql/within.ts': ['constant'], 'source/sql/values.ts': ['f'] }, functions: ['f', 'g'] },
    'source/sql/within.ts': { functions: [] },
    'source/sql/values.ts': { functions: ['f'] },
    'source/names/n.ts': { functions: ['n'] },
  })
  const deferred = deferredModules(graph)
  expect([...deferred.modules].sort()).toEqual(['functions', 'within'].map((name) => resolve(`src/source/sql/${name}.ts`)))
  expect([...deferred.functions]).toEqual([[resolve('src/source/sql/functions.ts'), new Map([['f', ['p0', '...rest']]])]])
  expect([...loadedWith([resolve('src/source/sql/functions.ts')], graph)].sort()).toEqual(['functions', 'values', 'within'].map((name) => resolve(`src/source/sql/${name}.ts`)))
})

test('an import of theirs is a function that loads them', () => {
  const file = resolve('src/source/sql/functions.ts')
  const { load } = deferModules({ modules: new Set([file]), functions: new Map([[file, new Map([['f', ['p0', '...rest']]])]]) })
  const text = typeof load === 'function' ? JSON.stringify(Reflect.apply(load, {}, [`${file}?deferred`])) : ''
  expect(text).toContain('export const f = (p0, ...rest) => load()._0(p0, ...rest)')
})

test('of the program, most that looks at SQL is deferred, and what finds out whether there is any is not', () => {
  const { modules } = deferredModules(readModules())
  expect(modules.has(resolve('src/source/sql/follow.ts'))).toBe(true)
  expect(modules.has(resolve('src/source/sql/prefilter.ts'))).toBe(false)
  expect(modules.size).toBeGreaterThan(100)
})
