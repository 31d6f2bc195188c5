import type { TSESTree } from '@typescript-eslint/utils'
import { bindingsOf } from '../bindings.ts'
import type { Bindings, FunctionNode, Path } from '../bindings.ts'
import { callsOf } from '../calls.ts'
import type { CallIndex } from '../calls.ts'
import type { SourceFile } from '../file.ts'
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
  readonly value: TSESTree.Node
  readonly frame: Frame | undefined
  /** The way from `value` to the argument: `['*']` for the items of a list. */
  readonly path: Path
}

const maxFrames = 6
/** Steps that one question may take: enough for real code, a bound for generated code. */
const maxSteps = 3_000
const maxDepth = 120

/** Follows values through one file: to the text they build, and to where they come from. */
export class Tracker {
  readonly file: SourceFile
  readonly bindings: Bindings
  readonly calls: CallIndex
  private steps = 0
  private depth = 0
  private readonly textsOpen = new Set<TSESTree.Node>()
  private readonly originsOpen = new Set<TSESTree.Node>()

  constructor(file: SourceFile) {
    this.file = file
    this.bindings = bindingsOf(file)
    this.calls = callsOf(file)
  }

  /** Begins a new question: its steps are counted from here. */
  ask(): this {
    this.steps = 0
    return this
  }

  /** The text that an expression makes. */
  text(node: TSESTree.Node, frame?: Frame): SqlText {
    return this.guarded(node, this.textsOpen, () => textOf(this, node, frame)) ?? holeOf(node, unknown)
  }

  /** Where the value at `path` inside an expression comes from. */
  origin(node: TSESTree.Node, path: Path, frame: Frame | undefined): Origin {
    return this.guarded(node, this.originsOpen, () => originOf(this, node, path, frame)) ?? unknown
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

  /** Ends cycles (`a = a + b`) and runaway work: nothing is said about what cannot be followed. */
  private guarded<Result>(node: TSESTree.Node, open: Set<TSESTree.Node>, work: () => Result): Result | undefined {
    if (this.steps++ > maxSteps || this.depth > maxDepth || open.has(node)) return undefined
    open.add(node)
    this.depth++
    try {
      return work()
    } finally {
      this.depth--
      open.delete(node)
    }
  }
}
