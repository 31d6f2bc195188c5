import type { ConfiguredSeverity } from '../../core/diagnostic.ts'

/** What to compare, and how findings are judged. */
export interface DiffRequest {
  /** Absolute. */
  readonly cwd: string
  /** A file, a git revision, or a file in a revision: `main:openapi.yaml`. */
  readonly base: string
  /** The same; the working tree if left out. */
  readonly head?: string
  readonly configFile?: string
  readonly preset?: string
  readonly rules?: { readonly [id: string]: ConfiguredSeverity }
}
