import type { LayerPreset } from '../../core/settings.ts'
import { takesDataAccess } from '../../source/models/data-access.ts'
import { kindFolders } from '../../source/models/roles.ts'
import type { Role } from '../../source/models/roles.ts'
import { isContract } from './contracts.ts'
import { foldersOf, innermostFolder, plainFolder } from './folders.ts'
import type { Graph, Module, Origin } from '../graph/graph.ts'
import { presets } from './presets.ts'
import { isNamedStore, queryEvidence } from './query-modules.ts'
import { createEvidence, startEvidence } from './roles.ts'
import type { RoleEvidence } from './roles.ts'
import { outsideRoles } from './layer-status.ts'

/** The preset that fits the code of a package, with the evidence; or why none does. */
export interface Inference {
  readonly preset: LayerPreset | undefined
  readonly because: string
  /** It serves requests or stores data, so that it should have layers. */
  readonly isBackend: boolean
  /** Domain and infrastructure have folders of their own. */
  readonly keepsDomain: boolean
}

type Roles = ReadonlyMap<Module, RoleEvidence>

/** The fewest files in a domain folder that count as an architecture, unless there are application and infrastructure folders too. */
const enough = 2

/** Infers the architecture of a package from its folders, or from the roles of its modules. */
export function inferPreset(graph: Graph, directory: string, modules: readonly Module[], roles: Roles): Inference {
  const code = modules.filter((module) => roles.get(module)?.role !== 'test')
  return byFolders(graph, directory, code, roles) ?? besideApplication(directory, code, roles) ?? byRoles(directory, code, roles)
}

/** Controllers next to an `application` folder, with the domain in another package, say. An `application` folder that contains everything does not count. */
function besideApplication(directory: string, code: readonly Module[], roles: Roles): Inference | undefined {
  const within = code.filter((module) => folderNames(directory, module).includes('application'))
  const isAll = within.some((module) => outside.has(roles.get(module)?.role) || folderNames(directory, module).some((name) => kindFolders.has(name)))
  const controllers = code.filter((module) => roles.get(module)?.role === 'controller' && roles.get(module)?.isStrong === true).length
  if (within.length < enough || isAll || controllers === 0 || countNestModules(code, roles) > 0) return undefined
  const because = `there are controllers (${controllers}) next to a folder for application (${within.length} files)`
  return keeping('clean', because)
}

/** An architecture that keeps its domain apart. */
function keeping(preset: LayerPreset, because: string): Inference {
  return { preset, because, isBackend: true, keepsDomain: true }
}
const outside: ReadonlySet<Role | undefined> = new Set<Role>(['controller', 'composition', 'entity', 'repository'])

/** Recognizes architectures whose layers are folders. */
function byFolders(graph: Graph, directory: string, code: readonly Module[], roles: Roles): Inference | undefined {
  const folders = code.map((module) => folderNames(directory, module))
  const inFolders = (...names: readonly string[]): number => folders.filter((path) => path.some((name) => names.includes(name))).length
  const inCore = (...names: readonly string[]): number => folders.filter((path) => path.some((name, at) => names.includes(name) && path[at - 1] === 'core')).length
  // The layers of the original Clean Architecture: entities, use cases, interface adapters, frameworks.
  const isByTheBook = inFolders('usecases') > 0 && inFolders('entities') > 0 && inFolders('frameworks', 'interfaceadapters', 'external') > 0
  const isOnion = inCore('model', 'models', 'entities') > 0 && isImplementedOutside(graph, directory, code, 'core')
  const domain = isByTheBook ? inFolders('domain', 'entities') : isOnion ? inCore('domain', 'model', 'models', 'entities') : inFolders('domain')
  const application = inFolders('application', 'usecases', 'interactors') + (isOnion ? inCore('services') : 0)
  const infrastructure = inFolders('infrastructure', 'infra', 'frameworks', 'external')
  // If inner folders declare what a database folder implements, it is an outer layer; otherwise it is the layer below.
  const isInverted = isOnion || (domain > 0 && isImplementedOutside(graph, directory, code, 'domain'))
  const stores = isInverted ? inFolders('dataaccess', 'persistence', 'database', 'gateways') : 0
  const ports = inFolders('ports', 'port')
  // `driving` and `driven` are adapters by another name.
  const isDriven = domain + ports > 0 && inFolders('driving') > 0
  const adapters = inFolders('adapters', 'adapter', ...(isDriven ? ['driving', 'driven'] : []))
  if ((ports > 0 && adapters > 0) || (isDriven && inFolders('driven') > 0)) {
    const because = `there are folders for ports (${ports} files) and adapters (${adapters})`
    return keeping('hexagonal', because)
  }
  const outer = infrastructure + stores + (application > 0 ? inFolders('dataaccess') : 0)
  const isComplete = domain > 0 && application > 0 && outer > 0
  if (!isComplete && (domain < enough || application + outer === 0)) return undefined
  const counted = [
    `${isByTheBook ? 'entities' : isOnion ? 'the model of a core' : 'domain'} (${domain} files)`,
    application > 0 ? `application (${application})` : '',
    infrastructure > 0 ? `infrastructure (${infrastructure})` : outer > 0 ? `the database (${outer})` : '',
  ]
  const because = `there are folders for ${counted.filter((part) => part !== '').join(', ')}`
  const isNest = application === 0 && countNestModules(code, roles) > 0
  return isNest ? keeping('nest', `features are Nest modules, in which ${because}`) : keeping('clean', because)
}

/** True if classes outside folders of that name implement interfaces or abstract classes inside them (dependency inversion). */
function isImplementedOutside(graph: Graph, directory: string, code: readonly Module[], folder: string): boolean {
  const isAbstract = ({ module, name }: Origin): boolean => module.summary.abstractClasses.includes(name)
  const isWithin = (module: Module): boolean => folderNames(directory, module).includes(folder)
  return code.some((module) => {
    const { classes } = module.summary.structure
    const promised = classes.flatMap((fact) => fact.implements).flatMap((value) => (value.kind === 'import' ? [value.specifier] : []))
    const bases = classes.flatMap(({ extends: base }) => (base?.kind === 'import' ? [base] : []))
    if (promised.length + bases.length === 0 || isWithin(module)) return false
    return module.links.some(({ record, target }) => {
      if (target === undefined || !isWithin(target)) return false
      const { specifier } = record
      return promised.includes(specifier) || bases.some((base) => base.specifier === specifier && isAbstract(graph.originOf(target, base.name)))
    })
  })
}

/** Recognizes architectures by the roles of modules. */
function byRoles(directory: string, code: readonly Module[], roles: Roles): Inference {
  const isStrongly = (role: Role): boolean =>
    code.some((module) => roles.get(module)?.role === role && roles.get(module)?.isStrong === true)
  const starts: readonly unknown[] = [startEvidence, createEvidence]
  const isBackend = isStrongly('controller') || code.some((module) => starts.includes(roles.get(module)?.because))
  const mixed = (because: string, preset?: LayerPreset): Inference => ({ preset, because, isBackend, keepsDomain: false })
  if (!isBackend && !isStrongly('repository') && !storesByName(code, roles)) return mixed('it is not a back end: nothing in it handles requests, and nothing stores data with a known library')
  const { counts, inFolders, only } = countLayers(directory, code, roles)
  const models = counts.get('model') ?? 0
  counts.delete('model')
  const found = [...counts].map(([name, count]) => `${name} (${count})`).join(', ')
  const total = [...counts.values()].reduce((sum, count) => sum + count, 0)
  if (counts.size === 0) return mixed('no layers could be distinguished')
  const nestModules = countNestModules(code, roles)
  if (counts.size === 1) {
    if (!counts.has('controller') || models === 0) return mixed(`the only layer found is ${found}${only > 0 ? `, next to functions that only query (${only})` : ''}`)
    return mixed(`there are controllers (${total}) over models (${models}), as in MVC`, nestModules > 0 ? 'nest' : 'layered')
  }
  if (nestModules > 0) return mixed(`Nest modules (${nestModules}) contain the roles ${found}`, 'nest')
  const share = `${inFolders} of ${total} are in folders named after their layer`
  const isLayered = inFolders * 2 >= total
  return mixed(`the roles ${found} were found, and ${isLayered ? '' : 'only '}${share}`, isLayered ? 'layered' : 'feature-first')
}

/** True for a module that is named a repository and uses a database, as in a worker. */
function storesByName(code: readonly Module[], roles: Roles): boolean {
  return code.some((module) => roles.get(module)?.role === 'repository' && module.summary.imports.some(takesDataAccess))
}

/** How many modules each layer has. */
interface LayerCounts {
  /** The number of modules by layer. */
  readonly counts: Map<string, number>
  /** How many of them (models excluded) are in a folder for the layer. */
  readonly inFolders: number
  /** How many modules have a few query functions, too few for a layer. */
  readonly only: number
}

function countLayers(directory: string, code: readonly Module[], roles: Roles): LayerCounts {
  const counts = new Map<string, number>()
  let [inFolders, only] = [0, 0]
  const hasServices = code.some((module) => (roles.get(module)?.role ?? innermostFolder(directory, module, presets.layered)?.layer.roles[0]) === 'service')
  for (const module of code) {
    const evidence = roles.get(module)
    if (evidence !== undefined && outsideRoles.has(evidence.role)) continue
    const isMeant = evidence !== undefined && (evidence.isStrong || !isContract(module))
    const byRole = isMeant ? presets.layered.layers.find((layer) => layer.roles.includes(evidence.role)) : undefined
    const byFolder = innermostFolder(directory, module, presets.layered)
    const layer = byRole ?? byFolder?.layer
    // A few query functions make no layer, unless a folder or a service shows that they are meant as one.
    const isFew = evidence === queryEvidence && !isNamedStore(module) && !hasServices
    if (isFew) only++
    if (layer === undefined || isFew) continue
    const isSorted = byFolder?.layer === layer || folderNames(directory, module).some((name) => kindFolders.has(name))
    if (isSorted && layer.name !== 'model') inFolders++
    counts.set(layer.name, (counts.get(layer.name) ?? 0) + 1)
  }
  return { counts, inFolders, only }
}

function countNestModules(code: readonly Module[], roles: Roles): number {
  return code.filter((module) => /^@(?:Module|Global) of @nestjs\/common$/.test(roles.get(module)?.because ?? '')).length
}

/** The folders of a module within its package, normalized as by `plainFolder`. */
function folderNames(directory: string, module: Module): string[] {
  return plainFolder(foldersOf(directory, module)).split('/')
}
