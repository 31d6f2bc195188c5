import type { Analysis } from './analysis.ts'
import type { Severity } from './diagnostic.ts'
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

/** Points at a place and says which message, with what in its gaps. Severity and id are not a rule's to set. */
export type Report<Place, Texts extends Messages> = <Id extends keyof Texts & string>(
  place: Place,
  message: Id,
  data: MessageData<Texts[Id]>,
  related?: readonly { readonly place: Place | Location; readonly message: string }[],
) => void

export interface RuleContext<Unit extends object, Place, Options, Used, Texts extends Messages> {
  readonly unit: Unit
  readonly options: Options
  /** The results of the analyses in `requires`. */
  readonly use: Used
  readonly settings: Settings
  readonly report: Report<Place, Texts>
}

/** An example that is run as a test and printed in the documentation. */
export interface Example {
  /** Shown above the example where it is not obvious. */
  readonly title?: string
  /** The one file, or the files by their path. `project` rules want several. */
  readonly code: string | { readonly [file: string]: string }
  /** File name for a single file; the subject's usual one where left out. */
  readonly file?: string
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
  /** What the rule leaves alone on purpose, one line each: printed in the documentation. */
  readonly silentOn?: readonly string[]
  readonly examples: { readonly bad: readonly Example[]; readonly good: readonly Example[] }
}

export interface RuleDefinition<
  Unit extends object,
  Nodes,
  Place,
  Options extends OptionSchemas,
  Required extends Requires<Unit>,
  Texts extends Messages,
> extends RuleProse {
  readonly subject: Subject<Unit, Nodes, Place>
  readonly options?: Options
  readonly requires?: Required
  readonly messages: Texts
  /** Messages that weigh one step less than the configured severity: the lesser cases of the same defect. */
  readonly lesser?: readonly (keyof Texts & string)[]
  readonly check: (
    context: RuleContext<Unit, Place, OptionsOf<Options>, Results<Required>, Texts>,
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
  readonly check: (context: RuleContext<object, unknown, object, object, Messages>) => { readonly [kind: string]: unknown }
}

/** A rule with the name it goes by. */
export interface Rule extends RuleValue {
  readonly id: string
  readonly topic: string
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
>(definition: RuleDefinition<Unit, Nodes, Place, Options, Required, Texts>): RuleValue {
  // The one place where the inferred types are put behind the common one: the engine gives back to `check` exactly the
  // unit, options and results that `subject`, `options` and `requires` of the same value describe.
  return Object.freeze({ options: {}, requires: {}, lesser: [], ...definition }) as unknown as RuleValue
}

/** Fills the gaps of a message. */
export function formatMessage(text: string, data: { readonly [name: string]: string | number }): string {
  return text.replace(/\{\{(\w+)\}\}/g, (gap, name: string) => (Object.hasOwn(data, name) ? String(data[name]) : gap))
}
