import { substituted, spreadMark, unknownValue } from '../../source/values/value.ts'
import type { Value } from '../../source/values/value.ts'
import type { Graph, Module } from './graph.ts'
import { withArguments } from './calls.ts'
import { follow, resultOf } from './values.ts'
import type { Located } from './values.ts'

const maxSteps = 16

/** The items of a list, which may come from a function or another file; empty if it cannot be read. */
export function itemsOf(graph: Graph, located: Located, steps = 0): readonly Located[] {
  if (steps > maxSteps) return []
  const inner = (one: Located): readonly Located[] => itemsOf(graph, one, steps + 1)
  const { module, value } = follow(graph, located, 0, true)
  if (value.kind === 'list')
    return value.items.flatMap((item) => (item.kind === 'item' && item.isSpread === true ? spreadItems(graph, { module, value: item.of }, inner) : [{ module, value: item }]))
  if (value.kind !== 'call') return []
  // `[].concat(users, orders)`: an argument that is not a list is one item.
  if (value.of.kind === 'member' && (value.of.name === 'concat' || value.of.name === 'flat')) {
    const items = inner({ module, value: value.of.of })
    const whole = value.of.name === 'flat' ? items.flatMap(inner) : items
    return [...whole, ...value.arguments.flatMap((one) => (isListed(graph, { module, value: one }) ? inner({ module, value: one }) : [{ module, value: one }]))]
  }
  const ofObject = itemsOfObject(graph, { module, value }) ?? itemsOfCall(graph, { module, value }, inner)
  if (ofObject !== undefined) return ofObject
  const callee = follow(graph, { module, value: value.of })
  if (callee.value.kind !== 'function') return []
  const { at } = callee.value
  const [returned, ...others] = callee.module.summary.structure.returns[at] ?? []
  if (returned?.kind !== 'list' || others.length > 0) return []
  return returned.items.map((item) => ({ module: callee.module, value: withArguments(item, at, { module, arguments: value.arguments }, callee.module) }))
}

/** The items of `...list`; one that is not known for a list that cannot be read, so that it is not taken for an empty one. */
function spreadItems(graph: Graph, of: Located, inner: (one: Located) => readonly Located[]): readonly Located[] {
  const items = inner(of)
  return items.length > 0 || follow(graph, of, 0, true).value.kind === 'list' ? items : [{ module: of.module, value: unknownValue }]
}

/** Methods that return a list of some or all of the items. */
const passingMethods: ReadonlySet<string> = new Set(['filter', 'sort', 'toSorted', 'reverse', 'toReversed', 'slice'])

/**
 * `routers.filter(isOn)`, and `modules.map((module) => module.router)`. If the list cannot be read (modules loaded by name), the callback's
 * result stands for all items.
 */
function itemsOfCall(graph: Graph, { module, value }: Located, inner: (one: Located) => readonly Located[]): readonly Located[] | undefined {
  if (value.kind !== 'call' || value.of.kind !== 'member') return undefined
  const list = { module, value: value.of.of }
  if (passingMethods.has(value.of.name)) return inner(list)
  const [first] = value.of.name === 'map' || value.of.name === 'flatMap' ? value.arguments : []
  const { module: home, value: maker } = first === undefined ? { module, value: unknownValue } : follow(graph, { module, value: first })
  const [returned, ...others] = maker.kind === 'function' ? (home.summary.structure.returns[maker.at] ?? []) : []
  if (maker.kind !== 'function' || returned === undefined || others.length > 0) return undefined
  const isItem = (part: Value): boolean => part.kind === 'parameter' && part.of === maker.at && part.index === 0
  const items = inner(list)
  if (items.length === 0) return [{ module: home, value: returned }]
  return items.map((one) => ({ module: home, value: substituted(returned, isItem, one.module === home ? one.value : { kind: 'elsewhere', file: one.module.file, value: one.value }) }))
}

function isListed(graph: Graph, located: Located): boolean {
  const { value } = follow(graph, located, 0, true)
  return value.kind === 'list' || value.kind === 'call'
}

/** `Object.values(routers)` and `Object.entries(routers)`, of an object literal or of a module's exports. */
function itemsOfObject(graph: Graph, { module, value }: Located): readonly Located[] | undefined {
  const [given] = value.kind === 'call' ? value.arguments : []
  if (value.kind !== 'call' || given === undefined || value.of.kind !== 'member' || value.of.of.kind !== 'global' || value.of.of.name !== 'Object') return undefined
  const { name } = value.of
  const fields = name === 'values' || name === 'entries' ? fieldsIn(graph, follow(graph, { module, value: given }, 0, true), true) : []
  return fields.map(({ key, at }) => {
    if (name === 'values') return at
    // The key is not in the source as a string, so it has no range.
    const text: Value = key.startsWith(spreadMark) ? unknownValue : { kind: 'text', parts: [key], range: [0, 0] }
    return { module: at.module, value: { kind: 'list', items: [text, at.value] } }
  })
}

/**
 * The fields of an object by name, including those that are spread into it.
 * @param counted objects that are spread into it and cannot be read are one field each, whose name begins with the mark of a spread
 */
export function fieldsIn(graph: Graph, { module, value }: Located, counted = false): { readonly key: string; readonly at: Located }[] {
  if (value.kind === 'object')
    return Object.entries(value.fields).flatMap(([key, field]) => {
      const at = { module, value: field }
      const whole = key.startsWith(spreadMark) ? follow(graph, at, 0, true) : undefined
      return whole === undefined ? [{ key, at }] : whole.value.kind === 'object' ? fieldsIn(graph, whole, counted) : counted ? [{ key, at: { module, value: unknownValue } }] : []
    })
  const result = resultOf(graph, { module, value }, 0)
  if (result?.value.kind === 'object') return fieldsIn(graph, result, counted)
  const target = value.kind === 'import' && value.name === '*' ? graph.linkOf(module, value.specifier)?.target : undefined
  if (value.kind !== 'import' || target === undefined) return []
  const names = [...namesOf(graph, target)].filter((name) => name !== '*' && name !== 'default')
  return names.map((name) => ({ key: name, at: { module, value: { kind: 'import', specifier: value.specifier, name } } }))
}

/** The names that a module exports, also with `export * from './users'`. */
function namesOf(graph: Graph, module: Module): ReadonlySet<string> {
  const names = new Set<string>()
  // Grows while it is gone through.
  const modules = new Set([module])
  for (const one of modules) {
    const { exports, structure } = one.summary
    for (const { typeOnly, name, from } of exports) {
      const target = name === '*' && from !== undefined ? graph.linkOf(one, from.specifier)?.target : undefined
      if (target !== undefined) modules.add(target)
      if (!typeOnly) names.add(name)
    }
    // `exports.users = require('./users')` of CommonJS is known by its value only.
    for (const name of Object.keys(structure.exports)) names.add(name)
  }
  return names
}
