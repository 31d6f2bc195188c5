import type { Range } from '../syntax/records.ts'

/**
 * Where a value comes from, as far as its own file can tell: plain data, so that facts can be kept in a cache and joined
 * across files later. Offsets name things of the file: the start of a function or class, the end of a call, since the calls
 * of a chain all start at the same place.
 */
export type Value =
  /** Text; the parts between are values that may turn out to be text of another file. */
  | { readonly kind: 'text'; readonly parts: readonly (string | Value)[]; readonly range: Range }
  | { readonly kind: 'list'; readonly items: readonly Value[] }
  | { readonly kind: 'object'; readonly fields: { readonly [name: string]: Value } }
  /** `name` where it is declared under one, or a constant that holds it. */
  | { readonly kind: 'function'; readonly at: number; readonly range: Range; readonly name?: string }
  | { readonly kind: 'class'; readonly at: number; readonly name: string }
  /** `name` is the exported name, `default`, or `*` for the whole module. */
  | { readonly kind: 'import'; readonly specifier: string; readonly name: string }
  /**
   * A parameter of the function at `of`; `type` is what its annotation names. `isRest` where it takes all that follow,
   * `fallback` the text that it is where nothing is given for it.
   */
  | {
      readonly kind: 'parameter'
      readonly of: number
      readonly index: number
      readonly name: string
      readonly type?: Value
      readonly isRest?: true
      readonly fallback?: Value
    }
  /** One after the other of a list's items: the variable of a loop over it, or with `isSpread` all of them, within another list. */
  | { readonly kind: 'item'; readonly of: Value; readonly isSpread?: true }
  | { readonly kind: 'this'; readonly of: number }
  /** `type` where a parameter's pattern is annotated: `({ app }: { app: Application })`. */
  | { readonly kind: 'member'; readonly of: Value; readonly name: string; readonly type?: Value }
  | {
      readonly kind: 'call' | 'new'
      readonly at: number
      readonly of: Value
      readonly arguments: readonly Value[]
    }
  /** A name that no declaration in the file explains: `process`, `Bun`. */
  | { readonly kind: 'global'; readonly name: string }
  /** What another file says, put where this one only names it: made while files are joined, and never a fact. */
  | { readonly kind: 'elsewhere'; readonly file: string; readonly value: Value }
  | { readonly kind: 'unknown' }

/** What cannot be read, or is not followed. */
export const unknownValue: Value = { kind: 'unknown' }

/** The whole text where all of it is known. */
export function knownText(value: Value | undefined): string | undefined {
  if (value?.kind !== 'text') return undefined
  let text = ''
  for (const part of value.parts) {
    if (typeof part !== 'string') return undefined
    text += part
  }
  return text
}

/** A field of an object literal. */
export function fieldOf(value: Value | undefined, name: string): Value | undefined {
  return value?.kind === 'object' && Object.hasOwn(value.fields, name) ? value.fields[name] : undefined
}

/** How the names of fields begin that stand for all of an object of another file: `{ ...routes }`. */
export const spreadMark = '...'

/** `a.b.c` as its root and the names after it. */
export function pathOf(value: Value): { readonly root: Value; readonly names: readonly string[] } {
  const names: string[] = []
  let root = value
  while (root.kind === 'member') {
    names.unshift(root.name)
    root = root.of
  }
  return { root, names }
}

/** A member of a value, where literals and whole-module imports are looked into; items of lists go by their number. */
export function memberOf(of: Value, name: string): Value {
  if (of.kind === 'import' && of.name === '*') return { kind: 'import', specifier: of.specifier, name }
  if (/^\d$/.test(name)) {
    if (of.kind === 'list') return of.items[Number(name)] ?? unknownValue
    if (of.kind === 'parameter' && of.isRest === true)
      return { kind: 'parameter', of: of.of, index: of.index + Number(name), name: '' }
  }
  return fieldOf(of, name) ?? { kind: 'member', of, name }
}

/** The value without what lies deep inside arguments and literals: facts are kept, and a call may hold a whole program. */
export function trimmed(value: Value, depth = 3): Value {
  switch (value.kind) {
    case 'call':
    case 'new':
      return {
        ...value,
        of: trimmed(value.of, depth),
        // `require(path.join(folder, file))`, where the folder is put together itself.
        arguments: depth > 0 ? value.arguments.map((argument) => trimmed(argument, isLoading(value) ? 3 : depth - 1)) : [],
      }
    case 'member':
      return { ...value, of: trimmed(value.of, depth) }
    // A list of what holds a list itself is gone through in loops within loops.
    case 'item':
      return { ...value, of: trimmed(value.of, Math.max(depth, 4)) }
    case 'text':
      return {
        ...value,
        // Members are kept as they are beside the text: `app.use('/api' + path, router)` of one item.
        parts: value.parts.map((part) => (typeof part === 'string' ? part : depth > 0 || isName(part) ? trimmed(part, part.kind === 'member' ? depth : 0) : unknownValue)),
      }
    case 'list':
      return depth > 0 ? { ...value, items: value.items.map((item) => trimmed(item, depth - 1)) } : unknownValue
    case 'object':
      return depth > 0
        ? {
            ...value,
            fields: Object.fromEntries(Object.entries(value.fields).map(([name, field]) => [name, trimmed(field, depth - 1)])),
          }
        : unknownValue
    default:
      return value
  }
}

/** `require` or `import` of what is no text. */
export function isLoading(value: Value): value is Extract<Value, { kind: 'call' | 'new' }> {
  return value.kind === 'call' && value.of.kind === 'global' && (value.of.name === 'require' || value.of.name === 'import')
}

/** `BASE`, `paths.users`: as short as it is written. */
function isName(part: Value): boolean {
  const { kind } = pathOf(part).root
  return kind === 'import' || kind === 'parameter' || kind === 'this'
}

/** The value with one part of it exchanged wherever it occurs, and members of what came in looked up. */
export function substituted(value: Value, isMeant: (part: Value) => boolean, by: Value): Value {
  return exchanged(value, (part) => (isMeant(part) ? by : undefined))
}

/**
 * The value with parts of it exchanged wherever they occur, and members of what came in looked up.
 * @param by what comes in the place of a part; nothing where it stays
 */
export function exchanged(value: Value, by: (part: Value) => Value | undefined): Value {
  const given = by(value)
  if (given !== undefined) return given
  switch (value.kind) {
    case 'member':
      return memberOf(exchanged(value.of, by), value.name)
    case 'item':
      return { ...value, of: exchanged(value.of, by) }
    case 'call':
    case 'new':
      return { ...value, of: exchanged(value.of, by), arguments: value.arguments.map((argument) => exchanged(argument, by)) }
    case 'list':
      return { ...value, items: value.items.map((item) => exchanged(item, by)) }
    case 'object':
      return { ...value, fields: Object.fromEntries(Object.entries(value.fields).map(([name, field]) => [name, exchanged(field, by)])) }
    case 'text':
      return { ...value, parts: value.parts.map((part) => (typeof part === 'string' ? part : exchanged(part, by))) }
    default:
      return value
  }
}
