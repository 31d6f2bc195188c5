import type { Range } from '../../source/syntax/file.ts'
import type { DecoratorFact } from '../../source/values/classes.ts'
import { decoratorComposer, ownDecorators } from '../../source/models/controllers.ts'
import { httpMethods } from '../../source/models/routers.ts'
import { isOfProject } from '../../source/models/lookup.ts'
import { exchanged, unknownValue } from '../../source/values/value.ts'
import type { Value } from '../../source/values/value.ts'
import type { Graph, Module } from './graph.ts'
import { wholeText } from './texts.ts'
import { externalOf, follow } from './values.ts'
import type { External, Located } from './values.ts'

/** A decorator of a package that takes effect, however many of the project's own decorators wrap it. */
export interface AppliedDecorator {
  readonly external: External
  readonly arguments: readonly Located[]
  /** The decorator as written on the class or member. */
  readonly range: Range
  /** The module with the decorated class. */
  readonly module: Module
}

type Applied = Omit<AppliedDecorator, 'range' | 'module'>

const maxSteps = 6

/** Resolves decorators to those of packages: `@ApiController('users')` may be `applyDecorators(Controller('users'), ...)`. */
export function appliedDecorators(graph: Graph, module: Module, decorators: readonly DecoratorFact[]): AppliedDecorator[] {
  return decorators.flatMap(({ value, arguments: args, range }) => {
    const given = args.map((argument) => ({ module, value: argument }))
    const applied = apply(graph, { module, value }, given, 0)
    // A decorator of the project that applies none of a package is recognized by its name.
    const isOwn = value.kind === 'import' && graph.linkOf(module, value.specifier)?.target !== undefined
    const isOwnThroughout = isOwn && applied.every(({ external: { specifier } }) => specifier === value.specifier || isOfProject(specifier))
    const own = isOwnThroughout ? [{ external: { specifier: ownDecorators, name: verbOf(graph, { module, value }) ?? value.name }, arguments: given }] : applied
    return own.map((one) => ({ ...one, range, module }))
  })
}

/** `get` of `export const Read = verb('get')` and `verb(Verb.Get)`, whatever the decorator is called. */
function verbOf(graph: Graph, decorator: Located): string | undefined {
  const { module, value } = follow(graph, decorator, 0, true)
  const [first] = value.kind === 'call' ? value.arguments : []
  const verb = first && wholeText(graph, { module, value: first })?.toLowerCase()
  return verb !== undefined && Object.hasOwn(httpMethods, verb) ? verb : undefined
}

function apply(graph: Graph, callee: Located, args: readonly Located[], steps: number): Applied[] {
  if (steps > maxSteps) return []
  const target = follow(graph, callee)
  if (target.value.kind === 'function') {
    const { at } = target.value
    const returned = target.module.summary.structure.returns[at] ?? []
    return anyOf(target.module, returned.map((value) => applyValue(graph, { module: target.module, value }, at, args, steps + 1)))
  }
  // `const Admin = Roles('admin')`, used as `@Admin`.
  if (target.value.kind === 'call') return applyValue(graph, target, undefined, [], steps + 1)
  const external = externalOf(graph, target)
  return external === undefined ? [] : [{ external, arguments: args }]
}

/** What a function applies that returns one of several: if these are different routes, `verb === 'get' ? Get(path) : Post(path)`, one that cannot be read. */
function anyOf(module: Module, ways: readonly Applied[][]): Applied[] {
  const all = ways.flat()
  const isRoute = ({ external }: Applied): boolean => Object.hasOwn(httpMethods, external.name.toLowerCase())
  const [first, ...others] = all.filter(isRoute)
  if (first === undefined || others.length === 0 || ways.length < 2) return all
  return [...all.filter((one) => !isRoute(one)), { ...first, arguments: [{ module, value: unknownValue }] }]
}

/** The decorators that a value applies when the function at `owner` was called with the arguments `outer`. */
function applyValue(
  graph: Graph,
  { module, value }: Located,
  owner: number | undefined,
  outer: readonly Located[],
  steps: number,
): Applied[] {
  if (value.kind !== 'call') return value.kind === 'function' ? [] : apply(graph, { module, value }, [], steps)
  const args = value.arguments.flatMap((argument) => substitutedArgument({ module, value: argument }, owner, outer))
  const external = externalOf(graph, { module, value: value.of })
  if (external?.name === decoratorComposer) return args.flatMap((argument) => (argument.value.kind === 'unknown' ? [{ external, arguments: [] }] : applyValue(graph, argument, owner, outer, steps)))
  return apply(graph, { module, value: value.of }, args, steps)
}

/** Substitutes the arguments `outer` of the enclosing function into an argument. Empty if it is a parameter for which nothing was passed. */
function substitutedArgument({ module, value }: Located, owner: number | undefined, outer: readonly Located[]): Located[] {
  const isOwn = (part: Value): part is Extract<Value, { kind: 'parameter' }> => part.kind === 'parameter' && part.of === owner
  if (isOwn(value)) {
    const fallback = value.fallback === undefined ? [] : [{ module, value: value.fallback }]
    const given = outer[value.index]
    return given === undefined ? fallback : [given]
  }
  const by = (part: Value): Value | undefined => {
    if (!isOwn(part)) return undefined
    const given = outer[part.index]
    if (given === undefined) return part.fallback
    return given.module === module ? given.value : { kind: 'elsewhere', file: given.module.file, value: given.value }
  }
  if (value.kind !== 'object') return [{ module, value: exchanged(value, by) }]
  // Drops fields whose parameter was not passed: `Controller({ path, version })`, called with a path only.
  const fields = Object.entries(value.fields).filter(([, field]) => !isOwn(field) || by(field) !== undefined)
  return [{ module, value: exchanged({ ...value, fields: Object.fromEntries(fields) }, by) }]
}
