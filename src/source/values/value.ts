import type { Range } from '../syntax/records.ts'

/**
 * Where a value comes from, as far as its own file can tell. Plain data, so that facts can be cached, and joined across files later. Things of
 * the file are identified by offsets: a function or class by its start, a call by its end, since all calls of a chain start at the same place.
 */
export type Value =
  /** Text; parts that are values may turn out to be text from another file. */
  | { readonly kind: 'text'; readonly parts: readonly (string | Value)[]; readonly range: Range }
  | { readonly kind: 'list'; readonly items: readonly Value[] }
  | { readonly kind: 'object'; readonly fields: { readonly [name: string]: Value } }
  /** `name` is that of its declaration, or of the constant that it is assigned to. */
  | { readonly kind: 'function'; readonly at: number; readonly range: Range; readonly name?: string }
  | { readonly kind: 'class'; readonly at: number; readonly name: string }
  /** `name` is the exported name, `default`, or `*` for the whole module. */
  | { readonly kind: 'import'; readonly specifier: string; readonly name: string }
  /**
   * A parameter of the function at `of`; `type` is what its annotation names, `isRest` is set for a rest parameter, `fallback` is its default if
   * that is text.
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
  /** Each item of a list in turn: the variable of a loop over it; with `isSpread` all of them, within another list. */
  | { readonly kind: 'item'; readonly of: Value; readonly isSpread?: true }
  | { readonly kind: 'this'; readonly of: number }
  /** `type` is set if the pattern of a parameter is annotated: `({ app }: { app: Application })`; `fallback` is the default in such a pattern. */
  | { readonly kind: 'member'; readonly of: Value; readonly name: string; readonly type?: Value; readonly fallback?: Value }
  | {
      readonly kind: 'call' | 'new'
      readonly at: number
      readonly of: Value
      readonly arguments: readonly Value[]
    }
  /** A name without a declaration in the file: `process`, `Bun`. */
  | { readonly kind: 'global'; readonly name: string }
  /** A value of another file in place of its import: made while files are joined, and never part of a fact. */
  | { readonly kind: 'elsewhere'; readonly file: string; readonly value: Value }
  | { readonly kind: 'unknown' }

/** A value that cannot be read, or is not traced. */
export const unknownValue: Value = { kind: 'unknown' }

/** The text of a value, if all of its parts are known. */
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

/** The prefix of keys that stand for all fields of an object of another file: `{ ...routes }`. */
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

/** A member of a value, resolved in literals and whole-module imports; items of lists by their index. */
export function memberOf(of: Value, name: string): Value {
  if (of.kind === 'import' && of.name === '*') return { kind: 'import', specifier: of.specifier, name }
  if (of.kind === 'elsewhere' && (of.value.kind === 'list' || of.value.kind === 'object' || (of.value.kind === 'import' && of.value.name === '*'))) return { ...of, value: memberOf(of.value, name) }
  if (/^\d$/.test(name)) {
    if (of.kind === 'list') return of.items[Number(name)] ?? unknownValue
    if (of.kind === 'parameter' && of.isRest === true)
      return { kind: 'parameter', of: of.of, index: of.index + Number(name), name: '' }
  }
  return fieldOf(of, name) ?? { kind: 'member', of, name }
}

/** The value without the deeper levels of arguments and literals, to keep facts small: a call may contain a whole program. */
export function trimmed(value: Value, depth = 3): Value {
  switch (value.kind) {
    case 'call':
    case 'new':
      return {
        ...value,
        of: trimmed(value.of, depth),
        // `require(path.join(folder, file))`, where the folder is put together itself.
        arguments: isSchema(value)
          ? value.arguments.map((argument) => keysOf(argument, depth))
          : value.arguments.flatMap((argument) => (depth > 0 ? trimmed(argument, isLoading(value) ? 3 : argument.kind === 'list' ? depth : depth - 1) : [])),
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
            // Fastify has the schemas of a route among its options. Of a body, the values of fields matter too.
            fields: Object.fromEntries(Object.entries(value.fields).map(([name, field]) => [name, trimmed(field, name === 'schema' ? 3 : name === 'body' ? 4 : depth - 1)])),
          }
        : unknownValue
    default:
      return value
  }
}

/** True for `z.object({ … })`, `Joi.object().keys({ … })`, `page.extend({ … })`: which fields there are matters, wherever it is. */
function isSchema({ of, arguments: [given] }: Extract<Value, { kind: 'call' | 'new' }>): boolean {
  return given?.kind === 'object' && (of.kind === 'member' || of.kind === 'import') && /^(?:(?:strict|loose)?object|keys|extend)$/i.test(of.name)
}

/** The fields of a schema, but not those of schemas in it. */
function keysOf(value: Value, depth: number): Value {
  if (value.kind !== 'object') return trimmed(value, depth - 1)
  return { ...value, fields: Object.fromEntries(Object.entries(value.fields).map(([name, field]) => [name, /^(?:body|query)$/.test(name) ? trimmed(field, 4) : fieldSchema(field, 4)])) }
}

/** The schema of a field with the texts that it lists, `z.enum(['open']).optional()`, and its options, but without fields of its own. */
function fieldSchema(value: Value, depth: number, isChained = false): Value {
  const inner = (one: Value): Value => fieldSchema(one, depth - 1)
  switch (value.kind) {
    case 'call':
    case 'new': {
      // `page.extend({ … }).strict()`
      const given = isSchema(value) ? (isChained ? value.arguments.map((one) => keysOf(one, 0)) : []) : depth > 0 ? value.arguments.map(inner) : []
      return { ...value, of: fieldSchema(value.of, depth, true), arguments: given }
    }
    case 'member':
      return { ...value, of: fieldSchema(value.of, depth, isChained) }
    case 'list':
      return depth > 0 ? { ...value, items: value.items.map(inner) } : unknownValue
    case 'object':
      if (depth < 2) return unknownValue
      return { ...value, fields: Object.fromEntries(Object.entries(value.fields).map(([name, field]) => [name, fieldSchema(field, 1)])) }
    default:
      return trimmed(value, 0)
  }
}

/** True for `require` or `import` with a computed name. */
export function isLoading(value: Value): value is Extract<Value, { kind: 'call' | 'new' }> {
  return value.kind === 'call' && value.of.kind === 'global' && (value.of.name === 'require' || value.of.name === 'import')
}

/** True for a reference to a constant: `BASE`, `paths.users`. */
function isName(part: Value): boolean {
  const { kind } = pathOf(part).root
  return kind === 'import' || kind === 'parameter' || kind === 'this'
}

/** `'GET /users'.split(' ')`, `'GET'.toLowerCase()`: what is made of a text, in a loop over the keys of a table. */
function textMade(callee: Value, argument: Value | undefined): Value | undefined {
  const text = callee.kind === 'member' ? knownText(callee.of.kind === 'elsewhere' ? callee.of.value : callee.of) : undefined
  if (text === undefined || callee.kind !== 'member') return undefined
  const made = (part: string): Value => ({ kind: 'text', parts: [part], range: [0, 0] })
  const by = knownText(argument)
  if (callee.name === 'split' && by !== undefined) return { kind: 'list', items: text.split(by).map(made) }
  return callee.name === 'toLowerCase' ? made(text.toLowerCase()) : callee.name === 'toUpperCase' ? made(text.toUpperCase()) : undefined
}

/** The value with one part replaced wherever it occurs. Members of the replacement are resolved. */
export function substituted(value: Value, isMeant: (part: Value) => boolean, by: Value): Value {
  return exchanged(value, (part) => (isMeant(part) ? by : undefined))
}

/**
 * The value with parts replaced wherever they occur. Members of the replacements are resolved.
 * @param by the replacement of a part; nothing to keep it
 */
export function exchanged(value: Value, by: (part: Value) => Value | undefined): Value {
  const given = by(value)
  if (given !== undefined) return given
  switch (value.kind) {
    case 'member': {
      const member = memberOf(exchanged(value.of, by), value.name)
      const bare = member.kind === 'elsewhere' ? member.value : member
      return (bare.kind === 'member' && bare.of.kind === 'object' ? value.fallback : undefined) ?? member
    }
    case 'item':
      return { ...value, of: exchanged(value.of, by) }
    case 'call':
    case 'new': {
      const called = { ...value, of: exchanged(value.of, by), arguments: value.arguments.map((argument) => exchanged(argument, by)) }
      return (called.kind === 'call' ? textMade(called.of, called.arguments[0]) : undefined) ?? called
    }
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
