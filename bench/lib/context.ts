import type { RaceOptions } from './measure.ts'
import type { Versions } from './versions.ts'

/** What every section of the bench is given. */
export interface Context {
  readonly versions: Versions
  /** False if `dist` has not been built, which Setsquare's rows then say. */
  readonly built: boolean
  readonly race: RaceOptions
  /** A checkout of typeorm. */
  readonly typeorm: string | undefined
  /** The number of documents in the linear section. */
  readonly documents: number
}
