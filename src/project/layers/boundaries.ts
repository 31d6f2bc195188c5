import { groupBy } from '../../core/group.ts'
import { memoize } from '../../core/memoize.ts'
import { contextFolders, publicFile, publicFolders, publishedEndings, sharedContexts } from '../../source/models/contexts.ts'
import { isContract } from './contracts.ts'
import type { Link, Module } from '../graph/graph.ts'
import { directoryOf, isWithin, nameOf, relativeTo, stemOf } from '../graph/paths.ts'
import type { Project } from '../project.ts'
import { endsInWord } from './roles.ts'
import { outsideRoles } from './layer-status.ts'

/** A separate part of the program: a bounded context, a feature, a library of a workspace. */
export interface Context {
  readonly name: string
  /** Absolute. */
  readonly directory: string
  readonly isBounded: boolean
}

/** An import that bypasses a context's public API. */
export interface BoundaryViolation {
  readonly link: Link
  readonly target: Module
  readonly from: Context | undefined
  readonly to: Context
  /** The module or package to import instead; undefined if the context has no public API. */
  readonly publicModule: string | undefined
  readonly kind: 'past the face' | 'into a context' | 'into a package'
}

/** The contexts of a project, computed once. */
export const boundariesOf: (project: Project) => Boundaries = memoize((project) => new Boundaries(project))

/** The contexts of a project, and their public APIs. */
class Boundaries {
  readonly #unit: Project
  readonly #contexts = new Map<Module, Context | undefined>()
  readonly #publicModules: ReadonlyMap<string, readonly Module[]>
  /** Directories of contexts with a domain of their own. */
  readonly #withDomain = new Set<string>()

  constructor(unit: Project) {
    this.#unit = unit
    const shaped = shapedContexts(unit)
    for (const module of unit.graph.modules.values()) this.#contexts.set(module, contextOf(unit, module) ?? shapedContextOf(unit, module, shaped))
    for (const [{ file }, context] of this.#contexts)
      if (context !== undefined && ownDomain.test(relativeTo(context.directory, file))) this.#withDomain.add(context.directory)
    const members = [...this.#contexts].flatMap(([module, context]) => (context === undefined ? [] : [{ module, context }]))
    this.#publicModules = new Map(
      [...groupBy(members, ({ context }) => context.directory)].map(([directory, all]) => [
        directory,
        all.flatMap(({ module }) => (publicFile.test(relativeTo(directory, module.file)) && exportsAny(module) ? [module] : [])),
      ]),
    )
    const known = members.filter(({ context }) => !context.isBounded && shaped.has(this.#unit.nameOf(context.directory)))
    const crossing = known.filter(({ module }) => this.violationsOf(module).some(({ kind }) => kind === 'into a context'))
    if (crossing.length > mostCrossing) for (const { module } of known) this.#contexts.set(module, undefined)
  }

  /** The imports of a module that reach into other contexts or packages. */
  violationsOf(module: Module): BoundaryViolation[] {
    const role = this.#unit.roles.get(module)?.role
    if (role !== undefined && outsideRoles.has(role)) return []
    return module.links.flatMap((link) => this.#violationOf(module, link) ?? [])
  }

  #violationOf(module: Module, link: Link): BoundaryViolation | undefined {
    const { target, record } = link
    if (target === undefined || target === module) return undefined
    const packages = this.#packageViolation(module, target, link)
    if (packages !== undefined) return packages
    const [from, to] = [this.#contexts.get(module), this.#contexts.get(target)]
    if (to === undefined || from?.directory === to.directory || sharedContexts.has(to.name.toLowerCase())) return undefined
    const faces = this.#publicModules.get(to.directory) ?? []
    if (faces.includes(target) || isPublic(to, target)) return undefined
    const [face] = faces
    if (face !== undefined) return { link, target, from, to, publicModule: this.#unit.nameOf(face.file), kind: 'past the face' }
    // Applications are outside all contexts, and use them.
    // What is shared may wire them, except in its domain: a kernel that knows a context is not shared.
    const isOwn = from !== undefined && (to.isBounded || this.#withDomain.has(to.directory)) && (!sharedContexts.has(from.name.toLowerCase()) || this.#unit.architecture.kindOf(module) === 'domain')
    return isOwn && !isPublished(target) && !record.typeOnly ? { link, target, from, to, publicModule: undefined, kind: 'into a context' } : undefined
  }

  /** `../../billing/src/invoice` in another package of the workspace. */
  #packageViolation(module: Module, target: Module, link: Link): BoundaryViolation | undefined {
    const [own, other] = [this.#unit.packageOf(module.file), this.#unit.packageOf(target.file)]
    const isApart = own !== other && !isWithin(own, other) && !isWithin(other, own)
    if (!isApart || !link.record.specifier.startsWith('.')) return undefined
    const name = this.#unit.packageNameOf(target) ?? relativeTo(this.#unit.root, other)
    const to = { name, directory: other, isBounded: false }
    return { link, target, from: this.#contexts.get(module), to, publicModule: this.#unit.packageNameOf(target), kind: 'into a package' }
  }
}

function exportsAny({ summary }: Module): boolean {
  return summary.exports.length > 0 || Object.keys(summary.structure.exports).length > 0
}

function contextOf(unit: Project, module: Module): Context | undefined {
  const parts = relativeTo(unit.root, module.file).split('/')
  // A context contains at least a file, so its folder is not among the last two segments.
  const at = parts.slice(0, -2).findIndex((part) => contextFolders.some(({ name }) => name === part.toLowerCase()))
  const folder = contextFolders.find(({ name }) => name === parts[at]?.toLowerCase())
  const name = parts[at + 1]
  if (at < 0 || folder === undefined || name === undefined) return undefined
  // Nx groups libraries in folders by scope: `libs/orders/data-access/src/index.ts`.
  const source = folder.name === 'libs' ? parts.indexOf('src', at) : -1
  const end = source > at + 1 ? source : at + 2
  return { name: parts.slice(at + 1, end).join('/'), directory: [unit.root, ...parts.slice(0, end)].join('/'), isBounded: folder.isBounded }
}

/** `domain/order.ts` and `core/domain/order.ts` in a context. */
const ownDomain = /^(?:core\/)?domain\//i

/** If more modules than this import across, the folders only look like contexts, and are features of one model. */
const mostCrossing = 3

/** Sibling directories that each have a domain and other layers: `src/orders/{domain,application}` and `src/billing/{domain,adapters}`. */
function shapedContexts(unit: Project): ReadonlySet<string> {
  const [inner, around] = [new Set<string>(), new Set<string>()]
  for (const { file } of unit.graph.modules.values()) {
    const path = directoryOf(relativeTo(unit.root, file))
    const found = contextShape.exec(path)
    if (found !== null) (found[2]?.toLowerCase() === 'domain' ? inner : around).add(found[1] ?? '')
  }
  const whole = [...inner].filter((directory) => around.has(directory))
  return new Set([...groupBy(whole, directoryOf).values()].flatMap((siblings) => (siblings.length > 1 ? siblings : [])))
}

const contextShape = /^(.+?)(?:\/core)?\/(domain|application|infrastructure|infra|adapters|presentation|use-?cases|data-?access|persistence|entry-?points)(?:\/|$)/i

function shapedContextOf(unit: Project, module: Module, directories: ReadonlySet<string>): Context | undefined {
  const [, directory = ''] = contextShape.exec(directoryOf(relativeTo(unit.root, module.file))) ?? []
  return directories.has(directory) ? { name: nameOf(directory), directory: `${unit.root}/${directory}`, isBounded: false } : undefined
}

function isPublic(context: Context, module: Module): boolean {
  const folders = relativeTo(context.directory, module.file).toLowerCase().split('/').slice(0, -1)
  return folders.some((folder) => publicFolders.has(folder))
}

/** True for events, ids and contracts, which are made to be passed between contexts. */
function isPublished(module: Module): boolean {
  const { exports, structure: { classes } } = module.summary
  // `COURSES` beside the interface that is injected by it.
  const isPort = exports.some(({ typeOnly }) => typeOnly) && exports.every(({ name, typeOnly }) => typeOnly || /^[A-Z\d_]+$/.test(name))
  const bases = classes.flatMap((one) => [one.extends, ...one.implements]).flatMap((base) => (base?.kind === 'import' ? [base.name] : []))
  const names = [stemOf(module.file), ...classes.map(({ name }) => name), ...bases]
  return isPort || isContract(module) || names.some((name) => publishedEndings.some((ending) => endsInWord(name, ending)))
}
