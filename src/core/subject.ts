import type { Location } from './location.ts'

/** The kinds of subject. Two subjects are called `api`: one for contracts and routes in code, one for contracts alone. */
export type SubjectName = 'openapi' | 'api' | 'source' | 'project' | 'drift' | 'evolution'

/** What a rule's `check` returns: a function for each kind of node that the rule looks at. */
export type Visitors<Nodes> = { readonly [Kind in keyof Nodes]?: (node: Nodes[Kind]) => void }

/** Calls every rule's visitor for this kind of node. */
export type Visit<Nodes> = <Kind extends keyof Nodes & string>(kind: Kind, node: Nodes[Kind]) => void

/**
 * What rules run on. A subject knows how to traverse its units and how to locate their parts, so that the engine need not.
 *
 * `Unit` is what is parsed and traversed as a whole (a contract, an API model, a source file, a project), `Nodes` maps the kinds of node
 * to their types, `Place` is what a rule may point at.
 */
export interface Subject<Unit extends object, Nodes, Place> {
  readonly name: SubjectName
  /** Whether units come from contracts, code or both: shown in the documentation of rules. */
  readonly speaksAbout: readonly ('contract' | 'code')[]
  /** `unit`: one file or contract at a time; `program`: the unit is everything that was checked. */
  readonly scope: 'unit' | 'program'
  /** True if {@link traverse} can visit this kind of node: catches misspelt visitors. */
  hasNode(kind: string): boolean
  /** True if the unit's text contains one of the words, or if the unit has no text of its own. */
  mentions(unit: Unit, words: readonly string[]): boolean
  /** Walks the unit once, calling `visit` for nodes whose kind is in `wanted`. */
  traverse(unit: Unit, visit: Visit<Nodes>, wanted: ReadonlySet<string>): void
  /** The location of what a rule points at. */
  locate(unit: Unit, place: Place): Location
  /** The unit's main file: the configuration's overrides for it set the options of rules on this unit. */
  fileOf(unit: Unit): string
}
