import { memoize } from '../../core/memoize.ts'
import type { SourceLocation } from '../../core/location.ts'
import { dataLibraries, dataPackages, decoratedHandles, generatedClient, heldClient, isDecoratedInstance } from '../../source/models/data-access.ts'
import type { DataLibrary } from '../../source/models/data-access.ts'
import { knownText, pathOf } from '../../source/values/value.ts'
import type { MemberFact } from '../../source/values/classes.ts'
import type { Value } from '../../source/values/value.ts'
import { appliedDecorators } from '../graph/decorators.ts'
import { externalOf, follow, originOfType } from '../graph/values.ts'
import type { Graph, Module } from '../graph/graph.ts'
import { stemOf } from '../graph/paths.ts'
import { providedAs } from './provided-values.ts'
import type { External, Located } from '../graph/values.ts'

/** A place where a module accesses a database directly. */
export interface DataAccess {
  /** `injected` into a class, or `called` through an import. */
  readonly kind: 'injected' | 'called'
  /** As written in messages: `Repository of typeorm`, `prisma.user.findMany()`. */
  readonly what: string
  readonly location: SourceLocation
  /** The number of accesses of this kind. */
  readonly times: number
}

/** Methods that send a query, of a client, a table's class or a document. */
const queryMethod =
  /^(?:\$?(?:query|execute|transaction|batch)|find|create|save|update|upsert|delete|destroy|remove|insert|count|aggregate|group|exist|bulk|increment|decrement|distinct|replace|raw|select|get(?:Repository|Collection|$)|scan$|collection|fork$|any|one|many|none|manyOrNone|oneOrNone|exec|all|run|prepare|where|from|send$|request$)/

/** Methods of a client that return a client, and not the result of a query. */
const clientMethod =
  /^(?:\$extends|extend|from|connect|getConnection|createQueryRunner|db|promise|withSchema|initialize|init|initSync|getRepository|getTreeRepository|collection|model|define)$/

/** The ways in which a module accesses a database directly, each once. */
export function dataAccesses(graph: Graph, module: Module): DataAccess[] {
  const { classes, tokens, uses } = module.summary.structure
  // `container.resolve(DataSource)` asks for what would otherwise be injected.
  const asked = tokens.flatMap(({ kind, token: type, range }) => (kind === 'take' ? [{ type, decorators: [], range }] : []))
  const members = [...classes.flatMap(({ parameters, fields }) => [...parameters, ...fields]), ...asked]
  const found = members.flatMap((member) => injected(graph, module, member) ?? [])
  for (const { type: token, range } of asked) {
    const name = knownText(token)
    const held = name === undefined ? undefined : providedAs(graph, name)
    if (held !== undefined && isHandle(graph, held, 0)) found.push({ kind: 'injected', what: `${name} of the container, a table or client of the database,`, location: { file: module.file, range }, times: 1 })
  }
  // `this.users.find()` uses the injected repository, and is not a second way.
  const seen = new Set(
    classes.flatMap(({ parameters }) =>
      parameters.map(({ type }) => `parameter ${originOfType(graph, module, type)?.name ?? ''}`),
    ),
  )
  const called = new Map<string, DataAccess>()
  for (const { callee, range, isTag, isPassedOn, times = 1 } of uses) {
    const source = isTag === true ? taggedSource(graph, module, callee) : calledSource(graph, module, callee)
    // `new LinkService(db(c.env.DB))` hands the client over.
    if (source === undefined || seen.has(source) || (isPassedOn === true && exposesHandle(callee, follow(graph, { module, value: callee })))) continue
    const first = called.get(source) ?? { kind: 'called', what: `${nameOf(ofWholeModule(graph, module, callee))}${isTag === true ? '``' : '()'}`, location: { file: module.file, range }, times: 0 }
    called.set(source, { ...first, times: first.times + times })
  }
  return [...found, ...called.values()]
}

/** True if a call accesses a database. */
export function queriesDatabase(graph: Graph, module: Module, callee: Value): boolean {
  return calledSource(graph, module, callee) !== undefined
}

function injected(graph: Graph, module: Module, member: MemberFact): DataAccess | undefined {
  const location = { file: module.file, range: member.range }
  for (const { external } of appliedDecorators(graph, module, member.decorators)) {
    if (columnOf(external, 'decorators') !== undefined)
      return { kind: 'injected', what: `@${external.name} of ${external.specifier}`, location, times: 1 }
  }
  const external = originOfType(graph, module, member.type)
  if (external !== undefined && isClientType(external))
    return { kind: 'injected', what: `${external.name} of ${external.specifier}`, location, times: 1 }
  // `class PrismaService extends PrismaClient`: the client by another name.
  const target = member.type && follow(graph, { module, value: member.type })
  // `type Database = typeof db`
  if (target !== undefined && target.value.kind !== 'class' && isHandle(graph, target, 0))
    return { kind: 'injected', what: `${nameOf(member.type ?? target.value)}, a database client,`, location, times: 1 }
  const base = target && baseOf(graph, target)
  return target?.value.kind === 'class' && base !== undefined && isClientType(base)
    ? { kind: 'injected', what: `${target.value.name}, which is the ${base.name} of ${base.specifier},`, location, times: 1 }
    : undefined
}

/** A key for what a call accesses the database through; undefined if it does not. */
function calledSource(graph: Graph, module: Module, written: Value): string | undefined {
  const callee = ofWholeModule(graph, module, written)
  const { root, names } = pathOf(callee)
  if (root.kind === 'this') return undefined
  if (root.kind === 'parameter') {
    const type = originOfType(graph, module, root.type)
    const [field = '', ...further] = names
    const isDecorated =
      decoratedHandles.some((one) => type?.specifier === one.package && type.name === one.type && one.fields.has(field)) ||
      (root.type === undefined && isDecoratedInstance(root.name, names))
    if (isDecorated && queryMethod.test(further.at(-1) ?? '')) return `parameter ${field}`
    const held = heldClient(root.name, names)
    if (held !== undefined && queryMethod.test(held.method) && (held.isGenerated !== true || hasGeneratedClient(graph))) return `parameter ${held.field}`
    if (!queryMethod.test(names.at(-1) ?? '')) return undefined
    const ofField = callee.kind === 'member' && callee.of.kind === 'member' ? originOfType(graph, module, callee.of.type) : undefined
    const client = [type, ofField].find((one) => one !== undefined && isClientType(one))
    return client && `parameter ${client.name}`
  }
  const direct = externalOf(graph, { module, value: callee })
  // `getRepository(User)` is an access by itself. `new Pool()` and `drizzle()` only connect, as composition roots do.
  if (direct !== undefined && isConnectionGetter(direct)) return `${direct.specifier} ${direct.name}`
  const last = names.at(-1)
  // `knex('users')`: calling a client with a table begins a query.
  const start = last === undefined ? follow(graph, { module, value: root }) : undefined
  if (start !== undefined && (isQueryBuilder(graph, start) || exposesHandle(root, start) || exposesTable(graph, start))) return JSON.stringify(root)
  if (root.kind === 'import' && forwardsQuery(graph, follow(graph, { module, value: callee }))) return JSON.stringify(root)
  if (last === undefined || !queryMethod.test(last)) return undefined
  if (root.kind === 'import' && exposesHandle(callee, follow(graph, { module, value: callee }))) return JSON.stringify(root)
  const handle = follow(graph, { module, value: callee.kind === 'member' ? callee.of : root })
  if (isHandle(graph, handle, 0)) return JSON.stringify(root)
  // `db.sequelize.query()`, `db.User.find()`. The first name may have been read as the import's own. Functions of the project, though,
  // contain their own query.
  if (follow(graph, { module, value: callee }).value.kind === 'function') return undefined
  const depth = names.length + (root.kind === 'import' && root.name !== '*' && root.name !== 'default' ? 1 : 0)
  if (depth > 1 && root.kind === 'import' && isDatabaseModule(graph, handle)) return `module ${handle.module.file}`
  return undefined
}

const hasGeneratedClient = memoize((graph: Graph): boolean =>
  [...graph.modules.values()].some(({ summary }) => summary.imports.some(({ names }) => names.some(({ imported }) => imported === generatedClient))),
)

/** A client that is itself the tag of a query, as in postgres.js; a method used as a tag is judged like a call. */
function taggedSource(graph: Graph, module: Module, tag: Value): string | undefined {
  if (tag.kind === 'member') return calledSource(graph, module, tag)
  const { module: home, value } = follow(graph, { module, value: tag })
  const maker = externalOf(graph, { module: home, value: value.kind === 'call' ? value.of : value })
  return maker !== undefined && isClientMaker(maker) ? JSON.stringify(tag) : undefined
}

/** `exports.query = (text, values) => pool.query(text, values)`: a client in all but name. */
function forwardsQuery(graph: Graph, { module, value }: Located, steps = 0): boolean {
  if (value.kind !== 'function' || steps > 2) return false
  return (module.summary.structure.returns[value.at] ?? []).some((returned) => {
    // `const { rows } = await pool.query(text, values)`: parts of the result count as the result.
    const one = pathOf(returned).root
    const [first] = one.kind === 'call' ? one.arguments : []
    if (one.kind !== 'call' || first?.kind !== 'parameter' || first.of !== value.at || first.index !== 0) return false
    const callee = ofWholeModule(graph, module, one.of)
    if (callee.kind !== 'member') return forwardsQuery(graph, follow(graph, { module, value: callee }), steps + 1)
    return /^(?:query|execute|raw|all|run|get)$/.test(callee.name) && isHandle(graph, follow(graph, { module, value: callee.of }), 0)
  })
}

/**
 * `Book.find` of `const Book = require('./book')`, which may have been read as the export `find` of the module: made a member of the module's
 * whole export.
 */
function ofWholeModule(graph: Graph, module: Module, callee: Value): Value {
  const target = callee.kind === 'import' && callee.name !== '*' ? graph.linkOf(module, callee.specifier)?.target : undefined
  if (callee.kind !== 'import' || target === undefined || target.summary.exports.some(({ name }) => name === callee.name)) return callee
  const { exports } = target.summary.structure
  if (Object.hasOwn(exports, callee.name) || !Object.hasOwn(exports, '*')) return callee
  return { kind: 'member', of: { kind: 'import', specifier: callee.specifier, name: '*' }, name: callee.name }
}

/** A client of Knex, which is called with a table name. */
function isQueryBuilder(graph: Graph, { module, value }: Located): boolean {
  const external = value.kind === 'call' ? externalOf(graph, { module, value: value.of }) : undefined
  return external?.specifier === 'knex' && isClientMaker(external)
}

/** True for a client, and for a class or model of a table that sends queries itself. */
function isHandle(graph: Graph, { module, value }: Located, steps: number): boolean {
  if (steps > 4) return false
  if (value.kind === 'call' || value.kind === 'new') {
    const external = externalOf(graph, { module, value: value.of })
    if (external !== undefined && (isClientMaker(external) || columnOf(external, 'models') !== undefined)) return true
    // `remember('prisma', () => new PrismaClient())`, `client.$extends(...)`
    if (value.of.kind === 'member' && clientMethod.test(value.of.name)) {
      const on = follow(graph, { module, value: value.of.of })
      // `MongoClient.connect(url)`, `MikroORM.init(options)`
      const maker = externalOf(graph, on)
      if ((maker !== undefined && isClientMaker(maker)) || isHandle(graph, on, steps + 1)) return true
    }
    if (describesTable(value)) return true
    // `require('./book')(sequelize, DataTypes)`: a factory in another module.
    const callee = follow(graph, { module, value: value.of })
    if (value.kind === 'call' && (returnsHandle(graph, callee, steps) || exposesHandle(value.of, callee))) return true
    return value.arguments.some((argument) => returnsHandle(graph, { module, value: argument }, steps))
  }
  if (value.kind === 'member') {
    const external = externalOf(graph, { module, value })
    if (external?.name === 'connection' && columnOf(external, 'handles') !== undefined) return true
    return isHandle(graph, follow(graph, { module, value: value.of }), steps + 1)
  }
  if (value.kind === 'import') {
    const external = externalOf(graph, { module, value })
    return external?.name === 'connection' && columnOf(external, 'handles') !== undefined
  }
  const base = value.kind === 'class' ? baseOf(graph, { module, value }) : undefined
  return base !== undefined && (columnOf(base, 'records') !== undefined || isClientType(base))
}

/** True for a function that returns a client or a table's class. */
function returnsHandle(graph: Graph, { module, value }: Located, steps: number): boolean {
  if (value.kind !== 'function') return false
  const returned = module.summary.structure.returns[value.at] ?? []
  return returned.some((one) => isHandle(graph, follow(graph, { module, value: one }), steps + 1))
}

/** `collection('users')`, `getDb()`: a function of a connecting module that returns a client from a variable assigned later. */
function exposesHandle(called: Value, { module, value }: Located): boolean {
  const name = called.kind === 'import' || called.kind === 'member' ? called.name : ''
  return value.kind === 'function' && (exposingName.test(name) || exposingName.test(value.name ?? '')) && module.summary.imports.some(({ specifier, typeOnly }) => !typeOnly && dataPackages.has(specifier))
}

/** `users = () => client.db('shop').collection('users')`: callers are about to query. */
function exposesTable(graph: Graph, { module, value }: Located): boolean {
  if (value.kind !== 'function') return false
  return (module.summary.structure.returns[value.at] ?? []).some(
    (one) => one.kind === 'call' && one.of.kind === 'member' && /^(?:collection|getRepository)$/.test(one.of.name) && isHandle(graph, { module, value: one }, 1),
  )
}

const exposingName = /^(?:get|use)?_?(?:db|database|mongo|client|connection|conn|pool|collection)$|Collection$/i

/**
 * `sequelize.define('User', { ... })`, whatever the connection is called. If the connection is `require`d, `define` may have been read as an
 * export of its module.
 */
export function describesTable(value: Value): boolean {
  if (value.kind !== 'call' || (value.of.kind !== 'member' && value.of.kind !== 'import') || value.of.name !== 'define') return false
  const [name, columns] = value.arguments
  return name?.kind === 'text' && (value.of.kind === 'member' || columns?.kind === 'object')
}

/** `module.exports = db`, an object to which models are added at run time: recognized by the client made in the module. */
function isDatabaseModule(graph: Graph, handle: Located): boolean {
  const { module, value } = handle
  if (pathOf(value).root.kind !== 'object') return false
  return module.summary.structure.constructions.some(({ callee }) => {
    const external = externalOf(graph, { module, value: callee })
    return external !== undefined && isClientMaker(external)
  })
}

function baseOf(graph: Graph, { module, value }: Located, steps = 0): External | undefined {
  if (value.kind !== 'class' || steps > maxBases) return undefined
  const base = module.summary.structure.classes.find(({ at }) => at === value.at)?.extends
  // Files of models are given the class, also as a part of the connection: `(sequelize) => class extends sequelize.Sequelize.Model {}`.
  if (base === undefined) return undefined
  if (/\bsequelize\.Model$/i.test(nameOf(base))) return originOfType(graph, module, base) ?? { specifier: 'sequelize', name: 'Model' }
  return originOfType(graph, module, base) ?? baseOf(graph, follow(graph, { module, value: base }), steps + 1)
}

/** `Loan extends BaseModel`, `BaseModel extends Model` */
const maxBases = 2

type Column = 'handles' | 'types' | 'decorators' | 'records' | 'models'

function columnOf({ specifier, name }: External, column: Column): DataLibrary | undefined {
  const exported = name === '*' ? 'default' : name
  return dataLibraries.find((library) => library.packages.includes(specifier) && library[column]?.includes(exported) === true)
}

/** True for types of database clients. */
export function isClientType(external: External): boolean {
  return external.name === generatedClient || columnOf(external, 'types') !== undefined
}

/** True for functions and classes that connect to a database. */
export function isClientMaker(external: External): boolean {
  return external.name === generatedClient || columnOf(external, 'handles') !== undefined
}

/** Functions that return access to an existing connection, as opposed to those that connect. */
function isConnectionGetter(external: External): boolean {
  return (
    columnOf(external, 'handles') !== undefined &&
    /^get(?:Repository|TreeRepository|MongoRepository|Manager|MongoManager|Connection)$|^createQueryBuilder$/.test(external.name)
  )
}

/** A callee in messages: `prisma.user.findMany`. */
function nameOf(callee: Value): string {
  const { root, names } = pathOf(callee)
  const first =
    root.kind === 'import'
      ? root.name === 'default' || root.name === '*'
        ? stemOf(root.specifier)
        : root.name
      : root.kind === 'parameter'
        ? root.name
        : root.kind === 'call' || root.kind === 'new'
          ? nameOf(pathOf(root.of).root)
          : ''
  return [first, ...names].filter((name) => name !== '').join('.')
}
