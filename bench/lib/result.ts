import type { Spread } from './statistics.ts'

/** How big the input of a measurement is. */
export interface Work {
  readonly input: string
  readonly bytes: number
  readonly operations?: number
  readonly files?: number
}

/** What one tool took for one input. */
export interface Row {
  readonly tool: string
  readonly version: string
  readonly input: string
  /** Measured runs, the warm-up not among them; 0 where there is only a note. */
  readonly runs: number
  /** Milliseconds from start to exit of the whole process. */
  readonly wall?: Spread
  /** Milliseconds of processor time, user and system, children included. */
  readonly cpu?: Spread
  /** Greatest resident size in megabytes (10^6 bytes). */
  readonly memory?: Spread
  /** How many findings the tool printed, where it says. */
  readonly findings?: number
  /** Milliseconds after which it was ended: all that is known of its time is that it takes longer. */
  readonly beyond?: number
  /** Why there are no figures, or what to know about them. */
  readonly note?: string
}

/** One document of the size-against-time scatter. */
export interface Point {
  readonly input: string
  readonly bytes: number
  readonly wall: number
  /** Milliseconds of processor time in a process that has checked others before: what starting costs is not in it. */
  readonly warm?: number
  readonly cpu?: number
  readonly memory?: number
  readonly operations?: number
}

export interface Section {
  readonly name: SectionName
  readonly title: string
  /** What was measured, in a sentence: printed above the rows. */
  readonly about: string
  readonly work: readonly Work[]
  readonly rows: readonly Row[]
  readonly points?: readonly Point[]
  /** Seconds that measuring it took. */
  readonly took?: number
}

export const sectionNames = ['contract', 'source', 'growth', 'startup', 'editor', 'linear'] as const
export type SectionName = (typeof sectionNames)[number]

/** A promise of the design beside what came out. */
export interface TargetResult {
  readonly target: string
  /** `<=` or `>=` the bound is good. */
  readonly sense: '<=' | '>='
  readonly bound: number
  readonly measured: number
  /** The other one was ended early, so that it may be more. */
  readonly isLeast?: boolean
  readonly unit: string
  /** Undefined where the other one was ended too early to tell. */
  readonly met: boolean | undefined
}

export interface Machine {
  readonly cpu: string
  readonly cores: number
  readonly memoryGb: number
  readonly platform: string
  /** Runnable processes a minute before the measurement began: above 0.5 somebody else was at work. */
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
