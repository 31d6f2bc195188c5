import type { ConfiguredSeverity } from '../../../core/diagnostic.ts'
import type { TypeUse } from '../../type-use.ts'
import type { BaselineRequest } from './apply-baseline.ts'
import type { CacheOptions } from '../kept/kept-file.ts'

/** What a caller wants checked, and how. */
export interface CheckRequest {
  /** Absolute. */
  readonly cwd: string
  /** Files, directories and globs, relative to `cwd`; none means `cwd` itself. */
  readonly paths: readonly string[]
  /** The configuration file, relative to `cwd`; the nearest one upward where left out. */
  readonly configFile?: string
  readonly preset?: string
  /** Severities by rule id, topic (`pagination/*`) or `*`: they win over the configuration file. */
  readonly rules?: { readonly [id: string]: ConfiguredSeverity }
  /**
   * Check only what a commit made now would contain, or what has changed since the branch left another, and what either causes
   * elsewhere. `paths` narrow it down further; with `and named` they are checked whether they are staged or not, which is what
   * runners of hooks need to check everything by naming it.
   */
  readonly only?: { readonly staged: 'only' | 'and named' } | { readonly since: string }
  /**
   * Where to keep what is known of unchanged files between runs, false for nowhere. Where left out, runs over changes keep it in the
   * usual place, and others nowhere.
   */
  readonly cache?: CacheOptions | false
  /** False to leave the team's own Spectral ruleset out, whatever the configuration says. */
  readonly spectral?: false
  /** Counts how much types are asked for; false for never: what only types can settle is then not reported. */
  readonly types?: TypeUse | false
  /** Follow references out of the project. */
  readonly allowOutsideRoot?: boolean
  /** The file of known findings and what to do with it; what the configuration says where left out, false for none. */
  readonly baseline?: BaselineRequest | false
  /** Texts to check in the place of what is in these files, by absolute path with forward slashes. */
  readonly texts?: ReadonlyMap<string, string>
  readonly onProgress?: (done: number, total: number, file: string) => void
}
