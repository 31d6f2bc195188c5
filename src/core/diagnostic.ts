import type { Fix } from './fix.ts'
import type { Location } from './location.ts'

export const severities = ['error', 'warn', 'info'] as const

/** How much a finding weighs. `error` fails a run unless the caller says otherwise. */
export type Severity = (typeof severities)[number]

/** One severity less, for a defect's lesser cases. `info` is the least. */
export function lowerSeverity(severity: Severity): Severity {
  return severity === 'error' ? 'warn' : 'info'
}

/** A severity in a configuration, where a rule can also be off. */
export type ConfiguredSeverity = Severity | 'off'

/** What a rule found, before its location is resolved to lines and columns. */
export interface Diagnostic {
  readonly rule: string
  readonly topic: string
  readonly severity: Severity
  readonly message: string
  readonly location: Location
  /** A lesser case of the defect: has another fingerprint than the defect itself at the same place. */
  readonly isLesser?: boolean
  /** Other places that explain the finding, in reading order. */
  readonly related: readonly RelatedLocation[]
  /** Ways to fix it, at most one of them safe. Left out if there are none. */
  readonly fixes?: readonly Fix[]
  /** How it is grouped with others of its kind. Left out if each is reported for itself. */
  readonly together?: Together
}

/** How several findings of a rule in one file are reported as one. */
export interface Together {
  /** The message of the group, with placeholders for `count` and `names`. Left out, it is the first finding's message and the count. */
  readonly text?: string
  /** Values for the other placeholders of `text`; those of the first finding are used. */
  readonly data: { readonly [name: string]: string | number }
  /** The name of this place in the list of names. */
  readonly name?: string
  /** Findings with the same text and the same key form a group. */
  readonly key: string
  /** The least number of findings that are grouped; fewer are reported one by one. */
  readonly from: number
}

export interface RelatedLocation {
  readonly message: string
  readonly location: Location
}

/** Something that could not be checked, and why: no findings must not be mistaken for no problems. */
export interface CoverageNote {
  readonly kind: CoverageKind
  /** Absolute path, forward slashes. */
  readonly file: string
  readonly message: string
}

export type CoverageKind =
  | 'unreadable'
  | 'skipped'
  | 'syntax-error'
  | 'unresolved-reference'
  | 'remote-reference'
  | 'unresolved-import'
  | 'dynamic-route'
  | 'unmatched-glob'
  | 'unmatched-layer'
  | 'unknown-architecture'
  | 'uncompared-contract'
  | 'rule-failed'
