import type { ISpectralDiagnostic, Ruleset } from '@stoplight/spectral-core'

import type { RuleEntries } from '../../../config/configuration-file.ts'
import type { Configuration } from '../../../core/configuration.ts'
import type { Diagnostic } from '../../../core/diagnostic.ts'
import { isObject } from '../../../core/json.ts'
import type { DocumentLocation, Pointer } from '../../../core/location.ts'
import type { Rule } from '../../../core/rule.ts'
import { isUnreadable } from '../../../documents/store.ts'
import type { DocumentStore } from '../../../documents/store.ts'
import type { Companion, CompanionContext } from '../../companion.ts'
import { pageOf } from '../config/docs.ts'
import { lint } from './lint.ts'
import type { SpectralPackages } from './packages.ts'
import { severityOf, theirRule } from './rules.ts'
import type { TheirRule } from './rules.ts'
import { FunctionLimits } from './time-limits.ts'
import { translate } from './translate.ts'

/** A ruleset as it applies to one document: overrides may change it for some. */
interface Applied {
  /** Only the rules that Spectral has to run are enabled in it. */
  readonly ruleset: Ruleset
  /** By their names in the ruleset. */
  readonly theirs: ReadonlyMap<string, TheirRule>
  readonly entries: RuleEntries
}

/** A team's own Spectral ruleset, run beside our rules. */
export class SpectralCompanion implements Companion {
  readonly #packages: SpectralPackages
  readonly #whole: Ruleset
  readonly #known: ReadonlySet<string>
  readonly #limits: FunctionLimits
  readonly #usual: Applied | undefined
  readonly #byFile = new Map<string, Applied>()

  /**
   * @param whole the loaded ruleset, which the companion may modify from now on
   * @param known the ids of our rules
   */
  constructor(whole: Ruleset, packages: SpectralPackages, known: ReadonlySet<string>) {
    this.#whole = whole
    this.#packages = packages
    this.#known = known
    this.#limits = new FunctionLimits(packages.functions)
    this.#usual = whole.overrides === null ? apply(whole, known, this.#limits) : undefined
  }

  /** What the ruleset says about our rules and its own. The configuration takes precedence. */
  entriesFor(file: string): RuleEntries {
    return this.#appliedTo(file).entries
  }

  /** The rules that Spectral runs on these documents, in the form of our own. */
  rulesFor(files: readonly string[]): readonly Rule[] {
    return this.#theirsFor(files).map(({ rule }) => rule)
  }

  /** The documentation addresses of these rules. */
  docsFor(files: readonly string[]): ReadonlyMap<string, string> {
    return new Map(this.#theirsFor(files).map(({ rule, docs }) => [rule.id, docs ?? pageOf('spectral-rulesets.md')]))
  }

  async lint(entry: string, { store, files, configuration }: CompanionContext): ReturnType<Companion['lint']> {
    const { ruleset, theirs } = this.#appliedTo(entry)
    const document = store.load(entry)
    const isNeeded = [...theirs.values()].some(({ rule }) => configuration.severityOf(rule, entry) !== 'off')
    if (isUnreadable(document) || !isNeeded) return { diagnostics: [], failures: [] }
    const { results, failures } = await lint(document.text, entry, ruleset, files, this.#packages)
    return {
      diagnostics: results.flatMap((result) => {
        const their = theirs.get(String(result.code))
        // A result without a rule, such as an unresolved reference or a syntax error, is also reported by our own check.
        return their === undefined ? [] : diagnosticOf(result, their, locationOf(result.source ?? entry, result.path, store), configuration)
      }),
      failures: [...theirs.values()].flatMap(({ name, rule }) => {
        const reason = failures.get(name)
        const message = `the rule '${name}' of the Spectral ruleset failed here, so its findings are incomplete (${reason ?? ''})`
        return reason === undefined ? [] : [{ kind: 'rule-failed' as const, rule: rule.id, file: entry, message }]
      }),
    }
  }

  #theirsFor(files: readonly string[]): readonly TheirRule[] {
    const all = files.flatMap((file) => [...this.#appliedTo(file).theirs.values()])
    return [...new Map(all.map((one) => [one.rule.id, one])).values()]
  }

  #appliedTo(file: string): Applied {
    if (this.#usual !== undefined) return this.#usual
    const known = this.#byFile.get(file) ?? apply(this.#whole.fromSource(file), this.#known, this.#limits)
    this.#byFile.set(file, known)
    return known
  }
}

function apply(ruleset: Ruleset, known: ReadonlySet<string>, limits: FunctionLimits): Applied {
  const { own, theirs: names } = translate(ruleset, known)
  const rules = Object.entries(ruleset.rules)
  const theirs = new Map(rules.filter(([name]) => names.has(name)).map(([name, rule]) => [name, theirRule(name, rule)]))
  for (const [name, rule] of rules) {
    if (names.has(name)) limits.applyTo(rule)
    else rule.enabled = false
  }
  return { ruleset, theirs, entries: { ...own, ...Object.fromEntries([...theirs.values()].map(({ rule, severity }) => [rule.id, severity])) } }
}

function diagnosticOf(result: ISpectralDiagnostic, { rule, severity }: TheirRule, location: DocumentLocation, configuration: Configuration): Diagnostic[] {
  const configured = configuration.severityOf(rule, location.file)
  if (configured === 'off') return []
  // Overrides may have changed the severity at this place. It counts unless the configuration sets another one for the rule.
  const weight = configured === severity ? severityOf(result) : configured
  return [{ rule: rule.id, topic: rule.topic, severity: weight, message: result.message, location, related: [] }]
}

/** A location in our form: list items by number, and a value of several lines is marked at its key. */
function locationOf(file: string, path: readonly (string | number)[], store: DocumentStore): DocumentLocation {
  const document = store.load(file)
  let value: unknown = isUnreadable(document) ? undefined : document.value
  const pointer: Pointer = path.map((part) => {
    const list: readonly unknown[] | undefined = Array.isArray(value) ? value : undefined
    value = list === undefined ? (isObject(value) ? value[part] : undefined) : list[Number(part)]
    return list === undefined ? String(part) : Number(part)
  })
  return { file, pointer, ...(typeof value === 'object' && { on: 'key' as const }) }
}
