import { memoize, memoizeByText } from '../../core/memoize.ts'
import { configurationNames, englishFolders, neutralNames } from '../../source/models/roles.ts'
import type { Module } from '../graph/graph.ts'
import { libraryName } from './layer-packages.ts'
import { directoryOf, nameOf, relativeTo, stemOf } from '../graph/paths.ts'
import type { Preset, PresetLayer } from './presets.ts'

/** The layer that the innermost matching folder of a module belongs to, within its package. */
export function innermostFolder(
  area: string,
  module: Module,
  preset: Preset,
): { readonly layer: PresetLayer; readonly folder: string } | undefined {
  const { foldersFirst } = preset
  const folders = foldersOf(area, module).toLowerCase().split('/')
  if (configurationNames.has(folders.at(-1) ?? '') || configurationNames.has(stemOf(module.file).toLowerCase())) return undefined
  // In architectures by folder, `domain/errors` is domain. In those by kind, `controllers/utils` is not a controller.
  if (!foldersFirst && neutralNames.has(stemOf(module.file).toLowerCase())) return undefined
  for (let at = folders.length - 1; at >= 0; at--) {
    const one = folders[at] ?? ''
    if (!foldersFirst && neutralNames.has(one)) return undefined
    const two = `${folders[at - 1] ?? ''}/${one}`
    for (const folder of [two, one]) {
      const layer = layersByFolder(preset).get(plainFolder(folder))
      if (layer !== undefined) return { layer, folder }
    }
  }
  return undefined
}

const layersByFolder = memoize(
  ({ layers }: Preset): ReadonlyMap<string, PresetLayer> =>
    // If several layers have the same folder, the first one counts.
    new Map(layers.toReversed().flatMap((layer) => layer.folders.map((folder) => [plainFolder(folder), layer] as const))),
)

/** The directory of a module in its package. A library that is named after a feature and a layer is that layer: `libs/domain` for `libs/orders-domain`. */
export function foldersOf(area: string, module: Module): string {
  const path = directoryOf(relativeTo(area, module.file))
  const around = nameOf(area)
  const named = `${around}/${path}`.replace(libraryName, '$1$2')
  return named.slice(around.length + 1)
}

/** Normalizes the spelling: `businesslogic` for `BusinessLogic`, `usecases` for `use_cases` and `casos-de-uso`, without accents. */
export const plainFolder = memoizeByText((path) => {
  const plain = path.toLowerCase().normalize('NFD').replaceAll(/[-_\u0300-\u036F]/g, '')
  return plain.split('/').map((name) => englishFolders.get(name) ?? name).join('/')
})
