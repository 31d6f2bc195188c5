import type { TSESTree } from '@typescript-eslint/utils'
import { bindingsOf } from '../names/bindings.ts'
import type { Bindings, FunctionNode, Path } from '../names/bindings.ts'
import { callsOf, targetOf } from '../names/calls.ts'
import type { Call, CallIndex } from '../names/calls.ts'
import type { SourceFile, TypeProvider } from '../syntax/file.ts'
import { exportOf, memberWrites, noLinks, propertyIn } from '../names/links.ts'
import type { Exported, Links } from '../names/links.ts'
import type { Goal } from '../models/goals.ts'
import { modulesOf } from '../names/origin.ts'
import type { ModuleOrigin } from '../names/origin.ts'
import { resolveFunction } from './resolve.ts'
import { originOf } from './origins.ts'
import { textOf } from './texts.ts'
import { holeOf, unknown } from './text.ts'
import type { Declared, Origin, SqlText } from './text.ts'
import type { Frame, ResolvedNode, PlaceIn, Target, Tracker, Trackers } from './tracker.ts'

const maxFrames = 6
/** Steps for one query: enough for real code, and a bound for generated code. */
const maxSteps = 3_000
const maxDepth = 120

interface Answered {
  readonly origin: Origin
  readonly steps: number
}

/** Creates the trackers of a project. Without links, each file stands alone. */
export function trackersOf(links: Links = noLinks, goal?: Goal): Trackers {
  return new TrackersOfFiles(links, goal)
}

/** Also holds the counters that limit the work for one query. */
class TrackersOfFiles implements Trackers {
  readonly links: Links
  readonly goal: Goal | undefined
  steps = 0
  depth = 0
  /** How often a limit or a cycle has cut a search short. */
  cuts = 0
  readonly #byFile = new Map<SourceFile, Tracker>()

  constructor(links: Links, goal: Goal | undefined) {
    this.links = links
    this.goal = goal
  }

  types(file: SourceFile): TypeProvider | undefined {
    if (file.types !== undefined) this.links.noteTypes(file)
    return file.types
  }

  of(file: SourceFile): Tracker {
    let tracker = this.#byFile.get(file)
    if (tracker === undefined) this.#byFile.set(file, (tracker = new FileTracker(file, this)))
    return tracker
  }
}

class FileTracker implements Tracker {
  readonly file: SourceFile
  readonly all: TrackersOfFiles
  readonly checks = new Map<TSESTree.Node, ReadonlyMap<string, number>>()
  readonly answers = new Map<FunctionNode, number | undefined>()
  readonly rows = new Map<TSESTree.Node, boolean>()
  readonly resolved = new Map<TSESTree.Node, ResolvedNode | undefined>()
  readonly declared = new Map<TSESTree.TypeNode, Map<string, Declared>>()
  /** Origins that do not depend on a frame, with the steps it took to find them. */
  readonly #origins = new Map<TSESTree.Node, Map<string, Answered>>()
  readonly #textsOpen = new Set<TSESTree.Node>()
  readonly #originsOpen = new Set<TSESTree.Node>()
  readonly #targets = new Map<Call, Target | undefined>()

  constructor(file: SourceFile, all: TrackersOfFiles) {
    this.file = file
    this.all = all
  }

  // Lazy: both need the file's scope analysis, and many files are only passed through.
  get bindings(): Bindings {
    return bindingsOf(this.file)
  }

  get calls(): CallIndex {
    return callsOf(this.file)
  }

  ask(): this {
    this.all.steps = 0
    return this
  }

  text(node: TSESTree.Node, frame?: Frame): SqlText {
    return this.#guarded(node, this.#textsOpen, () => textOf(this, node, frame)) ?? holeOf(this.file, node, unknown)
  }

  origin(node: TSESTree.Node, path: Path, frame: Frame | undefined): Origin {
    return frame === undefined ? this.#settledOrigin(node, path) : this.#findOrigin(node, path, frame)
  }

  /** Caches only complete answers. A cached answer costs as many steps as the first time, so that results do not depend on the order of queries. */
  #settledOrigin(node: TSESTree.Node, path: Path): Origin {
    const { all } = this
    const origins = this.#origins
    const key = path.join('.')
    const answered = origins.get(node)?.get(key)
    if (answered !== undefined && all.steps + answered.steps <= maxSteps) {
      all.steps += answered.steps
      return answered.origin
    }
    const { steps, cuts } = all
    const origin = this.#findOrigin(node, path, undefined)
    if (all.cuts > cuts) return origin
    const known = origins.get(node) ?? new Map<string, Answered>()
    origins.set(node, known.set(key, { origin, steps: all.steps - steps }))
    return origin
  }

  #findOrigin(node: TSESTree.Node, path: Path, frame: Frame | undefined): Origin {
    return this.#guarded(node, this.#originsOpen, () => originOf(this, node, path, frame)) ?? unknown
  }

  imported(specifier: string, name: string): PlaceIn | undefined {
    return this.#placeOf(this.all.links.resolveImport(this.file, specifier, name))
  }

  exported(name: string): PlaceIn | undefined {
    return this.#placeOf(this.all.links.resolveExport(this.file, name) ?? { file: this.file, name })
  }

  target(call: Call): Target | undefined {
    if (!this.#targets.has(call)) {
      // A cycle resolves to nothing.
      this.#targets.set(call, undefined)
      const own = targetOf(this.file, call)
      this.#targets.set(call, own === undefined ? resolveFunction(this, call) : { function: own, tracker: this })
    }
    return this.#targets.get(call)
  }

  modules(node: TSESTree.Node): ModuleOrigin[] {
    return modulesOf(this.file, node, (from, specifier, name) => {
      const place = this.all.of(from).imported(specifier, name)
      if (place === undefined) return undefined
      const [first] = place.path
      const definition = place.node.type === 'Identifier' && first !== undefined ? place.tracker.bindings.definitionOf(place.node) : undefined
      const object = definition?.kind === 'variable' ? definition.init : place.node
      const inside = object?.type === 'ObjectExpression' && first !== undefined ? propertyIn(object, String(first)) : undefined
      const written = place.node.type === 'Identifier' && first !== undefined ? memberWrites(place.tracker.file, place.node, String(first))[0] : undefined
      return { file: place.tracker.file, node: inside ?? written ?? place.node }
    })
  }

  enter(target: FunctionNode, argument: Frame['argument'], outer: Frame | undefined): Frame | undefined {
    const depth = (outer?.depth ?? 0) + 1
    for (let frame = outer; frame !== undefined; frame = frame.outer) if (frame.function === target) return undefined
    return depth > maxFrames ? undefined : { function: target, argument, outer, depth }
  }

  frameOf(target: FunctionNode, frame: Frame | undefined): Frame | undefined {
    for (let at = frame; at !== undefined; at = at.outer) if (at.function === target) return at
    return undefined
  }

  #placeOf(exported: Exported | undefined): PlaceIn | undefined {
    const place = exported && exportOf(exported.file, exported.name)
    return exported && place && { ...place, tracker: this.all.of(exported.file) }
  }

  /** Stops cycles (`a = a + b`) and runaway work. The answer is then unknown. */
  #guarded<Result>(node: TSESTree.Node, open: Set<TSESTree.Node>, work: () => Result): Result | undefined {
    const { all } = this
    if (all.steps++ > maxSteps || all.depth > maxDepth || open.has(node)) {
      all.cuts++
      return undefined
    }
    open.add(node)
    all.depth++
    try {
      return work()
    } finally {
      all.depth--
      open.delete(node)
    }
  }
}
