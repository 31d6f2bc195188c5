import type { TSESTree } from '@typescript-eslint/utils'
import { Acyclic } from '../../core/acyclic.ts'
import { bindingsOf } from '../bindings.ts'
import type { Bindings, FunctionNode, Path } from '../bindings.ts'
import { callsOf, targetOf } from '../calls.ts'
import type { Call, CallIndex } from '../calls.ts'
import type { SourceFile, TypeProvider } from '../file.ts'
import { exportOf, memberWrites, noLinks, propertyIn } from '../links.ts'
import type { Exported, Links, Place } from '../links.ts'
import { modulesOf } from '../origin.ts'
import type { ModuleOrigin } from '../origin.ts'
import type { Registered } from './before.ts'
import type { Callers } from './callers.ts'
import type { Forwarder } from './forwarders.ts'
import { functionMeant } from './meaning.ts'
import type { Meaning } from './meaning.ts'
import { originOf } from './origins.ts'
import { textOf } from './texts.ts'
import { holeOf, unknown } from './text.ts'
import type { Origin, SqlText } from './text.ts'

/** What a function was called with, so that its parameters can be followed to the arguments. */
export interface Frame {
  readonly function: FunctionNode
  readonly argument: (index: number) => Argument | undefined
  readonly outer: Frame | undefined
  readonly depth: number
}

/** An argument, with where its own names are to be looked up. */
export interface Argument {
  /** Of the file that the value stands in. */
  readonly tracker: Tracker
  readonly value: TSESTree.Node
  readonly frame: Frame | undefined
  /** The way from `value` to the argument: `['*']` for the items of a list. */
  readonly path: Path
}

const maxFrames = 6
/** Steps that one question may take: enough for real code, a bound for generated code. */
const maxSteps = 3_000
const maxDepth = 120

interface Answered {
  readonly origin: Origin
  readonly steps: number
}

/** A place in one of the files that are followed together. */
export interface PlaceIn extends Place {
  readonly tracker: Tracker
}

/** A function, with the tracker of its file. */
export interface Target {
  readonly function: FunctionNode
  readonly tracker: Tracker
}

/** The trackers of files that are followed together, and the work that they may do for one question. */
export class Trackers {
  readonly links: Links
  /** Who calls which function, as far as it was asked. */
  readonly callers = new Map<FunctionNode, Callers>()
  /** How functions hand their parameters on to databases. */
  readonly forwarders = new Acyclic<FunctionNode, readonly Forwarder[]>([])
  /** What is registered before handlers, as far as it was asked. */
  readonly registrations = new Map<FunctionNode, readonly (readonly Registered[])[]>()
  steps = 0
  depth = 0
  /** How often something was not followed to its end. */
  cuts = 0
  private readonly byFile = new Map<SourceFile, Tracker>()

  constructor(links: Links = noLinks) {
    this.links = links
  }

  /** Who answers questions about types; what they say may hang on any other file. */
  types(file: SourceFile): TypeProvider | undefined {
    if (file.types !== undefined) this.links.noteTypes(file)
    return file.types
  }

  of(file: SourceFile): Tracker {
    let tracker = this.byFile.get(file)
    if (tracker === undefined) this.byFile.set(file, (tracker = new Tracker(file, this)))
    return tracker
  }
}

/** Follows values through a file, and from there into others: to the text they build, and to where they come from. */
export class Tracker {
  readonly file: SourceFile
  readonly all: Trackers
  /** The values that statements of a block check, each with the offset from which on it is known to be allowed. */
  readonly checks = new Map<TSESTree.Node, ReadonlyMap<string, number>>()
  /** Which parameter a function has found harmless where it answers yes. */
  readonly answers = new Map<FunctionNode, number | undefined>()
  /** Calls that read rows of tables, as far as it was asked. */
  readonly rows = new Map<TSESTree.Node, boolean>()
  /** What expressions stand for, as far as it was asked. */
  readonly meanings = new Map<TSESTree.Node, Meaning | undefined>()
  /** Where values come from that no call being followed has a part in, with the steps that it took to find out. */
  private readonly origins = new Map<TSESTree.Node, Map<string, Answered>>()
  private readonly textsOpen = new Set<TSESTree.Node>()
  private readonly originsOpen = new Set<TSESTree.Node>()
  private readonly targets = new Map<Call, Target | undefined>()

  constructor(file: SourceFile, all: Trackers) {
    this.file = file
    this.all = all
  }

  // Both take the scopes of the file, which many a file that a name leads to is not asked for.
  get bindings(): Bindings {
    return bindingsOf(this.file)
  }

  get calls(): CallIndex {
    return callsOf(this.file)
  }

  /** Begins a new question: its steps are counted from here. */
  ask(): this {
    this.all.steps = 0
    return this
  }

  /** The text that an expression makes. */
  text(node: TSESTree.Node, frame?: Frame): SqlText {
    return this.guarded(node, this.textsOpen, () => textOf(this, node, frame)) ?? holeOf(this.file, node, unknown)
  }

  /** Where the value at `path` inside an expression comes from. */
  origin(node: TSESTree.Node, path: Path, frame: Frame | undefined): Origin {
    return frame === undefined ? this.settledOrigin(node, path) : this.findOrigin(node, path, frame)
  }

  /** Only what was followed to its end is an answer for the next time, and costs as many steps then. */
  private settledOrigin(node: TSESTree.Node, path: Path): Origin {
    const { all, origins } = this
    const key = path.join('.')
    const answered = origins.get(node)?.get(key)
    if (answered !== undefined && all.steps + answered.steps <= maxSteps) {
      all.steps += answered.steps
      return answered.origin
    }
    const { steps, cuts } = all
    const origin = this.findOrigin(node, path, undefined)
    if (all.cuts > cuts) return origin
    const known = origins.get(node) ?? new Map<string, Answered>()
    origins.set(node, known.set(key, { origin, steps: all.steps - steps }))
    return origin
  }

  private findOrigin(node: TSESTree.Node, path: Path, frame: Frame | undefined): Origin {
    return this.guarded(node, this.originsOpen, () => originOf(this, node, path, frame)) ?? unknown
  }

  /** What an import stands for, with the tracker of the file that defines it; nothing for packages. */
  imported(specifier: string, name: string): PlaceIn | undefined {
    return this.placeOf(this.all.links.resolve(this.file, specifier, name))
  }

  /** What the file exports under a name, with the tracker of the file that defines it. */
  exported(name: string): PlaceIn | undefined {
    return this.placeOf(this.all.links.defining(this.file, name) ?? { file: this.file, name })
  }

  /** The function of the project that a call runs, where that is certain. */
  target(call: Call): Target | undefined {
    if (!this.targets.has(call)) {
      // Calls that lead back to this one lead nowhere.
      this.targets.set(call, undefined)
      const own = targetOf(this.file, call)
      this.targets.set(call, own === undefined ? functionMeant(this, call) : { function: own, tracker: this })
    }
    return this.targets.get(call)
  }

  /** The modules that an expression may come from, wherever in the project it was made. */
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

  /** The frame of a call; nothing where calls are nested too deeply to be followed. */
  enter(target: FunctionNode, argument: Frame['argument'], outer: Frame | undefined): Frame | undefined {
    const depth = (outer?.depth ?? 0) + 1
    for (let frame = outer; frame !== undefined; frame = frame.outer) if (frame.function === target) return undefined
    return depth > maxFrames ? undefined : { function: target, argument, outer, depth }
  }

  /** The frame of the innermost call of `target`. */
  frameOf(target: FunctionNode, frame: Frame | undefined): Frame | undefined {
    for (let at = frame; at !== undefined; at = at.outer) if (at.function === target) return at
    return undefined
  }

  private placeOf(exported: Exported | undefined): PlaceIn | undefined {
    const place = exported && exportOf(exported.file, exported.name)
    return exported && place && { ...place, tracker: this.all.of(exported.file) }
  }

  /** Ends cycles (`a = a + b`) and runaway work: nothing is said about what cannot be followed. */
  private guarded<Result>(node: TSESTree.Node, open: Set<TSESTree.Node>, work: () => Result): Result | undefined {
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
