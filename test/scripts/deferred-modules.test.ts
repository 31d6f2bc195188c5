import { resolve } from 'node:path'
import { expect, test } from 'vitest'

import { rules } from '../../rules/index.ts'
import { deferredEntries, deferredModules, deferModules } from '../../scripts/deferred-modules.ts'
import type { DeferredEntry } from '../../scripts/deferred-modules.ts'
import { loadedWith, readModules } from '../../scripts/module-graph.ts'
import type { Module } from '../../scripts/module-graph.ts'
import { checkKindOf } from '../../src/hosts/node/config/check-kinds.ts'

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

test('modules are deferred if what is loaded at the start imports nothing but functions of them', () => {
  const graph = graphOf({
    'hosts/load-code.ts': { imports: { 'source/sql/functions.ts': ['f'], 'source/sql/values.ts': ['f', 'table'], 'openapi/walked.ts': ['walked'] } },
    'source/sql/functions.ts': { imports: { 'source/sql/within.ts': ['constant'], 'source/sql/values.ts': ['f'] }, functions: ['f', 'g'] },
    'source/sql/within.ts': { functions: [] },
    'source/sql/values.ts': { functions: ['f'] },
    'source/names/n.ts': { functions: ['n'] },
    'openapi/walked.ts': { functions: ['walked'] },
    'project/p.ts': { imports: { 'source/names/n.ts': ['n'], 'source/sql/functions.ts': ['g'] } },
  })
  const { entryOf, functions, isFirst } = deferredModules(graph, [])
  const entries = [...graph.keys()].map((file) => [file.slice(resolve('src').length + 1), entryOf(file)] as const)
  expect(Object.fromEntries(entries)).toEqual({
    'hosts/load-code.ts': undefined,
    'source/sql/functions.ts': 'deferred',
    'source/sql/within.ts': 'deferred',
    'source/sql/values.ts': undefined,
    'source/names/n.ts': 'deferred',
    'openapi/walked.ts': 'further',
    'project/p.ts': undefined,
  })
  expect(functions).toEqual(new Map([
    [resolve('src/source/sql/functions.ts'), new Map([['f', ['p0', '...rest']]])],
    [resolve('src/openapi/walked.ts'), new Map([['walked', ['p0', '...rest']]])],
  ]))
  // What is loaded later imports them as they are.
  expect(['hosts/load-code.ts', 'project/p.ts', 'source/sql/within.ts'].map((name) => isFirst(resolve('src', name)))).toEqual([true, false, false])
  expect([...loadedWith([resolve('src/source/sql/functions.ts')], graph)].sort()).toEqual(['functions', 'values', 'within'].map((name) => resolve(`src/source/sql/${name}.ts`)))
})

test('an import of theirs is a function that loads them', () => {
  const file = resolve('src/source/sql/functions.ts')
  const { load } = deferModules({ entryOf: () => 'deferred', functions: new Map([[file, new Map([['f', ['p0', '...rest']]])]]), isFirst: () => true })
  const text = typeof load === 'function' ? JSON.stringify(Reflect.apply(load, {}, [`${file}?deferred`])) : ''
  expect(text).toContain('export const f = (p0, ...rest) => load()._0(p0, ...rest)')
  expect(text).toContain('virtual:load-deferred')
})

test('of the program, most that looks at code is deferred, and what finds out whether there is any is not', () => {
  const graph = readModules()
  const { entryOf } = deferredModules(graph, rules.filter((rule) => checkKindOf(rule) === 'code').map(({ topic, id }) => resolve(`rules/${topic}/${id}.ts`)))
  expect(entryOf(resolve('src/source/sql/trackers.ts'))).toBe('deferred')
  // Every source that was never seen before needs these, and they need nothing of what follows values through the program.
  expect(entryOf(resolve('src/source/facts/summary.ts'))).toBe('facts')
  expect([...graph.keys()].filter((file) => entryOf(file) === 'facts' && /\/(?:sql\/(?!prefilter)|project\/)/.test(file))).toEqual([])
  expect(entryOf(resolve('src/openapi/walk.ts'))).toBe('further')
  expect(entryOf(resolve('src/source/duties/may-swallow.ts'))).toBeUndefined()
  // A class or a constant that a module at the start imports would be loaded at the start, with all that it needs.
  const loaded = [...graph.keys()].filter((file) => file.startsWith(resolve('src/source')) && !file.includes('/models/') && entryOf(file) === undefined)
  expect(loaded.filter((file) => /\/source\/(?:values|sql)\//.test(file))).toEqual([])
  const count = (entry: DeferredEntry): number => [...graph.keys()].filter((file) => entryOf(file) === entry).length
  expect(deferredEntries.map(count).every((number) => number > 20)).toBe(true)
})
