import type { LayerPreset } from '../core/settings.ts'
import { innermostFolder } from './folders.ts'
import type { Module } from './graph.ts'
import { directoryOf, relativeTo } from './paths.ts'
import { presets } from './presets.ts'
import type { RoleEvidence } from './roles.ts'

/** The architecture that a package's code shows, with what speaks for it; or why none can be told. */
export type Inference =
  | { readonly preset: LayerPreset; readonly because: string }
  /** `isBackend`: it answers requests, so that layers would be expected. */
  | { readonly preset: undefined; readonly because: string; readonly isBackend: boolean }

/** Fewer files than this in a folder of that name are no architecture. */
const enough = 2

/** Judges a package by what its modules do and by how its folders are called. */
export function inferPreset(directory: string, modules: readonly Module[], roles: ReadonlyMap<Module, RoleEvidence>): Inference {
  const code = modules.filter((module) => roles.get(module)?.role !== 'test')
  const folders = countFolders(directory, code)
  const inFolders = (...names: readonly string[]): number => names.reduce((sum, name) => sum + (folders.get(name) ?? 0), 0)

  const domain = inFolders('domain')
  const application = inFolders('application', 'use-cases', 'usecases')
  const infrastructure = inFolders('infrastructure', 'infra')
  const ports = inFolders('ports', 'port')
  const adapters = inFolders('adapters', 'adapter')
  if (ports > 0 && adapters > 0)
    return { preset: 'hexagonal', because: `there are folders for ports (${ports} files) and adapters (${adapters})` }
  if (domain >= enough && (application >= enough || infrastructure >= enough)) {
    const because = [
      `domain (${domain} files)`,
      application > 0 ? `application (${application})` : '',
      infrastructure > 0 ? `infrastructure (${infrastructure})` : '',
    ]
    return { preset: 'clean', because: `there are folders for ${because.filter((part) => part !== '').join(', ')}` }
  }

  const withRole = (role: string): Module[] => code.filter((module) => roles.get(module)?.role === role)
  const controllers = withRole('controller')
  const isBackend = controllers.some((module) => roles.get(module)?.isStrong === true)
  const layers = new Map<string, Module[]>()
  let inLayerFolders = 0
  for (const module of code) {
    const evidence = roles.get(module)
    const byRole = presets.layered.layers.find((layer) => evidence !== undefined && layer.roles.includes(evidence.role))
    const byFolder = innermostFolder(directory, module, presets.layered)
    const layer = byRole ?? byFolder?.layer
    if (layer === undefined || layer.name === 'model') continue
    if (byFolder?.layer === layer) inLayerFolders++
    layers.set(layer.name, [...(layers.get(layer.name) ?? []), module])
  }
  const found = [...layers].map(([name, members]) => `${name} (${members.length})`).join(', ')
  if (!isBackend && withRole('repository').every((module) => roles.get(module)?.isStrong !== true)) {
    return { preset: undefined, because: 'nothing answers requests or stores data', isBackend: false }
  }
  if (layers.size < 2)
    return {
      preset: undefined,
      because: found === '' ? 'no layer could be told from another' : `the only layer found is ${found}`,
      isBackend,
    }
  const framework = code.find((module) => roles.get(module)?.because === '@Module of @nestjs/common')
  if (framework !== undefined) return { preset: 'nest', because: `Nest modules hold modules of these roles: ${found}` }
  const total = [...layers.values()].reduce((sum, members) => sum + members.length, 0)
  const preset = inLayerFolders * 2 >= total ? 'layered' : 'feature-first'
  return { preset, because: `modules of these roles: ${found}` }
}

/** How many modules lie somewhere below a folder of each name, the package's own folder not counted. */
function countFolders(directory: string, modules: readonly Module[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const module of modules) {
    const names = new Set(directoryOf(relativeTo(directory, module.file)).toLowerCase().split('/'))
    for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1)
  }
  return counts
}
