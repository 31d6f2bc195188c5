import type { Severity, Together } from './diagnostic.ts'
import type { Fix } from './fix.ts'
import type { TextRange } from './text-range.ts'

/** A diagnostic as a report shows it. */
export interface Finding extends TextRange {
  readonly rule: string
  readonly topic: string
  readonly severity: Severity
  readonly message: string
  /** Absolute path, forward slashes; reporters make it relative. */
  readonly file: string
  /** RFC 6901 pointer, for findings in documents. */
  readonly pointer?: string
  /** Address of the rule's documentation. */
  readonly docs: string
  /**
   * 16 hexadecimal digits that stay the same when lines move or the file is reformatted: a hash of the rule, the path relative to
   * the project and the code at the place (in a document: its pointer). Unique in a run.
   */
  readonly fingerprint: string
  /** The same hash without the path, so that a finding keeps it when its file is renamed. Unique in its file. */
  readonly contentHash: string
  readonly related: readonly RelatedFinding[]
  /** Ways to fix it, not yet resolved to offsets: that is done on request. Left out if there are none. */
  readonly fixes?: readonly Fix[]
  /** How it is to be grouped with others; gone once that is done. */
  readonly together?: Together & Pick<Finding, 'fingerprint' | 'contentHash'>
}

/** Another place that explains a finding. */
export interface RelatedFinding extends TextRange {
  readonly file: string
  readonly message: string
}
