import type { BaselineReport } from '../core/baseline.ts'
import { printable } from '../core/printable.ts'
import { relativePath } from './reporter.ts'

/** How many stale entries are listed. */
const shown = 3

/** Lines about stale entries, with a few examples; none if there are no such entries. */
export function fixedLines({ stale }: BaselineReport): string[] {
  const examples = stale.slice(0, shown).map(({ path, rule, message }) => `  ${printable([path, rule, message].filter(Boolean).join(': '))}`)
  const rest = stale.length > shown ? [`  and ${stale.length - shown} more`] : []
  return stale.length === 0 ? [] : [`${stale.length === 1 ? '1 entry' : `${stale.length} entries`} of the baseline no longer match any finding:`, ...examples, ...rest]
}

/**
 * A one-line summary of the comparison with the baseline.
 * @param fresh the number of findings that are not in it
 * @param cwd the directory that paths are shown relative to
 */
export function baselineLine({ file, known, stale, outdated }: BaselineReport, fresh: number, cwd: string): string {
  const moved = outdated.length > 0 ? `, ${outdated.length} to be rewritten` : ''
  const remedy = stale.length + outdated.length > 0 ? '; `setsquare check --prune-baseline` brings it up to date' : ''
  return `${known.length} known, ${fresh} new, ${stale.length} fixed${moved} (${printable(relativePath(cwd, file))}${remedy})`
}
