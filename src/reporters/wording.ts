import { counted } from '../core/counted.ts'
import type { Severity } from '../core/diagnostic.ts'
import type { Finding } from '../core/finding.ts'
import type { Report, Summary } from '../core/report.ts'

/** How many findings there are of each severity. */
export type Counts = Pick<Summary, 'errors' | 'warnings' | 'infos'>

/** Counts findings by their severity. */
export function countsOf(findings: readonly Finding[]): Counts {
  const count = (severity: Severity): number => findings.filter((finding) => finding.severity === severity).length
  return { errors: count('error'), warnings: count('warn'), infos: count('info') }
}

/** `3 errors, 1 warning`; the empty string if there are none. */
export function countsText({ errors, warnings, infos }: Counts): string {
  const parts = [[errors, 'error'], [warnings, 'warning'], [infos, 'info']] as const
  return parts.flatMap(([count, noun]) => (count === 0 ? [] : [counted(count, noun)])).join(', ')
}

/** `2 contracts and 61 source files` */
export function lookedAt({ contracts, sources }: Summary): string {
  return `${counted(contracts, 'contract')} and ${counted(sources, 'source file')}`
}

/** `3 errors, 1 warning in 2 files`, or that there are no findings. */
export function conclusionOf({ findings, summary }: Report): string {
  if (findings.length === 0) return `no findings in ${lookedAt(summary)}`
  return `${countsText(countsOf(findings))} in ${counted(new Set(findings.map(({ file }) => file)).size, 'file')}`
}

/** Describes a run whose verdict is `incomplete`. */
export function unfinished({ contracts, sources }: Summary): string {
  return contracts + sources === 0 ? 'nothing could be checked' : 'not everything could be checked'
}

/** `resources.plural-collections`: a name for services that expect packages and classes. */
export function dotted(topic: string, rule: string): string {
  return rule.startsWith(`${topic}/`) ? rule.replaceAll('/', '.') : `${topic}.${rule}`
}
