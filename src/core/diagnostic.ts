import type { Fix } from './fix.ts'
import type { Location } from './location.ts'

export const severities = ['error', 'warn', 'info'] as const

/** How much a finding weighs. `error` fails a run unless the caller says otherwise. */
export type Severity = (typeof severities)[number]

/** The severity of a defect's lesser cases. */
export function oneLess(severity: Severity): Severity {
  return severity === 'error' ? 'warn' : 'info'
}

/** A severity in a configuration, where a rule can also be off. */
export type ConfiguredSeverity = Severity | 'off'

/** What a rule found, before anybody asked for lines and columns. */
export interface Diagnostic {
  readonly rule: string
  readonly topic: string
  readonly severity: Severity
  readonly message: string
  readonly location: Location
  /** One of the defect's lesser cases, which is not the same as the defect itself at the same place. */
  readonly isLesser?: boolean
  /** Other places that explain the finding, in reading order. */
  readonly related: readonly RelatedLocation[]
  /** Ways to put it right, at most one of them safe. Left out where there are none. */
  readonly fixes?: readonly Fix[]
  /** How it is said with others of its kind. Left out where each is said for itself. */
  readonly together?: Together
}

/** How several findings of a rule in one file are said as one. */
export interface Together {
  /** The message for several, with gaps for `count` and `names`. Left out where that of the first is said, with the count. */
  readonly text?: string
  /** What stands in its other gaps; that of the first counts. */
  readonly data: { readonly [name: string]: string | number }
  /** What this place is called among several, where they are named. */
  readonly name?: string
  /** Findings with the same text and the same key are one. */
  readonly key: string
  /** How many there must be at least. */
  readonly from: number
}

export interface RelatedLocation {
  readonly message: string
  readonly location: Location
}

/** Something that could not be checked, and why: silence must not look like health. */
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
  | 'rule-failed'
