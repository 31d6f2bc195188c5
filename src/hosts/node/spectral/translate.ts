import type { Rule as SpectralRule, Ruleset } from '@stoplight/spectral-core'

import type { RuleEntries, RuleOptions } from '../../../config/configuration-file.ts'
import { severities } from '../../../core/diagnostic.ts'
import type { Severity } from '../../../core/diagnostic.ts'
import { asList, asObject, field, isObject } from '../../../core/json.ts'
import type { JsonObject } from '../../../core/json.ts'
import { equivalentOf, equivalents, knownRulesets } from '../../spectral/equivalents.ts'
import { markOf } from '../../spectral/mark.ts'
import { severityOf } from './rules.ts'

/** What a Spectral ruleset comes to here. */
export interface Translation {
  /** What it says about rules that we have ourselves. */
  readonly own: RuleEntries
  /** The names of the rules that are left to Spectral. */
  readonly theirs: ReadonlySet<string>
}

/**
 * Divides a ruleset between our rules and Spectral. One that the common rulesets bring along and that we have an equivalent of is
 * ours, with the severity it has in the ruleset; one without, because it is not worth having, is left out unless the team itself asks for it.
 * Everything the team has written or changed is Spectral's to run.
 * @param known the ids of our rules: the table of equivalents may be ahead of them
 */
export function translate(ruleset: Ruleset, known: ReadonlySet<string>): Translation {
  const stated = new Map(statements(ruleset.definition, new Set()))
  const changed = new Set([...statements(ruleset.definition, new Set())].flatMap(([name, entry]) => (isDefinition(entry) ? [name] : [])))
  const own = new Verdicts()
  const theirs = new Set<string>()
  for (const [name, rule] of Object.entries(ruleset.rules)) {
    const mark = rule.then.map((step) => markOf(step.function)).find((one) => one !== undefined)
    const equivalent = changed.has(name) ? undefined : equivalentOf(name)
    const named = mark === undefined ? equivalent?.ours : mark.part === 'main' ? [mark.rule] : []
    const ours = named?.every((id) => !known.has(id)) === true && named.length > 0 ? undefined : named?.filter((id) => known.has(id))
    if (!rule.enabled) {
      if (stated.has(name)) own.leaveOut(ours?.[0])
    } else if (ours === undefined || rule.overrides !== undefined) theirs.add(name)
    else if (ours.length > 0) own.ask(ours, severityOf(rule), mark === undefined ? equivalent?.options : optionsOf(rule))
    else if (mark === undefined && stated.has(name)) theirs.add(name)
  }
  return { own: own.entries(), theirs }
}

function optionsOf(rule: SpectralRule): RuleOptions | undefined {
  return asObject(rule.then[0]?.functionOptions)
}

/** What a team itself says about rules, in the order in which it counts. */
function* statements(definition: unknown, seen: Set<unknown>): Generator<[name: string, entry: unknown]> {
  if (!isObject(definition) || seen.has(definition)) return
  seen.add(definition)
  const extended = field(definition, 'extends')
  for (const one of Array.isArray(extended) ? asList(extended) : [extended]) yield* statements(Array.isArray(one) ? asList(one)[0] : one, seen)
  const rules = asObject(field(definition, 'rules')) ?? {}
  if (!isCommon(rules)) yield* Object.entries(rules)
}

/** True for the rules of a ruleset that many teams build on, or of ours: what they say, no team has said. */
function isCommon(rules: JsonObject): boolean {
  const names = Object.keys(rules)
  const steps = Object.values(rules).flatMap((rule) => [field(rule, 'then'), ...asList(field(rule, 'then'))])
  if (steps.some((step) => markOf(field(step, 'function')) !== undefined)) return true
  return knownRulesets.some((ruleset) => {
    const known = new Set(equivalents.filter((one) => one.ruleset === ruleset).map(({ rule }) => rule))
    const shared = names.filter((name) => known.has(name)).length
    const defined = Object.values(rules).filter(isDefinition).length
    // Older and newer versions of them have a few rules more or less.
    return defined === names.length && shared >= known.size / 2 && shared >= names.length * 0.8
  })
}

function isDefinition(entry: unknown): boolean {
  return isObject(entry) && ('given' in entry || 'then' in entry)
}

/** What several rules of Spectral's come to for one of ours that stands for all of them. */
class Verdicts {
  readonly #asked = new Map<string, { severity: Severity; isMain: boolean; options: RuleOptions }>()
  readonly #off = new Set<string>()

  leaveOut(rule: string | undefined): void {
    if (rule !== undefined) this.#off.add(rule)
  }

  /** The gravest severity counts; those of rules that stand mainly for something else count where there is no other. */
  ask(rules: readonly string[], severity: Severity, options: RuleOptions = {}): void {
    for (const [index, rule] of rules.entries()) {
      const isMain = index === 0
      const known = this.#asked.get(rule)
      const isGraver =
        known === undefined || (isMain === known.isMain ? severities.indexOf(severity) < severities.indexOf(known.severity) : isMain)
      this.#asked.set(rule, {
        severity: isGraver ? severity : known.severity,
        isMain: isMain || known?.isMain === true,
        options: isMain ? together(known?.options ?? {}, options) : (known?.options ?? {}),
      })
    }
  }

  entries(): RuleEntries {
    const off = [...this.#off].filter((rule) => this.#asked.get(rule)?.isMain !== true)
    return {
      ...Object.fromEntries([...this.#asked].map(([rule, { severity, options }]) => [rule, [severity, options] as const])),
      ...Object.fromEntries(off.map((rule) => [rule, 'off'] as const)),
    }
  }
}

/** Lists are put together, other options replaced. */
function together(first: RuleOptions, second: RuleOptions): RuleOptions {
  const both = Object.entries(second).map(([name, value]): [string, unknown] => {
    const before = first[name]
    return [name, Array.isArray(before) && Array.isArray(value) ? [...new Set([...asList(before), ...asList(value)])] : value]
  })
  return { ...first, ...Object.fromEntries(both) }
}
