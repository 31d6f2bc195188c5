import { words } from '../../core/words.ts'
import type { Packages } from '../graph/packages.ts'
import { directoryOf, nameOf } from '../graph/paths.ts'

/** Directory names of packages that are each a layer of one program: `packages/domain` beside `packages/infrastructure`, `packages/orders-domain`. */
const layerNames = words('domain application infrastructure infra use-cases usecases persistence adapters')

/** A library of a workspace that is named after its feature and layer: `libs/orders-domain`, `packages/orders/orders-domain`. */
export const libraryName = /^((?:[^/]+\/)*?(?:libs|packages)\/(?:[^/]+\/)?)[\w-]+-(domain|application|infrastructure|infra|data-access|persistence|presentation)(?=\/|$)/

/** The directory whose modules share an architecture: that of a package, or that around packages which are its layers. */
export function areaOfPackage(directory: string, packages: Pick<Packages, 'in'>): string {
  const name = nameOf(directory)
  const layer = [...layerNames].find((one) => name === one || name.endsWith(`-${one}`))
  if (layer === undefined) return directory
  const around = directoryOf(directory)
  const beside = [...layerNames].filter((one) => packages.in(`${around}/${name.slice(0, -layer.length)}${one}`) !== undefined)
  return beside.length > 1 && beside.includes('domain') ? around : directory
}
