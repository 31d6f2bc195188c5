import type { ConfiguredSeverity } from '../../../core/diagnostic.ts'
import type { TypeUse } from '../../type-use.ts'
import type { BaselineRequest } from './apply-baseline.ts'
import type { CacheOptions } from '../cache/cache-file.ts'

/** What to check, and how. */
export interface CheckRequest {
  /** Absolute. */
  readonly cwd: string
  /** Files, directories and globs, relative to `cwd`; none means `cwd` itself. */
  readonly paths?: readonly string[]
  /** The configuration file, relative to `cwd`. Default: the nearest one in `cwd` or above. */
  readonly configFile?: string
  readonly preset?: string
  /** Severities by rule id, topic (`pagination/*`) or `*`. They take precedence over the configuration file. */
  readonly rules?: { readonly [id: string]: ConfiguredSeverity }
  /**
   * Restricts the check to what a commit made now would contain, or to what has changed since a branch was left, and to what either causes
   * in other files. `paths` restricts it further. With `and named`, these paths are checked whether staged or not: hook runners check
   * everything by naming it.
   */
  readonly only?: { readonly staged: 'only' | 'and named' } | { readonly since: string }
  /** Where to cache results between runs; false for no cache. By default, checks of a change use the usual directory, and others have no cache. */
  readonly cache?: CacheOptions | false
  /** False to ignore the team's own Spectral ruleset, whatever the configuration says. */
  readonly spectral?: false
  /** Counts requests for types; false to do without types, and without findings that depend on them. */
  readonly types?: TypeUse | false
  /** Allows references to files outside the project. */
  readonly allowOutsideRoot?: boolean
  /** The baseline and what to do with it. Undefined to follow the configuration, false for no baseline. */
  readonly baseline?: BaselineRequest | false
  /** Texts to check instead of the contents of these files, by absolute path with forward slashes. */
  readonly texts?: ReadonlyMap<string, string>
  readonly onProgress?: (done: number, total: number, file: string) => void
}
