import { withoutScheme } from '../source/models/lookup.ts'
import type { ExportedValues } from '../source/facts/exports.ts'
import type { StructureFacts } from '../source/facts/structure.ts'
import { memberOf } from '../source/facts/value.ts'
import type { Value } from '../source/facts/value.ts'
import type { Graph, Module } from './graph.ts'

/** A value with the module in whose terms it is put. */
export interface Located {
  readonly module: Module
  readonly value: Value
}

/** Something of a package or of the runtime: `Bun` and other globals go by their own name. */
export interface External {
  /** As imported, without the `node:` scheme. */
  readonly specifier: string
  readonly name: string
}

const maxSteps = 16

/**
 * Follows a value through imports, exports and barrels to where it is made.
 * @param deep look into modules whose trees were not needed so far: for constants, which files of their own hold
 */
export function follow(graph: Graph, { module, value }: Located, steps = 0, deep = false): Located {
  if (steps > maxSteps) return { module, value }
  if (value.kind === 'import') {
    const target = graph.linkOf(module, value.specifier)?.target
    if (target === undefined) return { module, value }
    const exported = exportedValue(graph, target, value.name, deep)
    return exported === undefined ? { module, value } : follow(graph, exported, steps + 1, deep)
  }
  if (value.kind === 'member') {
    const base = follow(graph, { module, value: value.of }, steps + 1, deep)
    if (base.value === value.of) return { module, value }
    const member = memberOf(base.value, value.name)
    return member.kind === 'member'
      ? { module: base.module, value: member }
      : follow(graph, { module: base.module, value: member }, steps + 1, deep)
  }
  return { module, value }
}

/** What a module exports under a name, ESM or CommonJS, in the terms of the module that defines it. */
function exportedValue(graph: Graph, target: Module, name: string, deep: boolean): Located | undefined {
  const origin = graph.originOf(target, name)
  const { structure } = origin.module.summary
  const exports = deep && isUnread(structure) ? origin.module.late.exports : structure.exports
  const whole = exportOf(exports, '*')
  const value =
    exportOf(exports, origin.name) ?? (origin.name === 'default' || whole === undefined ? whole : memberOf(whole, origin.name))
  return value === undefined ? undefined : { module: origin.module, value }
}

/** Nothing is known of the file's structure: its tree was not built, or there is nothing to know. */
function isUnread({ exports, returns, classes }: StructureFacts): boolean {
  return Object.keys(exports).length === 0 && Object.keys(returns).length === 0 && classes.length === 0
}

function exportOf(exports: ExportedValues, name: string): Value | undefined {
  return Object.hasOwn(exports, name) ? exports[name] : undefined
}

/** A text with its parts looked up across files; what stays unknown is null. Anything but text is one gap. */
export function textOf(graph: Graph, located: Located, steps = 0): readonly (string | null)[] {
  const { module, value } = follow(graph, located, 0, true)
  if (value.kind !== 'text' || steps > maxSteps) return [null]
  return value.parts.flatMap((part) => (typeof part === 'string' ? [part] : textOf(graph, { module, value: part }, steps + 1)))
}

/** The package and export that a value stands for, where it is not the project's. `express.Router` is `Router` of express. */
export function externalOf(graph: Graph, located: Located): External | undefined {
  const { module, value } = follow(graph, located)
  if (value.kind === 'global') return { specifier: value.name, name: value.name }
  if (value.kind === 'import') return { specifier: withoutScheme(value.specifier), name: value.name }
  if (value.kind !== 'member') return undefined
  const base = externalOf(graph, { module, value: value.of })
  return base && (base.name === 'default' || base.name === '*' || base.name === base.specifier)
    ? { specifier: base.specifier, name: value.name }
    : undefined
}

/** The items of a list, also of one that a function returns or another file holds; none where it cannot be read. */
export function itemsOf(graph: Graph, located: Located): readonly Located[] {
  const { module, value } = follow(graph, located)
  if (value.kind === 'list') return value.items.map((item) => ({ module, value: item }))
  if (value.kind !== 'call') return []
  const callee = follow(graph, { module, value: value.of })
  if (callee.value.kind !== 'function') return []
  const [returned, ...others] = callee.module.summary.structure.returns[callee.value.at] ?? []
  if (returned?.kind !== 'list' || others.length > 0) return []
  return returned.items.map((item) => ({ module: callee.module, value: item }))
}
