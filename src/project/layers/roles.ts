import { entityDecorators, isRecordBase, tableCalls, takesDataAccess } from '../../source/models/data-access.ts'
import { lists } from '../../source/models/lookup.ts'
import {
  compositionFiles,
  compositionFolders,
  containerMethods,
  containerPackages,
  dataFolders,
  kindFolders,
  migrationFolders,
  pageFiles,
  queryFolders,
  roleBases,
  roleDecorators,
  roleEndings,
  technicalWords,
} from '../../source/models/roles.ts'
import type { Role } from '../../source/models/roles.ts'
import { controllerLibraries } from '../../source/models/controllers.ts'
import { gatewayAliases } from '../../source/models/described-routes.ts'
import { pluginWrappers } from '../../source/models/routers.ts'
import type { ClassFact } from '../../source/values/classes.ts'
import { pathOf } from '../../source/values/value.ts'
import type { Value } from '../../source/values/value.ts'
import { controllerDecorators } from '../routing/controllers.ts'
import { describesTable, isClientType } from '../data/data-access.ts'
import { entryOf } from './entries.ts'
import { appliedDecorators } from '../graph/decorators.ts'
import { externalOf, follow, originOfType } from '../graph/values.ts'
import type { Located } from '../graph/values.ts'
import type { Graph, Module } from '../graph/graph.ts'
import { directoryOf, stemOf } from '../graph/paths.ts'
import { libraryOf } from '../routing/router-libraries.ts'

/** The role of a module, with the evidence. */
export interface RoleEvidence {
  readonly role: Role
  /** As written in messages: "@Controller of @nestjs/common". */
  readonly because: string
  /** From what the module does, and not only from its name. */
  readonly isStrong: boolean
}

/** The evidence of modules that start a server. */
export const startEvidence = 'an application starts listening here'
/** The evidence for such a module without a start, as in functions of a platform. */
export const createEvidence = 'it creates the application and combines routers'

/** The evidence of modules that combine routers but start nothing. */
export const mountEvidence = 'it combines routers'

/** The evidence of modules whose functions are registered as handlers. */
export const handlerEvidence = 'its functions are registered as route handlers'

/** The evidence of modules that handle jobs and messages, and no requests. */
export const jobEvidence = /\b(?:Worker|[cC]onsumer(?:\.create)?|Processor) of /

/** What roles are derived from, besides a module's own facts. */
export interface RoleSources {
  readonly graph: Graph
  /** Modules that register routes, and modules that describe them. */
  readonly registrars: ReadonlySet<Module>
  /** Those that contain a handler. */
  readonly answering: ReadonlySet<Module>
  /** Modules that mount routers and middleware. */
  readonly mounters: ReadonlySet<Module>
  /** Modules whose functions are registered as handlers. */
  readonly handlers: ReadonlySet<Module>
  /** Modules whose routes are file-based, or described in configuration or an object. */
  readonly filed: ReadonlySet<Module>
  /** Modules in which an application starts to listen. */
  readonly roots: ReadonlySet<Module>
}

/** The role of a module: by what it does or, failing that, by its name. Undefined if neither shows one. */
export function roleOf(module: Module, sources: RoleSources): RoleEvidence | undefined {
  const { purpose } = module.summary
  if (purpose === 'test') return weak('test', 'its path says so')
  if (purpose === 'migration' || purpose === 'seed') return weak('migration', 'its path says so')
  const byName = namedRole(module)
  const named = byName?.role === 'service' && isClient(sources.graph, module) ? undefined : byName
  return strongRole(module, named, sources) ?? named
}

/** `class PrismaService extends PrismaClient`: a database client in spite of its name. */
function isClient(graph: Graph, module: Module): boolean {
  return module.summary.structure.classes.some(({ extends: base }) => {
    const origin = originOfBase(graph, module, base)
    return origin !== undefined && isClientType(origin)
  })
}

function strongRole(
  module: Module,
  named: RoleEvidence | undefined,
  { graph, registrars, answering, mounters, handlers, filed, roots }: RoleSources,
): RoleEvidence | undefined {
  if (roots.has(module)) return strong('composition', startEvidence)
  const { classes, calls } = module.summary.structure
  if (classes.length === 0 && calls.some(({ callee }) => callee.kind === 'member' && setUps.has(callee.name))) return strong('composition', 'it sets the application up')
  const isPlugin = module.summary.imports.some(({ specifier, typeOnly }) => !typeOnly && Object.hasOwn(pluginWrappers, specifier))
  if (isPlugin && !registrars.has(module)) return strong('composition', 'it is a plugin that the whole application sees')
  const found = classes.flatMap((fact) => roleOfClass(graph, module, fact) ?? [])
  // A module class beside a controller wires both; an entity beside its repository is part of it.
  for (const role of ['composition', 'migration', 'controller', 'repository', 'service'] as const) {
    const evidence = found.find((candidate) => candidate.role === role)
    if (evidence !== undefined) return evidence
  }
  // A module that instantiates use cases in its handlers does more than wire.
  const isWiring = registersObjects(graph, module) || (!answering.has(module) && named?.role !== 'controller' && isWiringModule(graph, module))
  if (isWiring) return strong('composition', 'it only wires others together')
  // `app.ts` mounts routers and may handle a path or two itself, but still is the composition root.
  if (named?.role === 'composition' && (mounters.has(module) || !registrars.has(module))) return named
  // A service that mounts its own documentation, say, is still a service.
  const isOther = named?.role === 'service' || named?.role === 'repository'
  // `api.service.js` with the mixin of Moleculer's gateway: every file of Moleculer is named a service.
  if (module.summary.imports.some(({ specifier }) => specifier === gatewayAliases.package)) return strong('controller', 'it registers routes')
  if (mounters.has(module) && registrars.has(module) && (makesServer(graph, module) || callsFactories(module))) return strong('composition', createEvidence)
  if (registrars.has(module) && !isOther) return strong('controller', 'it registers routes')
  // A module named a service stays one even if its functions are handlers: handling requests is then what is wrong with it.
  if (handlers.has(module) && !isOther) return strong('controller', handlerEvidence)
  if (filed.has(module)) return strong('controller', 'its place makes it a route, or it is named as one')
  const entry = isOther ? undefined : entryOf(graph, module)
  if (entry !== undefined) return strong(entry.role, entry.because)
  if (mounters.has(module)) return strong('composition', mountEvidence)
  return found[0] ?? (describesTables(graph, module) ? strong('entity', 'it describes tables') : undefined)
}

function roleOfClass(graph: Graph, module: Module, fact: ClassFact): RoleEvidence | undefined {
  const applied = appliedDecorators(graph, module, fact.decorators)
  const [controller] = controllerDecorators(applied)
  if (controller !== undefined)
    return strong('controller', `@${controller.decorator.external.name} of ${controller.decorator.external.specifier}`)
  for (const { role, packages, names } of roleDecorators) {
    const known = applied.find(({ external }) => packages.includes(external.specifier) && names.includes(external.name))
    if (known !== undefined) return strong(role, `@${known.external.name} of ${known.external.specifier}`)
  }
  for (const base of [fact.extends, ...fact.implements]) {
    const origin = originOfBase(graph, module, base)
    const known =
      origin && roleBases.find(({ packages, names }) => packages.includes(origin.specifier) && names.includes(origin.name))
    if (origin !== undefined && known !== undefined) return strong(known.role, `it extends ${origin.name} of ${origin.specifier}`)
  }
  const isEntity = applied.some(({ external }) => lists(entityDecorators, external.specifier, external.name))
  if (isEntity) return strong('entity', 'its class is mapped to a table')
  if (answersRequests(graph, module, fact)) return strong('controller', 'it provides methods that handle requests')
  const base = originOfBase(graph, module, fact.extends)
  return base !== undefined && isRecordBase(base) ? strong('entity', `it extends ${base.name} of ${base.specifier}`) : undefined
}

/** True for a base class of controllers: methods with `@Get()`, but no path of its own. */
function answersRequests(graph: Graph, module: Module, { methods }: ClassFact): boolean {
  return methods.some(({ decorators }) =>
    appliedDecorators(graph, module, decorators).some(({ external: { specifier, name } }) =>
      controllerLibraries.some((library) => library.packages.includes(specifier) && Object.hasOwn(library.methods, name)),
    ),
  )
}

/** The origin of a base class, also of one made by a call: `PassportStrategy(Strategy)`. */
function originOfBase(graph: Graph, module: Module, base: Value | undefined): ReturnType<typeof originOfType> {
  return originOfType(graph, module, base?.kind === 'call' ? base.of : base)
}

/** True if a module registers objects in a container. */
function registersObjects(graph: Graph, module: Module): boolean {
  return module.summary.structure.uses.some(({ callee }) => {
    const name = callee.kind === 'member' || callee.kind === 'import' ? callee.name : ''
    if (!containerMethods.has(name)) return false
    const root =
      callee.kind === 'member' ? externalOf(graph, { module, value: callee.of }) : externalOf(graph, { module, value: callee })
    return root !== undefined && containerPackages.includes(root.specifier)
  })
}

/** From this many classes of other modules on, of which it makes objects, a module seems to put the application together. */
const assembled = 3

/** True if a module exports only objects that it makes from other modules' classes. */
function isWiringModule(graph: Graph, module: Module): boolean {
  const { structure } = module.summary
  if (structure.classes.length > 0) return false
  const isOwn = (value: Value): boolean => value.kind === 'import' && graph.linkOf(module, value.specifier)?.target !== undefined
  const made = structure.constructions.filter(({ callee }) => isOwn(callee) && !isError(graph, { module, value: callee }))
  const exported = Object.values(structure.exports)
  // One that makes many also returns what it was given and what closes them, `{ app, config, close: () => pool.end() }`, and passes functions on.
  const isAssembly = made.length >= assembled
  const returned = isAssembly ? exported.map((value) => (value.kind === 'function' ? (structure.returns[value.at] ?? []) : [])) : Object.values(structure.returns)
  const given = [...exported, ...returned.flat()].filter(({ kind }) => kind !== 'function')
  // `Router()`, and `Router().get('/', controller.list)`.
  const isMade = (value: Value): boolean => {
    if (value.kind === 'object') {
      const fields = Object.values(value.fields)
      return fields.length > 1 && (isAssembly ? fields.some(isMade) : fields.every(isMade))
    }
    return (value.kind === 'new' || value.kind === 'call') && (value.of.kind === 'import' || (value.of.kind === 'member' && isMade(value.of.of)))
  }
  // Making a single object may be the purpose of a use case or the domain: `placeOrder = () => new Order()`, `createTeam(teams, name)`.
  const asks = structure.uses.some(({ callee }) => pathOf(callee).root.kind === 'parameter')
  const isEnough = made.length > 1 || (made.length === 1 && !asks && factoryName.test(stemOf(module.file)))
  return given.length > 0 && given.every(isMade) && isEnough
}

/** True for a class that extends one of errors: making one wires nothing. */
function isError(graph: Graph, located: Located): boolean {
  const { module, value } = follow(graph, located, 0, true)
  return value.kind === 'class' && module.late.heirs.some(({ at, extends: base }) => at === value.at && 'name' in base && /(?:Error|Exception|Boom)$/.test(base.name ?? ''))
}

/** Names of factories: `make-user`, `userFactory`, `orders.provider`, and the barrel beside what is made. */
const factoryName = /^(?:make|create|build|provide|index$)|(?:factory|provider|instance|singleton|composer)$/i

/** `const users = usersServiceFactory({ usersDal: usersDalFactory(db) })` */
function callsFactories({ summary }: Module): boolean {
  return summary.structure.uses.filter(({ callee }) => callee.kind === 'import' && callee.name.endsWith('Factory')).length > 1
}

/** Libraries whose applications are not just routers: making one and mounting routers on it is the work of a composition root. */
const serverLibraries: ReadonlySet<string> = new Set(['express', 'fastify', 'hapi', 'restify', 'koa'])

function makesServer(graph: Graph, module: Module): boolean {
  return [...module.summary.structure.uses, ...module.summary.structure.constructions].some(({ callee }) => {
    const made = libraryOf(originOfType(graph, module, callee), ['applications'])
    return made !== undefined && serverLibraries.has(made.library.name)
  })
}

/** Methods that configure a Nest application. */
const setUps: ReadonlySet<string> = new Set(['setGlobalPrefix', 'enableVersioning', 'enableShutdownHooks'])

function describesTables(graph: Graph, module: Module): boolean {
  const { exports, returns } = module.summary.structure
  return Object.values(exports).some((value) => {
    if (describesTable(value)) return true
    // `module.exports = (sequelize, DataTypes) => sequelize.define('User', ...)`
    if (value.kind === 'function') return (returns[value.at] ?? []).some(describesTable)
    const external = value.kind === 'call' || value.kind === 'new' ? externalOf(graph, { module, value: value.of }) : undefined
    return (
      external !== undefined &&
      (lists(tableCalls, external.specifier, external.name) || (external.specifier === 'mongoose' && external.name === 'model'))
    )
  })
}

function namedRole(module: Module): RoleEvidence | undefined {
  const stem = stemOf(module.file)
  if (pageFiles.has(stem)) return weak('controller', `${stem} handles requests for a page`)
  const folders = directoryOf('/' + module.summary.path)
    .toLowerCase()
    .split('/')
  if (folders.some((folder) => migrationFolders.has(folder))) return weak('migration', 'its folder')
  if (compositionFiles.has(stem.toLowerCase()) && !kindFolders.has(folders.at(-1) ?? '')) return weak('composition', `it is named ${stem}`)
  // `loaders` start an application, unless they are GraphQL data loaders.
  const isLoader = module.summary.imports.some(({ specifier }) => specifier === 'dataloader')
  if (!isLoader && folders.some((folder) => compositionFolders.has(folder))) return weak('composition', 'its folder')
  const names = [stem, ...module.summary.structure.classes.map(({ name }) => name)]
  const isQuery = folders.some((folder) => queryFolders.has(folder)) && !names.some((name) => /handler$/i.test(name))
  if (isQuery && module.summary.imports.some(takesDataAccess)) return weak('repository', 'it is in a folder of queries and uses the database')
  // A quick test, because most names have none of the endings.
  const ends = names.join('\n').toLowerCase() + '\n'
  const isData = folders.some((folder) => dataFolders.has(folder))
  for (const { role, endings } of roleEndings) {
    // Entities are not repositories, and a React container is a component.
    if ((isData && role === 'repository') || (role === 'composition' && /\.[jt]sx$/.test(module.file))) continue
    const ending = endings.find(
      (one) => ends.includes(nounFirst.test(one) ? one : `${one}\n`) && names.some((candidate) => endsInWord(candidate, one) && !(role === 'service' && isTechnical(candidate))),
    )
    if (ending !== undefined) return weak(role, `its name ${nounFirst.test(ending) ? 'contains' : 'ends in'} ${ending}`)
  }
  return undefined
}

/** True for names of technical modules that every layer may use: a database client, configuration, a logger. */
export function isTechnical(name: string): boolean {
  const parts = name.replace(/([a-z0-9])([A-Z])/g, '$1-$2').toLowerCase().split(/[.\-_]/)
  return technicalWords.has(parts.findLast((part) => part !== 'service' && part !== 'services') ?? '')
}

/** Words of Spanish and Portuguese, in which the noun may come first: `ServicioDeCorreo`, `RepositorioPedidos`. */
const nounFirst = /(?:dor|io|ico)$/

/** True if a name ends in a whole word: `UserService`, `user.service` and `user-service` end in "service"; `microservice` does not. */
export function endsInWord(name: string, word: string): boolean {
  if (nounFirst.test(word) && name.toLowerCase().startsWith(word) && /[A-Z.\-_]/.test(name.charAt(word.length))) return true
  if (word.startsWith('.')) return name.toLowerCase().endsWith(word)
  if (name.length <= word.length) return name.toLowerCase() === word
  if (!name.toLowerCase().endsWith(word)) return false
  const start = name.length - word.length
  const isCapital = /[A-Z]/.test(name.charAt(start)) && /[a-z0-9]/.test(name.charAt(start - 1))
  return isCapital || /[.\-_]/.test(name.charAt(start - 1))
}

function strong(role: Role, because: string): RoleEvidence {
  return { role, because, isStrong: true }
}

function weak(role: Role, because: string): RoleEvidence {
  return { role, because, isStrong: false }
}
