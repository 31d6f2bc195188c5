import { configurationNames, neutralNames } from '../../source/models/roles.ts'
import type { Module } from '../graph/graph.ts'
import { directoryOf, relativeTo, stemOf } from '../graph/paths.ts'
import type { Preset, PresetLayer } from './presets.ts'

/** The layer of the folder nearest to the file, below the package's own. */
export function innermostFolder(
  area: string,
  module: Module,
  { layers, foldersFirst }: Preset,
): { readonly layer: PresetLayer; readonly folder: string } | undefined {
  const folders = directoryOf(relativeTo(area, module.file)).toLowerCase().split('/')
  if (configurationNames.has(folders.at(-1) ?? '') || configurationNames.has(stemOf(module.file).toLowerCase())) return undefined
  // Where folders are the architecture, `domain/errors` is the domain; where they sort by kind, `controllers/utils` is no controller.
  if (!foldersFirst && neutralNames.has(stemOf(module.file).toLowerCase())) return undefined
  for (let at = folders.length - 1; at >= 0; at--) {
    const one = folders[at] ?? ''
    if (!foldersFirst && neutralNames.has(one)) return undefined
    const two = `${folders[at - 1] ?? ''}/${one}`
    for (const folder of [two, one]) {
      const layer = layers.find(({ folders: names }) => names.includes(folder))
      if (layer !== undefined) return { layer, folder }
    }
  }
  return undefined
}
