import type { Spread } from './statistics.ts'

/** The size of an input. */
export interface Work {
  readonly input: string
  readonly bytes: number
  readonly operations?: number
  readonly files?: number
}

/** The measurements of one tool on one input. */
export interface Row {
  readonly tool: string
  readonly version: string
  readonly input: string
  /** The number of measured runs, without the warm-up; 0 if there is only a note. */
  readonly runs: number
  /** Wall time of the whole process in milliseconds. */
  readonly wall?: Spread
  /** CPU time in milliseconds, user and system, including children. */
  readonly cpu?: Spread
  /** Peak resident size in megabytes (10^6 bytes). */
  readonly memory?: Spread
  /** The number of findings, if the tool prints them. */
  readonly findings?: number
  /** The limit in milliseconds at which it was killed: a lower bound of its time. */
  readonly beyond?: number
  /** Why there are no figures, or a remark about them. */
  readonly note?: string
}

/** One document in the scatter plot of time against size. */
export interface Point {
  readonly input: string
  readonly bytes: number
  readonly wall: number
  /** CPU time in milliseconds in a process that has checked other documents before, without startup. */
  readonly warm?: number
  readonly cpu?: number
  readonly memory?: number
  readonly operations?: number
}

export interface Section {
  readonly name: SectionName
  readonly title: string
  /** Describes what was measured, in a sentence printed above the rows. */
  readonly about: string
  readonly work: readonly Work[]
  readonly rows: readonly Row[]
  readonly points?: readonly Point[]
  /** How long the section took, in seconds. */
  readonly took?: number
}

export const sectionNames = ['contract', 'source', 'growth', 'startup', 'editor', 'linear'] as const
export type SectionName = (typeof sectionNames)[number]

/** A performance target with the measured figure. */
export interface TargetResult {
  readonly target: string
  /** `<=` or `>=` the bound is good. */
  readonly sense: '<=' | '>='
  readonly bound: number
  readonly measured: number
  /** True if the other tool was killed, so that the figure is a lower bound. */
  readonly isLeast?: boolean
  readonly unit: string
  /** Undefined if the other tool was killed too early to tell. */
  readonly met: boolean | undefined
}

export interface Machine {
  readonly cpu: string
  readonly cores: number
  readonly memoryGb: number
  readonly platform: string
  /** The load average over the minute before the measurement; above 0.5 the machine was not idle. */
  readonly loadBefore: number
}

export interface Results {
  readonly version: 1
  readonly date: string
  readonly machine: Machine
  readonly versions: { readonly [name: string]: string }
  readonly sections: readonly Section[]
  readonly targets: readonly TargetResult[]
}
