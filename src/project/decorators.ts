import type { Range } from '../source/file.ts'
import type { DecoratorFact } from '../source/facts/classes.ts'
import type { Value } from '../source/facts/value.ts'
import type { Graph, Module } from './graph.ts'
import { externalOf, follow } from './values.ts'
import type { External, Located } from './values.ts'

/** A package's decorator as it takes effect, however many of the project's own decorators it is wrapped in. */
export interface AppliedDecorator {
  readonly external: External
  readonly arguments: readonly Located[]
  /** The decorator as written on the class or member. */
  readonly range: Range
  /** Where it is written. */
  readonly module: Module
}

const maxSteps = 6

/** Follows decorators to their origin: `@ApiController('users')` may be `applyDecorators(Controller('users'), ...)`. */
export function appliedDecorators(graph: Graph, module: Module, decorators: readonly DecoratorFact[]): AppliedDecorator[] {
  return decorators.flatMap(({ value, arguments: args, range }) =>
    apply(
      graph,
      { module, value },
      args.map((argument) => ({ module, value: argument })),
      0,
    ).map((applied) => ({ ...applied, range, module })),
  )
}

function apply(graph: Graph, callee: Located, args: readonly Located[], steps: number): Omit<AppliedDecorator, 'range' | 'module'>[] {
  if (steps > maxSteps) return []
  const target = follow(graph, callee)
  if (target.value.kind === 'function') {
    const { at } = target.value
    const returned = target.module.summary.structure.returns[at] ?? []
    return returned.flatMap((value) => applyValue(graph, { module: target.module, value }, at, args, steps + 1))
  }
  // `const Admin = Roles('admin')`, used as `@Admin`.
  if (target.value.kind === 'call') return applyValue(graph, target, undefined, [], steps + 1)
  const external = externalOf(graph, target)
  return external === undefined ? [] : [{ external, arguments: args }]
}

/** What a value does as a decorator, when the function at `owner` was called with `outer`. */
function applyValue(
  graph: Graph,
  { module, value }: Located,
  owner: number | undefined,
  outer: readonly Located[],
  steps: number,
): Omit<AppliedDecorator, 'range' | 'module'>[] {
  if (value.kind !== 'call') return value.kind === 'function' ? [] : apply(graph, { module, value }, [], steps)
  const args = value.arguments.map((argument): Located => {
    const given = argument.kind === 'parameter' && argument.of === owner ? outer[argument.index] : undefined
    return given ?? { module, value: argument }
  })
  const external = externalOf(graph, { module, value: value.of })
  if (external?.name === 'applyDecorators') return args.flatMap((argument) => applyValue(graph, argument, owner, outer, steps))
  return apply(graph, { module, value: value.of }, args, steps)
}

/** True where the table lists one of the decorators. */
export function isDecoratedWith(
  applied: readonly AppliedDecorator[],
  packages: readonly string[],
  names: readonly string[],
): boolean {
  return applied.some(({ external }) => packages.includes(external.specifier) && names.includes(external.name))
}

/** For types that are values here: the reading of a class's base or a parameter's type. */
export function originOfType(graph: Graph, module: Module, type: Value | undefined): External | undefined {
  return type === undefined ? undefined : externalOf(graph, { module, value: type })
}
