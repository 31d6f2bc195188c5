import { words } from '../../core/words.ts'
import type { Packages } from '../graph/packages.ts'
import { directoryOf, nameOf } from '../graph/paths.ts'

/** Directory names of packages that are each a layer of one program: `packages/domain` beside `packages/infrastructure`. */
const layerNames = words('domain application infrastructure infra use-cases usecases persistence adapters')

/** The directory whose modules share an architecture: that of a package, or that around packages which are its layers. */
export function areaOfPackage(directory: string, packages: Pick<Packages, 'in'>): string {
  const name = nameOf(directory)
  if (!layerNames.has(name)) return directory
  const around = directoryOf(directory)
  const beside = [...layerNames].filter((one) => packages.in(`${around}/${one}`) !== undefined)
  return beside.length > 1 && beside.includes('domain') ? around : directory
}
