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
   * 16 hexadecimal digits that stay the same when lines move or the file is reformatted: from the rule, the path relative to
   * the project and what stands at the place (in a document its pointer). No other finding of the run has them.
   */
  readonly fingerprint: string
  /** The fingerprint without the path: what a finding keeps when its file is renamed. Unique in its file. */
  readonly contentHash: string
  readonly related: readonly RelatedFinding[]
  /** Ways to put it right, still without offsets: what they are in the texts is worked out for who asks. Left out where there are none. */
  readonly fixes?: readonly Fix[]
  /** How it is said with others, while each place is still judged for itself. */
  readonly together?: Together & Pick<Finding, 'fingerprint' | 'contentHash'>
}

export interface RelatedFinding extends TextRange {
  readonly file: string
  readonly message: string
}
