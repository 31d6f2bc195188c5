import { wordsOf } from '../../core/name-words.ts'
import { configurationNames, neutralNames, sharedNames } from '../../source/models/roles.ts'
import type { Role } from '../../source/models/roles.ts'
import { contractPackages } from '../../source/models/typed-apis.ts'
import { isContract } from './contracts.ts'
import type { Module } from '../graph/graph.ts'
import { directoryOf, nameOf, relativeTo, stemOf } from '../graph/paths.ts'
import { isTechnical } from './roles.ts'
import type { RoleEvidence } from './roles.ts'

/** Roles that take no part in layers: their modules know all of them, or none. */
export const outsideRoles: ReadonlySet<Role> = new Set(['composition', 'migration', 'test'])

/**
 * Where a module stands: in a layer; outside of all (composition roots, migrations, tests); among what all layers share (types, helpers,
 * configuration, middleware); or nowhere.
 */
export type LayerStatus = 'layer' | 'outside' | 'shared' | 'unplaced'

/**
 * Judges a module of a package with a known architecture.
 * @param area the directory of the package
 * @param isInLayer whether the architecture assigns a module to one of its layers
 */
export function layerStatusOf(
  module: Module,
  area: string,
  isInLayer: (module: Module) => boolean,
  roles: ReadonlyMap<Module, RoleEvidence>,
): LayerStatus {
  const role = roles.get(module)?.role
  if (role !== undefined && outsideRoles.has(role)) return 'outside'
  if (isInLayer(module)) return 'layer'
  return isShared(module, area) ? 'shared' : 'unplaced'
}

function isShared(module: Module, area: string): boolean {
  const path = relativeTo(area, module.file)
  // Files beside package.json are configuration of tools.
  if (module.file.endsWith('.d.ts') || !path.includes('/') || isContract(module) || isBarrel(module) || isNeutral(module, area)) return true
  // `db/index.ts`, and API contracts shared by client and server.
  const stem = stemOf(module.file)
  // `error-middleware.ts`
  const kind = wordsOf(stem).at(-1) ?? ''
  if (sharedNames.has(kind) || neutralNames.has(kind)) return true
  return isTechnical(stem === 'index' ? nameOf(directoryOf(path)) : stem) || module.summary.imports.some(({ specifier }) => contractPackages.has(specifier))
}

/** True for folders and names that occur in every layer, and so belong to none, configuration included. */
export function isNeutral(module: Module, area: string): boolean {
  const path = relativeTo(area, module.file)
  const names = [...directoryOf(path).split('/'), ...stemOf(path).split('.')].map((name) => name.toLowerCase())
  return names.some((name) => neutralNames.has(name) || configurationNames.has(name) || sharedNames.has(name))
}

/** True if a module only re-exports. */
function isBarrel({ summary }: Module): boolean {
  return summary.exports.length > 0 && summary.exports.every(({ from }) => from !== undefined)
}
