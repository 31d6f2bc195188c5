import { seededRandom } from '../../scripts/random.ts'
import { layers } from '../source/layers.mjs'

/** A file of a generated project; its path is relative to the project. */
export interface GeneratedFile {
  readonly path: string
  readonly text: string
}

const importsPerFile = 5
const methodsPerFile = 12
/** One import in this many violates the layers. */
const violationEvery = 100

/**
 * A project of plain classes in the folders of the layers. Each imports a few others that its layer may import; a few imports violate the
 * layers, and there is one cycle of three files. Deterministic.
 */
export function syntheticFiles(count: number): GeneratedFile[] {
  const random = seededRandom(1)
  const places = Array.from({ length: count }, (_, index) => {
    const layer = layers[index % layers.length] ?? layers[0]
    const folder = layer.folders[Math.floor(index / layers.length) % layer.folders.length] ?? layer.folders[0]
    return { index, layer, name: `Module${index}`, path: `src/${folder}/Module${index}.ts` }
  })
  return places.map((place) => {
    // Only earlier files, so that there is no other cycle.
    const allowed = places
      .slice(0, place.index)
      .filter(({ layer }) => layer === place.layer || place.layer.mayImport.includes(layer.name))
    const targets = new Set<(typeof places)[number]>()
    for (let turn = 0; turn < importsPerFile; turn++) {
      const target = allowed[Math.floor(random() * allowed.length)]
      if (target !== undefined) targets.add(target)
    }
    const forbidden = places.slice(0, place.index).find(({ layer }) => !allowed.some((other) => other.layer === layer))
    if (place.index % violationEvery === 0 && forbidden !== undefined) targets.add(forbidden)
    const cycle = cycleTarget(place.index, layers.length)
    if (cycle !== undefined) targets.add(places[cycle] ?? place)
    targets.delete(place)
    return { path: place.path, text: moduleText(place.name, place.path, [...targets]) }
  })
}

/** The cycle: each of the first three files of the first layer imports the next. */
function cycleTarget(index: number, step: number): number | undefined {
  const ring = [0, step, 2 * step]
  const position = ring.indexOf(index)
  return position < 0 ? undefined : ring[(position + 1) % ring.length]
}

function moduleText(name: string, path: string, targets: readonly { name: string; path: string }[]): string {
  const imports = targets.map((target) => `import { ${target.name} } from '${relative(path, target.path)}'`)
  const fields = targets.map((target) => `  private readonly ${target.name.toLowerCase()} = new ${target.name}()`)
  const methods = Array.from({ length: methodsPerFile }, (_, index) => methodText(index))
  return [...imports, '', `export class ${name} {`, ...fields, '', methods.join('\n\n'), '}', ''].join('\n')
}

function methodText(index: number): string {
  return `  step${index}(values: readonly number[], limit = ${index + 1}): { total: number; label: string } {
    let total = 0
    for (const value of values) {
      if (value > limit) continue
      total += value * ${index + 2}
    }
    return { total, label: total === 0 ? 'none' : \`\${total} of \${values.length}\` }
  }`
}

/** The relative import between two paths of the form `src/folder/file.ts`. */
function relative(from: string, to: string): string {
  const [, fromFolder] = from.split('/')
  const [, toFolder, file = ''] = to.split('/')
  const name = file.replace(/\.ts$/, '')
  return fromFolder === toFolder ? `./${name}` : `../${toFolder}/${name}`
}
