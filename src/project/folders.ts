import type { Module } from './graph.ts'
import { directoryOf, relativeTo } from './paths.ts'
import type { PresetLayer } from './presets.ts'

/** The layer of the folder nearest to the file, below the package's own. */
export function innermostFolder(area: string, module: Module, layers: readonly PresetLayer[]): { readonly layer: PresetLayer; readonly folder: string } | undefined {
  const folders = directoryOf(relativeTo(area, module.file)).toLowerCase().split('/')
  for (let at = folders.length - 1; at >= 0; at--) {
    const one = folders[at] ?? ''
    const two = `${folders[at - 1] ?? ''}/${one}`
    for (const folder of [two, one]) {
      const layer = layers.find(({ folders: names }) => names.includes(folder))
      if (layer !== undefined) return { layer, folder }
    }
  }
  return undefined
}
