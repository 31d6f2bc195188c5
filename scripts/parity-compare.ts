import { readFileSync, statSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname } from 'node:path'
import type { ISpectralDiagnostic, RulesetDefinition, Spectral as SpectralType } from '@stoplight/spectral-core'

import { field } from '../src/core/json.ts'
import { formatPointer } from '../src/core/location.ts'
import { check } from '../src/hosts/node/check.ts'
import { equivalents, knownRulesets } from '../src/hosts/spectral/equivalents.ts'
import { Document, rulesets, Spectral, Yaml } from './spectral-packages.ts'

/** How the results of one Spectral rule compare with ours. */
export interface RuleTally {
  /** Results for which we have a finding at, around or inside the place. */
  samePlace: number
  /** Results for which our rule has a finding in the document that stands for several places. */
  saidOnce: number
  theirsOnly: number
  /** The number of documents with results that only Spectral has. */
  theirDocuments: number
  /** Findings of our rules in documents in which this Spectral rule has no result. */
  oursOnly: number
}

/** A result that only Spectral has. */
export interface TheirsOnly {
  readonly rule: string
  readonly line: string
}

const load = createRequire(import.meta.url)

/** Spectral with every rule of the known rulesets on, including those that are off by default, except for one that crashes. */
export function setUpSpectral(): SpectralType {
  const spectral = new Spectral()
  const definitions = knownRulesets.map((name) => {
    const exported: unknown = name === 'spectral:oas' ? rulesets.oas : load(name)
    return (field(exported, 'default') ?? exported) as RulesetDefinition
  })
  spectral.setRuleset({
    extends: definitions.map((definition): [RulesetDefinition, 'all'] => [definition, 'all']),
    // It never reports anything, and throws on documents with a parameter whose `in` is not a string.
    rules: { 'owasp:api2:2023-no-credentials-in-url': 'off' },
  })
  return spectral
}

/** The place of one of our findings. */
interface Place {
  readonly rule: string
  readonly pointer: string
  /** True if it stands for other places too, or for the whole document. */
  readonly standsForMore: boolean
}

/**
 * Runs both over one contract and adds to the tallies.
 * @param largest bytes above which a contract is left out
 * @returns the results that only Spectral has; nothing if the contract was too large
 */
export async function compareRules(
  file: string,
  largest: number,
  spectral: SpectralType,
  tallies: ReadonlyMap<string, RuleTally>,
): Promise<TheirsOnly[] | undefined> {
  if (statSync(file).size > largest) return undefined
  const { report } = await check({ cwd: dirname(file), paths: [file], preset: 'all', spectral: false })
  const places = report.findings.map(({ rule, pointer = '', related, message }): Place => ({
    rule,
    pointer,
    standsForMore: related.length > 0 || pointer.startsWith('/info') || /\b(?:and \d+ more|None of|Only \d+|There are \d+|No |Nothing )/.test(message),
  }))
  const results = await spectral.run(new Document(readFileSync(file, 'utf8'), Yaml, file))
  const only: TheirsOnly[] = []
  for (const { rule, ours } of equivalents) {
    const tally = tallies.get(rule)
    if (tally === undefined) continue
    const theirs = results.filter(({ code }) => code === rule)
    const candidates = places.filter((place) => ours.includes(place.rule))
    const before = tally.theirsOnly
    for (const result of theirs) {
      const outcome = judge(result, candidates)
      tally[outcome]++
      if (outcome === 'theirsOnly') only.push({ rule, line: `${formatPointer(result.path)}: ${result.message}` })
    }
    if (tally.theirsOnly > before) tally.theirDocuments++
    if (theirs.length === 0) tally.oursOnly += candidates.length
  }
  return only
}

function judge({ path }: ISpectralDiagnostic, candidates: readonly Place[]): 'samePlace' | 'saidOnce' | 'theirsOnly' {
  const pointer = formatPointer(path)
  const isNear = (other: string): boolean => other !== '' && (pointer === other || pointer.startsWith(`${other}/`) || other.startsWith(`${pointer}/`))
  if (candidates.some((place) => isNear(place.pointer))) return 'samePlace'
  return candidates.some(({ standsForMore }) => standsForMore) ? 'saidOnce' : 'theirsOnly'
}
