import type { TSESTree } from '@typescript-eslint/utils'
import type { Bindings, ClassNode, FunctionNode, Path } from '../names/bindings.ts'
import type { Call, CallIndex } from '../names/calls.ts'
import type { SourceFile, TypeProvider } from '../syntax/file.ts'
import type { Links, Place } from '../names/links.ts'
import type { Goal } from '../models/goals.ts'
import type { ModuleOrigin } from '../names/origin.ts'
import type { Declared, Origin, SqlText } from './text.ts'

/** A call that is being followed, by which parameters resolve to arguments. */
export interface Frame {
  readonly function: FunctionNode
  readonly argument: (index: number) => Argument | undefined
  readonly outer: Frame | undefined
  readonly depth: number
  /** Frames are counted in the order in which they are made. */
  readonly number: number
  /** The same for all calls of the same functions within each other. */
  readonly chain: number
}

/** An argument, with the context for resolving its names. */
export interface Argument {
  /** The tracker of the file that contains `value`. */
  readonly tracker: Tracker
  readonly value: TSESTree.Node
  readonly frame: Frame | undefined
  /** The path from `value` to the argument: `['*']` for the items of an array. */
  readonly path: Path
}

/** A place in one of the project's files. */
export interface PlaceIn extends Place {
  readonly tracker: Tracker
}

/** A function with the tracker of its file. */
export interface Target {
  readonly function: FunctionNode
  readonly tracker: Tracker
}

/** What an expression resolves to, in whichever file of the project that is. */
export interface ResolvedNode {
  readonly tracker: Tracker
  readonly node: FunctionNode | ClassNode | TSESTree.ObjectExpression | TSESTree.Program
  /** True for an instance of the class (or constructor function), false for the class itself. */
  readonly isInstance: boolean
}

/** The trackers of a project's files, which follow values across them. */
export interface Trackers {
  readonly links: Links
  /** What values are followed to, if it is not SQL: decides what is harmless. */
  readonly goal: Goal | undefined
  /** The type provider for a file. What it answers may depend on every other file. */
  types(file: SourceFile): TypeProvider | undefined
  of(file: SourceFile): Tracker
}

/** Follows values through a file and into others: to the text that they form, and to their origin. */
export interface Tracker {
  readonly file: SourceFile
  readonly all: Trackers
  readonly bindings: Bindings
  readonly calls: CallIndex
  /** For `isChecked()`: the values that the statements of a block check, each with the offset from which it is known to be allowed. */
  readonly checks: Map<TSESTree.Node, ReadonlyMap<string, number>>
  /** For `decided()`: the index of the parameter that a validation function proves harmless by returning true. */
  readonly answers: Map<FunctionNode, number | undefined>
  /** Cache: whether a call reads rows of a table. */
  readonly rows: Map<TSESTree.Node, boolean>
  /** Cache of what expressions resolve to. */
  readonly resolved: Map<TSESTree.Node, ResolvedNode | undefined>
  /** Cache of what types allow, by path. */
  readonly declared: Map<TSESTree.TypeNode, Map<string, Declared>>
  /** Starts a new query, with a fresh step count. */
  ask(): this
  /** The text that an expression evaluates to. */
  text(node: TSESTree.Node, frame?: Frame): SqlText
  /** The origin of the value at `path` inside an expression. */
  origin(node: TSESTree.Node, path: Path, frame: Frame | undefined): Origin
  /** What an import resolves to, with the tracker of the defining file; nothing for packages. */
  imported(specifier: string, name: string): PlaceIn | undefined
  /** What an export resolves to, with the tracker of the defining file. */
  exported(name: string): PlaceIn | undefined
  /** The function of the project that a call runs, if that is certain. */
  target(call: Call): Target | undefined
  /** The modules that an expression may come from, wherever in the project it was created. */
  modules(node: TSESTree.Node): ModuleOrigin[]
  /** A frame for a call; nothing if calls are nested too deeply. */
  enter(target: FunctionNode, argument: Frame['argument'], outer: Frame | undefined): Frame | undefined
  /** The frame of the innermost call of `target`. */
  frameOf(target: FunctionNode, frame: Frame | undefined): Frame | undefined
}
