import type { Analysis } from './analysis.ts'
import type { Severity } from './diagnostic.ts'
import type { Edit } from './fix.ts'
import type { Location } from './location.ts'
import type { OptionSchemas, OptionsOf } from './options.ts'
import type { Settings } from './settings.ts'
import type { Subject, Visitors } from './subject.ts'

/** The names between `{{` and `}}` in a message. */
type Placeholders<Text extends string> = Text extends `${string}{{${infer Name}}}${infer Rest}` ? Name | Placeholders<Rest> : never

/** The values for a message's placeholders. */
export type MessageData<Text extends string> = { readonly [Name in Placeholders<Text>]: string | number }

type Messages = { readonly [id: string]: string }
type Requires<Unit extends object> = { readonly [name: string]: Analysis<Unit, unknown> }
type Results<Required> = { readonly [Name in keyof Required]: Required[Name] extends Analysis<never, infer Result> ? Result : never }

/**
 * Reports a finding: its place, the id of its message and the values for the message's placeholders. A rule cannot set severity or rule id.
 * `more` holds related places, fixes and grouping; a list alone is short for `{ related }`. If several places are best fixed in one go,
 * report each of them, with `together`: see {@link TogetherUse}.
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

/** The placeholders of a group's message that the engine fills: the number of places, and the first few of their names. */
type FilledByEngine = 'count' | 'names'

/**
 * How findings of one rule in one file are grouped into one finding: under the message `as`, whose `{{count}}` and `{{names}}` are filled
 * in, or, with a `key` alone, under the message of the first one and the number of places. Suppressions, exceptions and the baseline
 * apply to single places; the group is made of what they leave over, and a single place left over keeps its usual message.
 */
export type TogetherUse<Texts extends Messages> = { readonly as?: never; readonly key: string } | {
  readonly [Id in keyof Texts & string]: {
    readonly as: Id
    /** The place's name in the message of the group. */
    readonly name: string
    /** Only findings with the same key are grouped. */
    readonly key?: string
    /** Set if something is missing, as opposed to wrong: then two places are grouped already, otherwise three. */
    readonly isOmission?: true
  } & ([Exclude<Placeholders<Texts[Id]>, FilledByEngine>] extends [never]
    ? { readonly data?: Omit<MessageData<Texts[Id]>, FilledByEngine> }
    : { readonly data: Omit<MessageData<Texts[Id]>, FilledByEngine> })
}[keyof Texts & string]

/** One of a rule's fixes or suggestions for one finding: its id, its edits, and the values for the placeholders of its title. */
export type FixUse<Fixes extends Messages> = {
  readonly [Id in keyof Fixes & string]: {
    readonly id: Id
    readonly edits: readonly Edit[]
  } & ([Placeholders<Fixes[Id]>] extends [never] ? { readonly data?: MessageData<Fixes[Id]> } : { readonly data: MessageData<Fixes[Id]> })
}[keyof Fixes & string]

/** What `check` is given for one unit. */
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
  /** Shown above the example, if it is not self-explanatory. */
  readonly title?: string
  /** The one file, or the files by their path. `project` rules need several. */
  readonly code: string | { readonly [file: string]: string }
  /** File name for a single file; by default the subject's usual one. */
  readonly file?: string
  /** The result of `--fix` on a bad example that can be fixed: the whole file, or the files that change. */
  readonly fixed?: string | { readonly [file: string]: string }
  readonly options?: { readonly [name: string]: unknown }
  readonly settings?: Partial<Settings>
}

/** The presets that a rule is part of, with the severity of its findings. A rule in `recommended` is in `strict` too. */
export interface Presets {
  readonly recommended?: Severity
  readonly strict: Severity
}

/** The parts of a rule that describe it: the same for every subject. */
export interface RuleProse {
  /** What is true where the rule is followed, as a statement: "Collections have plural names". */
  readonly title: string
  /** What goes wrong where it is not, in one or two sentences. */
  readonly why: string
  /** What to do instead. */
  readonly fix: string
  readonly presets: Presets
  /** The lines of the checklist that the rule answers: `API-1`. */
  readonly checklist: readonly string[]
  /** The sources of the convention: `RFC 9110 15.3.2`. */
  readonly references?: readonly string[]
  /**
   * Words one of which a unit's text must contain for the rule to find anything there. The engine skips the rule for other units, and
   * need not parse a file that every rule skips. Left out, the rule runs on every unit.
   */
  readonly mentions?: readonly string[]
  /** Set if the rule traces values through the code: its findings can change though no file's facts have, so they must not be reused. */
  readonly followsValues?: true
  /** What the rule leaves alone on purpose, one line each: printed in the documentation. */
  readonly silentOn?: readonly string[]
  readonly examples: { readonly bad: readonly Example[]; readonly good: readonly Example[] }
}

/** Required of built-in rules, by a test; optional for a team's own. */
type OwnParts = 'checklist' | 'examples'

/** The argument of {@link defineRule}. */
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
  /** Ids of messages for lesser cases of the defect: these findings weigh one step less than the configured severity. */
  readonly lesser?: readonly (keyof Texts & string)[]
  /**
   * The titles of safe fixes, by id: in the imperative, with placeholders as in messages. Safe means that there is exactly one right
   * answer, whoever owns the API; `--fix` applies these. At most one for each finding.
   */
  readonly fixes?: Fixes
  /** The titles of fixes that a person has to choose, offered by editors, in the same form. */
  readonly suggestions?: Suggestions
  readonly check: (
    context: RuleContext<Unit, Place, OptionsOf<Options>, Results<Required>, Texts, Fixes & Suggestions>,
  ) => Visitors<Nodes>
}

/**
 * A rule as the engine runs it, with the types of its subject, options and messages erased. Its id and topic are the names of its file
 * and folder, so it holds neither: see {@link Rule}.
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

/** A rule with its id and topic. */
export interface Rule extends RuleValue {
  readonly id: string
  readonly topic: string
  /** Set where messages are not part of the program but in a file of their own. */
  readonly loadMessages?: () => Messages
  /** Set where checks are in files of their own, which are loaded when the first rule of their kind runs. */
  readonly loadCheck?: () => Pick<RuleValue, 'check' | 'requires'>
  /** Set for custom rules, which may never end: runs `work`, and throws if it exceeds the time limit. */
  readonly watch?: (work: () => void) => void
}

/** True for rules that compare contracts with code, or with an earlier version: they need both, so commit hooks leave them out. */
export function comparesSides(rule: Pick<RuleValue, 'subject'>): boolean {
  return rule.subject.name === 'drift' || comparesVersions(rule)
}

/** True for rules that compare two versions of a contract: only `setsquare diff` runs them. */
export function comparesVersions({ subject }: Pick<RuleValue, 'subject'>): boolean {
  return subject.name === 'evolution'
}

/**
 * Declares a rule. Documentation, configuration schema and tests are generated from this value.
 * The types of options, analyses and message data are inferred from the definition.
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
  // The one place where the inferred types are erased. That is sound because the engine passes to `check` exactly the unit, options and
  // results that `subject`, `options` and `requires` of the same value describe.
  return Object.freeze({ ...defaults, ...definition }) as unknown as RuleValue
}

const defaults = { checklist: [], examples: { bad: [], good: [] }, options: {}, requires: {}, messages: {}, lesser: [], fixes: {}, suggestions: {} }

/** Fills the `{{placeholders}}` of a message; those without a value stay as they are. */
export function formatMessage(text: string, data: { readonly [name: string]: string | number }): string {
  return text.replace(/\{\{(\w+)\}\}/g, (placeholder, name: string) => (Object.hasOwn(data, name) ? String(data[name]) : placeholder))
}

/**
 * Gives rules their ids and topics.
 * @param topics the rules by topic (their folder) and id (their file)
 */
export function withIds(topics: { readonly [topic: string]: { readonly [id: string]: RuleValue } }): readonly Rule[] {
  return Object.entries(topics).flatMap(([topic, rules]) => Object.entries(rules).map(([id, rule]) => ({ ...rule, id, topic })))
}
