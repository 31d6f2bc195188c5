/** The programmatic face of Setsquare. */
export { ConfigurationError, UsageError } from './core/errors.ts'
export type { ConfigurationProblem } from './core/errors.ts'
export type { ConfigurationFile } from './config/configuration-file.ts'
export type { ConfiguredSeverity, CoverageKind, CoverageNote, Severity } from './core/diagnostic.ts'
export type { Finding, RelatedFinding, Report, Summary, TextRange } from './core/finding.ts'
export { check } from './hosts/node/check.ts'
export type { CheckOutcome, CheckRequest } from './hosts/node/check.ts'
