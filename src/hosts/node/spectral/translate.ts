import type { Rule as SpectralRule, Ruleset } from '@stoplight/spectral-core'

import type { RuleEntries, RuleOptions } from '../../../config/configuration-file.ts'
import { severities } from '../../../core/diagnostic.ts'
import type { Severity } from '../../../core/diagnostic.ts'
import { asList, asObject, field, isObject } from '../../../core/json.ts'
import type { JsonObject } from '../../../core/json.ts'
import { equivalentOf, equivalents, knownRulesets } from '../../spectral/equivalents.ts'
import { markOf } from '../../spectral/mark.ts'
import { severityOf } from './rules.ts'

/** How a Spectral ruleset is divided between our rules and Spectral. */
export interface Translation {
  /** What it says about our own rules. */
  readonly own: RuleEntries
  /** The names of the rules that Spectral has to run. */
  readonly theirs: ReadonlySet<string>
}

/**
 * Divides a ruleset between our rules and Spectral. A rule of a well-known ruleset is replaced by our equivalent, with the severity it has
 * in the ruleset. One that we consider not worth having is dropped, unless the team enables it explicitly. Every rule that the team has
 * written or changed is run by Spectral.
 * @param known the ids of our rules: the table of equivalents may contain rules that do not exist yet
 */
export function translate(ruleset: Ruleset, known: ReadonlySet<string>): Translation {
  const stated = new Map(statements(ruleset.definition, new Set()))
  const changed = new Set([...statements(ruleset.definition, new Set())].flatMap(([name, entry]) => (isDefinition(entry) ? [name] : [])))
  const own = new Translations()
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

/** The team's own entries for rules. Later ones take precedence. */
function* statements(definition: unknown, seen: Set<unknown>): Generator<[name: string, entry: unknown]> {
  if (!isObject(definition) || seen.has(definition)) return
  seen.add(definition)
  const extended = field(definition, 'extends')
  for (const one of Array.isArray(extended) ? asList(extended) : [extended]) yield* statements(Array.isArray(one) ? asList(one)[0] : one, seen)
  const rules = asObject(field(definition, 'rules')) ?? {}
  if (!isCommon(rules)) yield* Object.entries(rules)
}

/** True for the rules of a well-known ruleset, or of ours: their entries are not the team's own. */
function isCommon(rules: JsonObject): boolean {
  const names = Object.keys(rules)
  const steps = Object.values(rules).flatMap((rule) => [field(rule, 'then'), ...asList(field(rule, 'then'))])
  if (steps.some((step) => markOf(field(step, 'function')) !== undefined)) return true
  return knownRulesets.some((ruleset) => {
    const known = new Set(equivalents.filter((one) => one.ruleset === ruleset).map(({ rule }) => rule))
    const shared = names.filter((name) => known.has(name)).length
    const defined = Object.values(rules).filter(isDefinition).length
    // Versions of them differ by a few rules.
    return defined === names.length && shared >= known.size / 2 && shared >= names.length * 0.8
  })
}

function isDefinition(entry: unknown): boolean {
  return isObject(entry) && ('given' in entry || 'then' in entry)
}

/** Combines the entries of several Spectral rules for the one rule of ours that replaces them. */
class Translations {
  readonly #asked = new Map<string, { severity: Severity; isMain: boolean; options: RuleOptions }>()
  readonly #off = new Set<string>()

  leaveOut(rule: string | undefined): void {
    if (rule !== undefined) this.#off.add(rule)
  }

  /** The highest severity wins. A rule for which ours is only a secondary equivalent counts only if there is no other. */
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

/** Merges options: lists are concatenated, other values replaced. */
function together(first: RuleOptions, second: RuleOptions): RuleOptions {
  const both = Object.entries(second).map(([name, value]): [string, unknown] => {
    const before = first[name]
    return [name, Array.isArray(before) && Array.isArray(value) ? [...new Set([...asList(before), ...asList(value)])] : value]
  })
  return { ...first, ...Object.fromEntries(both) }
}
