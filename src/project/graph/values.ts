import { withoutScheme } from '../../source/models/lookup.ts'
import { containerMethods } from '../../source/models/loaders.ts'
import { givenToBaseName } from '../../source/values/classes.ts'
import type { ClassFact } from '../../source/values/classes.ts'
import type { ExportedValues } from '../../source/values/exports.ts'
import type { StructureFacts } from '../../source/facts/structure.ts'
import { exchanged, fieldOf, memberOf, spreadMark, unknownValue } from '../../source/values/value.ts'
import type { Value } from '../../source/values/value.ts'
import type { Graph, Module } from './graph.ts'
import { namespaceOf } from './namespaces.ts'

/** A value, with the module that it is in. */
export interface Located {
  readonly module: Module
  readonly value: Value
}

/** An export of a package or a global of the runtime. For globals, such as `Bun`, both are the name. */
export interface External {
  /** As imported, without the `node:` scheme. */
  readonly specifier: string
  readonly name: string
}

const maxSteps = 16

/**
 * Follows a value through imports, exports and barrels to its definition.
 * @param deep also look into modules whose trees have not been needed so far, for constants
 */
export function follow(graph: Graph, { module, value }: Located, steps = 0, deep = false): Located {
  if (steps > maxSteps) return { module, value }
  if (value.kind === 'elsewhere') {
    const home = graph.modules.get(value.file)
    return home === undefined ? { module, value: unknownValue } : follow(graph, { module: home, value: value.value }, steps + 1, deep)
  }
  if (value.kind === 'import') {
    const target = graph.linkOf(module, value.specifier)?.target
    if (target === undefined) return { module, value: (deep ? importedJson(graph, module, value) : undefined) ?? value }
    const exported = exportedValue(graph, target, value.name, deep)
    return exported === undefined ? { module, value } : follow(graph, exported, steps + 1, deep)
  }
  if (value.kind === 'member') {
    // `exports.ok(res)` in the module that exports it.
    const own = isOwnExports(value.of) ? exportedValue(graph, module, value.name, deep) : undefined
    if (own !== undefined) return follow(graph, own, steps + 1, deep)
    const base = follow(graph, { module, value: value.of }, steps + 1, deep)
    const held = memberValue(graph, base, value.name, steps + 1)
    // A method stays a member, because its class matters; and a value that a base class makes is a separate one in each subclass.
    if (held !== undefined && (held.isInherited ? held.value.kind === 'text' : held.value.kind !== 'function'))
      return follow(graph, held, steps + 1, deep)
    if (base.value === value.of) return handlerMade(graph, base, value.name, steps) ?? { module, value }
    const member = memberOf(base.value, value.name)
    if (member.kind !== 'member') return follow(graph, { module: base.module, value: member }, steps + 1, deep)
    return handlerMade(graph, base, value.name, steps) ?? { module: base.module, value: member }
  }
  return { module, value }
}

/** What is imported from a JSON file: all of it, or one of its fields. */
function importedJson(graph: Graph, module: Module, { specifier, name }: Extract<Value, { kind: 'import' }>): Value | undefined {
  const whole = graph.jsonOf(module, specifier)
  return name === '*' || name === 'default' ? whole : whole && memberOf(whole, name)
}

/** `createHandlers(store).list`, where the function returns an object with functions, which may be wrapped. */
function handlerMade(graph: Graph, located: Located, name: string, steps: number): Located | undefined {
  const made = resultOf(graph, located, steps)
  const field = made && fieldOf(made.value, name)
  const isHandler = field?.kind === 'function' || (field?.kind === 'call' && field.arguments.some(({ kind }) => kind === 'function'))
  return isHandler && made !== undefined ? { module: made.module, value: field } : undefined
}

/** What a call of a function of the project returns, if the function returns one value. */
export function resultOf(graph: Graph, { module, value }: Located, steps: number): Located | undefined {
  const callee = value.kind === 'call' && !isLongChain(value) ? methodOf(graph, follow(graph, { module, value: value.of }, steps + 1)) : undefined
  if (callee?.value.kind !== 'function') return undefined
  const [returned, ...others] = callee.module.summary.structure.returns[callee.value.at] ?? []
  return returned === undefined || others.length > 0 ? undefined : { module: callee.module, value: returned }
}

/** True for `new Hono().get().post().put()`: each further link would double the work. */
function isLongChain(value: Value, links = 3): boolean {
  return value.kind === 'call' && value.of.kind === 'member' && (links === 0 || isLongChain(value.of.of, links - 1))
}

/** True for `exports` and `module.exports` of CommonJS. */
function isOwnExports(value: Value): boolean {
  if (value.kind === 'member') return value.name === 'exports' && value.of.kind === 'global' && value.of.name === 'module'
  return value.kind === 'global' && value.name === 'exports'
}

/** The value of a member of a class, with the module of the class. */
export interface MemberValue extends Located {
  /** Set if the member is inherited. */
  readonly isInherited: boolean
}

const maxBases = 4

/** The value of a member of a class, of `this`, of an instance, or of a parameter typed by the class. */
export function memberValue(graph: Graph, of: Located, name: string, steps = 0, depth = 0): MemberValue | undefined {
  const home = classOfInstance(graph, of, steps)
  const fact = home && classAt(home.module, home.at)
  if (home === undefined || fact === undefined) return undefined
  const own = ownMember(fact, name)
  if (own !== undefined) {
    const given = of.value.kind === 'new' ? constructorArgument(fact, own, of.value.arguments) : undefined
    if (given !== undefined) return { module: of.module, value: given, isInherited: false }
    return { module: home.module, value: of.value.kind === 'new' ? constructedText(fact, own, { module: of.module, given: of.value.arguments }) : own, isInherited: false }
  }
  if (fact.extends === undefined || depth >= maxBases) return undefined
  // `class Users extends Users.Base`: following the base may lead back here.
  const base = follow(graph, { module: home.module, value: fact.extends }, steps + 1)
  const inherited = memberValue(graph, base, name, steps + 1, depth + 1)
  const handed = ownMember(fact, givenToBaseName)
  const baseFact = base.value.kind === 'class' ? classAt(base.module, base.value.at) : undefined
  if (inherited === undefined || baseFact === undefined) return inherited && { ...inherited, isInherited: true }
  // A class without a constructor passes its arguments on to that of its base.
  const [from, items] = of.value.kind === 'new' && ownMember(fact, 'constructor') === undefined ? [of.module, of.value.arguments] : [home.module, handed?.kind === 'list' ? handed.items : []]
  const given = constructorArgument(baseFact, inherited.value, items)
  if (given !== undefined) return { module: from, value: given, isInherited: true }
  return { ...inherited, value: constructedText(baseFact, inherited.value, { module: from, given: items }), isInherited: true }
}

/** `/users` for the member that a constructor sets to `/${name}`, if it is given a text. */
function constructedText(fact: ClassFact, member: Value, { module, given }: { readonly module: Module; readonly given: readonly Value[] }): Value {
  const constructor = ownMember(fact, 'constructor')
  if (member.kind !== 'text' || constructor?.kind !== 'function') return member
  return exchanged(member, (part) => {
    const value = part.kind === 'parameter' && part.of === constructor.at ? given[part.index] : undefined
    return value?.kind === 'text' || value?.kind === 'import' ? { kind: 'elsewhere', file: module.file, value } : undefined
  })
}

function classAt({ summary }: Module, at: number): ClassFact | undefined {
  return summary.structure.classes.find((fact) => fact.at === at)
}

function ownMember({ members }: ClassFact, name: string): Value | undefined {
  return members !== undefined && Object.hasOwn(members, name) ? members[name] : undefined
}

/** The member that a value made in a class is assigned to: `this.router` in `getRouter() { return this.router }`. Each subclass has its own. */
export function assignedMember({ summary }: Module, used: Value): string | undefined {
  if (used.kind !== 'call' && used.kind !== 'new') return undefined
  for (const { members = {} } of summary.structure.classes)
    for (const [name, value] of Object.entries(members)) if (value.kind === used.kind && value.at === used.at) return name
  return undefined
}

/** The argument for a member that holds a parameter of its constructor: `super('/users')`, `new Users('/users')`, `new Users({ path: '/users' })`. */
function constructorArgument(fact: ClassFact, member: Value, given: readonly Value[]): Value | undefined {
  const constructor = ownMember(fact, 'constructor')
  if (member.kind !== 'parameter' || constructor?.kind !== 'function' || constructor.at !== member.of) return undefined
  const value = given[member.index]
  return value?.kind === 'text' || value?.kind === 'import' || value?.kind === 'object' ? value : undefined
}

/** The method that a member of an instance stands for; otherwise the value itself. */
export function methodOf(graph: Graph, { module, value }: Located): Located {
  const held = value.kind === 'member' ? memberValue(graph, follow(graph, { module, value: value.of }), value.name) : undefined
  return held?.value.kind === 'function' ? held : { module, value }
}

/** A class, by its offset. */
export interface LocatedClass {
  readonly module: Module
  readonly at: number
}

/** The class that a value is, or is an instance of. */
export function classOfInstance(graph: Graph, { module, value }: Located, steps = 0, deep = false): LocatedClass | undefined {
  if (value.kind === 'class') return { module, at: value.at }
  if (value.kind === 'this') return { module, at: value.of }
  // `container.resolve(OrdersController)`
  const method = value.kind === 'call' && value.of.kind === 'member' ? value.of : undefined
  const [asked] = value.kind === 'call' && method && containerMethods.has(method.name) ? value.arguments : []
  const named = asked && follow(graph, { module, value: asked }, steps + 1)
  if (named?.value.kind === 'class') return { module: named.module, at: named.value.at }
  // `makeOrdersController()`, which returns one
  const result = value.kind === 'call' ? resultOf(graph, { module, value }, steps) : undefined
  if (result?.value.kind === 'new') return classOfInstance(graph, result, steps + 1)
  // `Server.getInstance(options)`
  const itself = method?.name === 'getInstance' ? method.of : undefined
  const type = value.kind === 'new' ? value.of : value.kind === 'parameter' || value.kind === 'member' ? value.type : itself
  const made = type && follow(graph, { module, value: type }, steps + 1, deep)
  // `new SessionHandler(db)`, where a function assigns its methods
  return made?.value.kind === 'class' || (made?.value.kind === 'function' && value.kind === 'new') ? { module: made.module, at: made.value.at } : undefined
}

/** The value that a module exports under a name (ESM or CommonJS), with the module that defines it. */
function exportedValue(graph: Graph, target: Module, name: string, deep: boolean, steps = 0): Located | undefined {
  const origin = graph.originOf(target, name)
  const { structure } = origin.module.summary
  const exports = deep && isUnread(structure) ? origin.module.late.exports : structure.exports
  const whole = exportOf(exports, '*')
  if (origin.name === '*' && whole === undefined) return namespaceOf(graph, origin)
  const value = exportOf(exports, origin.name) ?? (origin.name === 'default' || whole === undefined ? whole : memberOf(whole, origin.name))
  const spread = value?.kind === 'member' && steps < maxBases ? spreadValue(graph, origin.module, whole, origin.name, steps) : undefined
  return spread ?? (value && { module: origin.module, value })
}

/** `module.exports = { ...require('./users'), ...require('./orders') }` */
function spreadValue(graph: Graph, module: Module, whole: Value | undefined, name: string, steps: number): Located | undefined {
  for (const [key, field] of whole?.kind === 'object' ? Object.entries(whole.fields) : []) {
    const target = key.startsWith(spreadMark) && field.kind === 'import' ? graph.linkOf(module, field.specifier)?.target : undefined
    const found = target && exportedValue(graph, target, name, true, steps + 1)
    if (found !== undefined && found.value.kind !== 'member') return found
  }
  return undefined
}

/** True if nothing is known of the file's structure: its tree was not built, or there is nothing to know. */
function isUnread({ exports, returns, classes }: StructureFacts): boolean {
  return Object.keys(exports).length === 0 && Object.keys(returns).length === 0 && classes.length === 0
}

function exportOf(exports: ExportedValues, name: string): Value | undefined {
  return Object.hasOwn(exports, name) ? exports[name] : undefined
}

/** The package and export that a value stands for, unless it is the project's own: `Router` of express for `express.Router`. */
export function externalOf(graph: Graph, located: Located, steps = 0): External | undefined {
  // Two files that define their exports by each other's lead in circles.
  if (steps > maxSteps) return undefined
  const { module, value } = follow(graph, located)
  if (value.kind === 'global') return { specifier: value.name, name: value.name }
  if (value.kind === 'import') return { specifier: withoutScheme(value.specifier), name: value.name }
  if (value.kind !== 'member') return undefined
  const base = externalOf(graph, { module, value: value.of }, steps + 1)
  return base && (base.name === 'default' || base.name === '*' || base.name === base.specifier) ? { specifier: base.specifier, name: value.name } : undefined
}

/** The same for a type: a class's base, a parameter's annotation. */
export function originOfType(graph: Graph, module: Module, type: Value | undefined): External | undefined {
  return type === undefined ? undefined : externalOf(graph, { module, value: type })
}
