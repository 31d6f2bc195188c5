import type { RaceOptions } from './measure.ts'
import type { Versions } from './versions.ts'

/** What every section of the bench is given. */
export interface Context {
  readonly versions: Versions
  /** False where `dist` has not been built: Setsquare's own rows then say so. */
  readonly built: boolean
  readonly race: RaceOptions
  /** A checkout of typeorm. */
  readonly typeorm: string | undefined
  /** How many documents the linearity section looks at. */
  readonly documents: number
}
