import type { Location } from './location.ts'

/** The four things rules look at. */
export type SubjectName = 'openapi' | 'api' | 'source' | 'project'

/** The functions a rule hands over: one a kind of node, only for the kinds it cares about. */
export type Visitors<Nodes> = { readonly [Kind in keyof Nodes]?: (node: Nodes[Kind]) => void }

/** Calls every visitor interested in this kind of node. */
export type Visit<Nodes> = <Kind extends keyof Nodes & string>(kind: Kind, node: Nodes[Kind]) => void

/**
 * What rules of one sort run on. A subject knows how to walk its unit and how to say where a thing of it stands;
 * the engine knows neither, and so serves all four.
 *
 * `Unit` is what is parsed and walked at once (a contract, an API model, a source file, a project), `Nodes` maps the
 * kinds of node to their types, `Place` is what a rule may point at.
 */
export interface Subject<Unit extends object, Nodes, Place> {
  readonly name: SubjectName
  /** What the unit is to a user: documentation derives from it where the rule speaks. */
  readonly speaksAbout: readonly ('contract' | 'code')[]
  /** `unit` rules see one unit at a time; `program` rules need everything that was checked. */
  readonly scope: 'unit' | 'program'
  /** True where `kind` is something {@link traverse} can visit: catches misspelt visitors. */
  hasNode(kind: string): boolean
  /** True where the unit's text holds one of the words; true also where there is no text to look in. */
  mentions(unit: Unit, words: readonly string[]): boolean
  /** Walks the unit once, calling `visit` for nodes whose kind is in `wanted`. */
  traverse(unit: Unit, visit: Visit<Nodes>, wanted: ReadonlySet<string>): void
  /** Where the thing a rule points at stands. */
  locate(unit: Unit, place: Place): Location
  /** The file whose configuration overrides govern the options of rules on this unit. */
  fileOf(unit: Unit): string
}
