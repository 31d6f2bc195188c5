import { isFunction, returnedBy } from '../classes.ts'
import type { FunctionNode, Path } from '../bindings.ts'
import type { SourceFile } from '../file.ts'
import { sqlWords } from '../models/sql-names.ts'
import { looksLikeSql } from '../sql/position.ts'
import type { Position } from '../sql/position.ts'
import { sqlUseOf } from '../sql/queries.ts'
import { choice, hasConstant, placesIn, skeletonOf } from '../sql/text.ts'
import type { Hole } from '../sql/text.ts'
import type { Tracker } from '../sql/tracker.ts'
import { walk } from '../tree.ts'

/** What other files need to know of a file to follow SQL across it. Plain data: it can be stored and sent. */
export interface SqlFacts {
  readonly forwards: readonly SqlForward[]
  readonly builds: readonly SqlBuild[]
}

/** An exported function that puts a parameter into SQL and sends it. */
export interface SqlForward {
  /** The way to the function from outside: `query`, `Users.find`, `default`; `()` after a function that returns it. */
  readonly function: string
  readonly parameter: SqlParameter
  /** `statement` where the parameter is the whole text. */
  readonly as: 'statement' | Position
  /** The library that the text goes to, where that is known. */
  readonly library?: string
}

/** An exported function that returns SQL text with its parameters in it. */
export interface SqlBuild {
  readonly function: string
  /** The text, with U+0001 for what is put in. */
  readonly text: string
  readonly holes: readonly { readonly parameter: SqlParameter; readonly as: Position }[]
}

/** A part of what a function is given: the parameter's number from 0, and the way from it. */
export interface SqlParameter {
  readonly index: number
  readonly path: Path
}

/** Calls by which SQL is handed on in files that hold none themselves. */
const forwardingWords = ['.query(', '.execute(', '.raw(', '.unsafe(']

const nothing: SqlFacts = { forwards: [], builds: [] }

/** The SQL facts of one file; the tree is built only where the text mentions SQL or a call that takes it. */
export function sqlFacts(file: SourceFile): SqlFacts {
  if (![...sqlWords, ...forwardingWords].some((word) => file.text.includes(word))) return nothing
  const { queries, forwarders, tracker } = sqlUseOf(file)
  const forwards: SqlForward[] = []
  for (const { function: target, parameter: index, path, library } of forwarders) {
    const name = tracker.calls.exportedName(target)
    if (name !== undefined) forwards.push({ function: name, parameter: { index, path }, as: 'statement', ...named(library) })
  }
  for (const { holes, library } of queries) {
    for (const hole of holes) {
      if (hole.origin.kind !== 'caller' || (hole.first && hole.position === 'clause')) continue
      const { function: name, parameter, path } = hole.origin
      forwards.push({ function: name, parameter: { index: parameter.index, path }, as: hole.position, ...named(library) })
    }
  }
  return { forwards: distinct(forwards), builds: buildsOf(tracker) }
}

function named(library: { readonly name: string } | undefined): { readonly library?: string } {
  return library === undefined ? {} : { library: library.name }
}

function distinct(forwards: readonly SqlForward[]): SqlForward[] {
  return [...new Map(forwards.map((forward) => [JSON.stringify(forward), forward])).values()]
}

function buildsOf(tracker: Tracker): SqlBuild[] {
  const builds: SqlBuild[] = []
  walk(tracker.file.program, (node) => {
    const name = isFunction(node) ? tracker.calls.exportedName(node) : undefined
    const build = name === undefined || !isFunction(node) ? undefined : buildOf(tracker, node, name)
    if (build !== undefined) builds.push(build)
  })
  return builds
}

function buildOf(tracker: Tracker, target: FunctionNode, name: string): SqlBuild | undefined {
  const returned = returnedBy(target)
  if (returned.length === 0 || returned.length > 10) return undefined
  const text = choice(returned.map((value) => tracker.ask().text(value)))
  const skeleton = hasConstant(text) ? skeletonOf(text) : ''
  if (
    !looksLikeSql(skeleton) &&
    !/^\s*(?:where|and|or|order\s+by|group\s+by|limit|set|values|join|left\s+join|on|having)\b/i.test(skeleton)
  )
    return undefined
  const holes = placesIn(text).flatMap((hole) => parameterOf(target, hole) ?? [])
  return holes.length === 0 ? undefined : { function: name, text: skeleton, holes }
}

function parameterOf(
  target: FunctionNode,
  { origin, position }: Hole & { readonly position: Position },
): SqlBuild['holes'][number] | undefined {
  if (origin.kind !== 'caller' || origin.parameter.function !== target) return undefined
  return { parameter: { index: origin.parameter.index, path: origin.path }, as: position }
}
