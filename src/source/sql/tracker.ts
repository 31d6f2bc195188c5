import type { TSESTree } from '@typescript-eslint/utils'
import type { Bindings, ClassNode, FunctionNode, Path } from '../names/bindings.ts'
import type { Call, CallIndex } from '../names/calls.ts'
import type { SourceFile, TypeProvider } from '../syntax/file.ts'
import type { Links, Place } from '../names/links.ts'
import type { ModuleOrigin } from '../names/origin.ts'
import type { Declared, Origin, SqlText } from './text.ts'

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

/** A place in one of the files that are followed together. */
export interface PlaceIn extends Place {
  readonly tracker: Tracker
}

/** A function, with the tracker of its file. */
export interface Target {
  readonly function: FunctionNode
  readonly tracker: Tracker
}

/** What an expression stands for, in whichever file of the project that is written. */
export interface Meaning {
  readonly tracker: Tracker
  readonly node: FunctionNode | ClassNode | TSESTree.ObjectExpression | TSESTree.Program
  /** An instance of the class (or constructor function), and not the class itself. */
  readonly isInstance: boolean
}

/** The trackers of files that are followed together. */
export interface Trackers {
  readonly links: Links
  /** Who answers questions about types; what they say may hang on any other file. */
  types(file: SourceFile): TypeProvider | undefined
  of(file: SourceFile): Tracker
}

/** Follows values through a file, and from there into others: to the text they build, and to where they come from. */
export interface Tracker {
  readonly file: SourceFile
  readonly all: Trackers
  readonly bindings: Bindings
  readonly calls: CallIndex
  /** The values that statements of a block check, each with the offset from which on it is known to be allowed. */
  readonly checks: Map<TSESTree.Node, ReadonlyMap<string, number>>
  /** Which parameter a function has found harmless where it answers yes. */
  readonly answers: Map<FunctionNode, number | undefined>
  /** Calls that read rows of tables, as far as it was asked. */
  readonly rows: Map<TSESTree.Node, boolean>
  /** What expressions stand for, as far as it was asked. */
  readonly meanings: Map<TSESTree.Node, Meaning | undefined>
  /** What types let through, by the way into what is of them, as far as it was asked. */
  readonly declared: Map<TSESTree.TypeNode, Map<string, Declared>>
  /** Begins a new question: its steps are counted from here. */
  ask(): this
  /** The text that an expression makes. */
  text(node: TSESTree.Node, frame?: Frame): SqlText
  /** Where the value at `path` inside an expression comes from. */
  origin(node: TSESTree.Node, path: Path, frame: Frame | undefined): Origin
  /** What an import stands for, with the tracker of the file that defines it; nothing for packages. */
  imported(specifier: string, name: string): PlaceIn | undefined
  /** What the file exports under a name, with the tracker of the file that defines it. */
  exported(name: string): PlaceIn | undefined
  /** The function of the project that a call runs, where that is certain. */
  target(call: Call): Target | undefined
  /** The modules that an expression may come from, wherever in the project it was made. */
  modules(node: TSESTree.Node): ModuleOrigin[]
  /** The frame of a call; nothing where calls are nested too deeply to be followed. */
  enter(target: FunctionNode, argument: Frame['argument'], outer: Frame | undefined): Frame | undefined
  /** The frame of the innermost call of `target`. */
  frameOf(target: FunctionNode, frame: Frame | undefined): Frame | undefined
}
