import type { SourceLocation } from '../../core/location.ts'
import type { Placement } from './architecture.ts'
import { isClientMaker } from '../data/data-access.ts'
import type { Module } from '../graph/graph.ts'
import type { Project } from '../project.ts'
import type { LayerKind } from './presets.ts'
import { tieOf } from '../../source/models/impure.ts'
import { externalOf, follow } from '../graph/values.ts'
import type { External } from '../graph/values.ts'

/** An object of an outer layer that an inner layer instantiates. */
export interface Construction {
  /** The layer that instantiates it. */
  readonly from: Placement
  readonly made:
    | { readonly kind: 'own'; readonly name: string; readonly module: Module; readonly to: Placement }
    /** A client of a database or of an outside service. `outer` is the layer that it should belong to. */
    | { readonly kind: 'foreign'; readonly name: string; readonly package: string; readonly outer: string }
  readonly location: SourceLocation
}

const inner: ReadonlySet<LayerKind | undefined> = new Set<LayerKind>(['application', 'domain', 'port'])
const outer: ReadonlySet<LayerKind | undefined> = new Set<LayerKind>(['persistence', 'infrastructure'])

/** The classes of outer layers that a module of an inner layer instantiates, each once. */
export function constructionsAcross(unit: Project, module: Module): Construction[] {
  const from = unit.architecture.placementOf(module)
  if (from === undefined || !inner.has(from.layer.kind)) return []
  return module.summary.structure.constructions.flatMap(({ callee, range, isDefault }): Construction[] => {
    if (isDefault === true) return []
    const location = { file: module.file, range }
    // The trees of files that only define such classes may not have been needed so far.
    const made = follow(unit.graph, { module, value: callee }, 0, true)
    if (made.value.kind === 'class') {
      const to = unit.architecture.placementOf(made.module)
      const isOuter = to !== undefined && outer.has(to.layer.kind) && unit.areaOf(made.module) === unit.areaOf(module)
      if (!isOuter || isErrorName(made.value.name)) return []
      const name = made.value.name === 'default' ? 'the class' : made.value.name
      return [{ from, made: { kind: 'own', name, module: made.module, to }, location }]
    }
    const external = externalOf(unit.graph, made)
    if (external === undefined || !(isClientMaker(external) || (from.layer.kind === 'application' && isOutsideClient(unit, module, external)))) return []
    const layers = unit.architecture.layersIn(unit.areaOf(module)).filter(({ kind }) => outer.has(kind))
    // Persistence comes before infrastructure.
    const home = (isClientMaker(external) ? layers[0] : layers.at(-1))?.name
    if (home === undefined) return []
    const name = external.name === 'default' || external.name === '*' ? 'a client' : external.name
    return [{ from, made: { kind: 'foreign', name, package: external.specifier, outer: home }, location }]
  })
}

/**
 * `new S3Client({})` in the use cases of a package that keeps its domain apart. Where services do all that is outside, they make such clients
 * themselves, and in a domain the import alone is reported (`pure-domain`).
 */
function isOutsideClient(unit: Project, module: Module, { specifier, name }: External): boolean {
  const keepsDomain = unit.architecture.layersIn(unit.areaOf(module)).some(({ kind }) => kind === 'domain' || kind === 'port')
  return keepsDomain && tieOf(specifier) === 'an outside service' && /Client$|^(?:default|Stripe|OpenAI)$/.test(name)
}

function isErrorName(name: string): boolean {
  return /(?:Error|Exception)$/.test(name)
}
