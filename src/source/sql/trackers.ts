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

interface Answered<Answer> {
  readonly answer: Answer
  readonly steps: number
}

/** What is known of the expressions of a file, and which of them are being looked at. */
class Search<Answer> {
  /** Answers by what was asked and by the calls that were being followed. */
  readonly kept = new Map<TSESTree.Node, Map<string, Answered<Answer>>>()
  readonly open = new Set<TSESTree.Node>()
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
  frames = 0
  /** The number of the oldest frame that was used since the innermost open search began. */
  oldest = Infinity
  readonly #chains = new Map<string, number>()
  readonly #functions = new Map<FunctionNode, number>()
  readonly #byFile = new Map<SourceFile, Tracker>()

  constructor(links: Links, goal: Goal | undefined) {
    this.links = links
    this.goal = goal
  }

  types(file: SourceFile): TypeProvider | undefined {
    if (file.types !== undefined) this.links.noteTypes(file)
    return file.types
  }

  /** Identifies a call of `target` within calls of the same functions in the same order. */
  chainOf(target: FunctionNode, outer: Frame | undefined): number {
    const key = `${outer?.chain ?? 0},${numberOf(this.#functions, target)}`
    return numberOf(this.#chains, key) + 1
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
  readonly #origins = new Search<Origin>()
  readonly #texts = new Search<SqlText>()
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
    return this.#answer(this.#texts, node, '', frame, () => textOf(this, node, frame)) ?? holeOf(this.file, node, unknown)
  }

  origin(node: TSESTree.Node, path: Path, frame: Frame | undefined): Origin {
    return this.#answer(this.#origins, node, path.join('.'), frame, () => originOf(this, node, path, frame)) ?? unknown
  }

  /**
   * Keeps complete answers for which no argument of the followed calls was needed: they are the same for all calls of the same functions. A kept
   * answer costs as many steps as the first time, so that results do not depend on the order of queries.
   */
  #answer<Answer>(search: Search<Answer>, node: TSESTree.Node, path: string, frame: Frame | undefined, find: () => Answer): Answer | undefined {
    const { all } = this
    const key = `${frame?.chain ?? 0}:${path}`
    const known = search.kept.get(node)
    const answered = known?.get(key)
    if (answered !== undefined && all.steps + answered.steps <= maxSteps) {
      all.steps += answered.steps
      return answered.answer
    }
    const { steps, cuts, frames, oldest } = all
    all.oldest = Infinity
    const answer = this.#guarded(node, search.open, find)
    if (answer !== undefined && all.cuts === cuts && all.oldest > frames) {
      const kept = known ?? new Map<string, Answered<Answer>>()
      search.kept.set(node, kept.set(key, { answer, steps: all.steps - steps }))
    }
    all.oldest = Math.min(oldest, all.oldest)
    return answer
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
    const { all } = this
    const depth = (outer?.depth ?? 0) + 1
    for (let frame = outer; frame !== undefined; frame = frame.outer) if (frame.function === target) return undefined
    return depth > maxFrames ? undefined : { function: target, argument, outer, depth, number: ++all.frames, chain: all.chainOf(target, outer) }
  }

  frameOf(target: FunctionNode, frame: Frame | undefined): Frame | undefined {
    for (let at = frame; at !== undefined; at = at.outer) {
      if (at.function !== target) continue
      this.all.oldest = Math.min(this.all.oldest, at.number)
      return at
    }
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

/** Numbers keys in the order in which they are first asked for. */
function numberOf<Key>(numbers: Map<Key, number>, key: Key): number {
  let number = numbers.get(key)
  if (number === undefined) numbers.set(key, (number = numbers.size))
  return number
}
