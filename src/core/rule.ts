import type { Analysis } from './analysis.ts'
import type { Severity } from './diagnostic.ts'
import type { Edit } from './fix.ts'
import type { Location } from './location.ts'
import type { OptionSchemas, OptionsOf } from './options.ts'
import type { Settings } from './settings.ts'
import type { Subject, Visitors } from './subject.ts'

/** The names between `{{` and `}}` in a message. */
type Placeholders<Text extends string> = Text extends `${string}{{${infer Name}}}${infer Rest}` ? Name | Placeholders<Rest> : never

/** What a message needs said: one entry a placeholder. */
export type MessageData<Text extends string> = { readonly [Name in Placeholders<Text>]: string | number }

type Messages = { readonly [id: string]: string }
type Requires<Unit extends object> = { readonly [name: string]: Analysis<Unit, unknown> }
type Results<Required> = { readonly [Name in keyof Required]: Required[Name] extends Analysis<never, infer Result> ? Result : never }

/**
 * Points at a place and says which message, with what in its gaps. Severity and id are not a rule's to set.
 * `more` is what goes with the finding; a list alone is short for `{ related }`. Where the same may be found at several places that
 * one would put right together, each is reported, with what to say `together`: see {@link TogetherUse}.
 */
export type Report<Place, Texts extends Messages, Fixes extends Messages> = <Id extends keyof Texts & string>(
  place: Place,
  message: Id,
  data: MessageData<Texts[Id]>,
  more?:
    | readonly RelatedPlace<Place>[]
    | {
        readonly related?: readonly RelatedPlace<Place>[]
        readonly fixes?: readonly FixUse<Fixes>[]
        readonly together?: TogetherUse<Texts>
      },
) => void

interface RelatedPlace<Place> {
  readonly place: Place | Location
  readonly message: string
}

/** The gaps of a message for several places that the engine fills: how many there are, and the first of their names. */
type Told = 'count' | 'names'

/**
 * How findings of one rule in one file are said as one: by the message `as`, which has `{{count}}` and `{{names}}` filled in, or, where
 * the message for one says it all, by that one and how many places there are. Places are suppressed, excepted and held against a baseline
 * one by one; what is left of them is one finding, or the usual one where it is one.
 */
export type TogetherUse<Texts extends Messages> = { readonly as?: never; readonly key: string } | {
  readonly [Id in keyof Texts & string]: {
    readonly as: Id
    /** What the place is called in the message for several. */
    readonly name: string
    /** Tells apart what is not put right together. */
    readonly key?: string
    /** Said where something is left out all over, and not wrong where it stands: two places already are one finding then, and not only three. */
    readonly isOmission?: true
  } & ([Exclude<Placeholders<Texts[Id]>, Told>] extends [never]
    ? { readonly data?: Omit<MessageData<Texts[Id]>, Told> }
    : { readonly data: Omit<MessageData<Texts[Id]>, Told> })
}[keyof Texts & string]

/** One of a rule's fixes or suggestions for one finding: its id, what stands in the gaps of its title, and what it changes. */
export type FixUse<Fixes extends Messages> = {
  readonly [Id in keyof Fixes & string]: {
    readonly id: Id
    readonly edits: readonly Edit[]
  } & ([Placeholders<Fixes[Id]>] extends [never] ? { readonly data?: MessageData<Fixes[Id]> } : { readonly data: MessageData<Fixes[Id]> })
}[keyof Fixes & string]

export interface RuleContext<Unit extends object, Place, Options, Used, Texts extends Messages, Fixes extends Messages> {
  readonly unit: Unit
  readonly options: Options
  /** The results of the analyses in `requires`. */
  readonly use: Used
  readonly settings: Settings
  readonly report: Report<Place, Texts, Fixes>
}

/** An example that is run as a test and printed in the documentation. */
export interface Example {
  /** Shown above the example where it is not obvious. */
  readonly title?: string
  /** The one file, or the files by their path. `project` rules want several. */
  readonly code: string | { readonly [file: string]: string }
  /** File name for a single file; the subject's usual one where left out. */
  readonly file?: string
  /** What `--fix` makes of a bad example, where it makes something of it: the whole file, or the files that change. */
  readonly fixed?: string | { readonly [file: string]: string }
  readonly options?: { readonly [name: string]: unknown }
  readonly settings?: Partial<Settings>
}

/** In which preset a rule takes part and how much its findings weigh there. A rule in `recommended` is in `strict` too. */
export interface Presets {
  readonly recommended?: Severity
  readonly strict: Severity
}

/** The parts of a rule that a reader needs: the same for every subject. */
export interface RuleProse {
  /** What holds when the rule is kept, as a statement: "Collections have plural names". */
  readonly title: string
  /** What goes wrong otherwise, in one or two sentences. */
  readonly why: string
  /** What to do instead. */
  readonly fix: string
  readonly presets: Presets
  /** The lines of the checklist that the rule answers: `API-1`. */
  readonly checklist: readonly string[]
  /** Outside sources of the convention: `RFC 9110 15.3.2`. */
  readonly references?: readonly string[]
  /**
   * Words of which a unit's text must hold at least one for the rule to find anything there: lets the engine leave a file's
   * tree unbuilt. Left out, every unit is looked at.
   */
  readonly mentions?: readonly string[]
  /** Set where the rule asks where values come from, which is followed through the code itself: facts do not tell when it would find something else. */
  readonly followsValues?: true
  /** What the rule leaves alone on purpose, one line each: printed in the documentation. */
  readonly silentOn?: readonly string[]
  readonly examples: { readonly bad: readonly Example[]; readonly good: readonly Example[] }
}

/** What all of our rules have, which a test sees to, and a team's own may leave out. */
type OwnParts = 'checklist' | 'examples'

export interface RuleDefinition<
  Unit extends object,
  Nodes,
  Place,
  Options extends OptionSchemas,
  Required extends Requires<Unit>,
  Texts extends Messages,
  Fixes extends Messages,
  Suggestions extends Messages,
> extends Omit<RuleProse, OwnParts>,
    Partial<Pick<RuleProse, OwnParts>> {
  readonly subject: Subject<Unit, Nodes, Place>
  readonly options?: Options
  readonly requires?: Required
  readonly messages: Texts
  /** Messages that weigh one step less than the configured severity: the lesser cases of the same defect. */
  readonly lesser?: readonly (keyof Texts & string)[]
  /**
   * What `--fix` does, by id: in the imperative, with gaps as in messages. Only what has exactly one right answer, whoever
   * owns the API; at most one of them a finding.
   */
  readonly fixes?: Fixes
  /** What an editor offers and somebody has to choose, in the same form. */
  readonly suggestions?: Suggestions
  readonly check: (
    context: RuleContext<Unit, Place, OptionsOf<Options>, Results<Required>, Texts, Fixes & Suggestions>,
  ) => Visitors<Nodes>
}

/**
 * A rule as the engine runs it: the types of its subject, options and messages are behind it. Its id and topic are its
 * file's and folder's name, so it carries neither; see {@link Rule}.
 */
export interface RuleValue extends RuleProse {
  readonly subject: Subject<object, object, never>
  readonly options: OptionSchemas
  readonly requires: Requires<object>
  readonly messages: Messages
  readonly lesser: readonly string[]
  readonly fixes: Messages
  readonly suggestions: Messages
  readonly check: (context: RuleContext<object, unknown, object, object, Messages, Messages>) => { readonly [kind: string]: unknown }
}

/** A rule with the name it goes by. */
export interface Rule extends RuleValue {
  readonly id: string
  readonly topic: string
  /** Set for programs that may go on for ever: runs them, and throws where they take too long. */
  readonly watch?: (work: () => void) => void
}

/**
 * Declares a rule. Everything a host shows of it (documentation, schema, messages) derives from this one value.
 * Types of options, analyses and message data are inferred from the definition.
 */
export function defineRule<
  Unit extends object,
  Nodes,
  Place,
  const Options extends OptionSchemas = Record<never, never>,
  const Required extends Requires<Unit> = Record<never, never>,
  const Texts extends Messages = Messages,
  const Fixes extends Messages = Record<never, never>,
  const Suggestions extends Messages = Record<never, never>,
>(definition: RuleDefinition<Unit, Nodes, Place, Options, Required, Texts, Fixes, Suggestions>): RuleValue {
  // The one place where the inferred types are put behind the common one: the engine gives back to `check` exactly the
  // unit, options and results that `subject`, `options` and `requires` of the same value describe.
  return Object.freeze({ ...leftOut, ...definition }) as unknown as RuleValue
}

/** What stands for what a definition leaves out. */
const leftOut = { checklist: [], examples: { bad: [], good: [] }, options: {}, requires: {}, lesser: [], fixes: {}, suggestions: {} }

/** Fills the gaps of a message. */
export function formatMessage(text: string, data: { readonly [name: string]: string | number }): string {
  return text.replace(/\{\{(\w+)\}\}/g, (gap, name: string) => (Object.hasOwn(data, name) ? String(data[name]) : gap))
}

/**
 * Rules under their names.
 * @param topics by topic and id, as the folders and files are called that they stand in
 */
export function named(topics: { readonly [topic: string]: { readonly [id: string]: RuleValue } }): readonly Rule[] {
  return Object.entries(topics).flatMap(([topic, rules]) => Object.entries(rules).map(([id, rule]) => ({ ...rule, id, topic })))
}
