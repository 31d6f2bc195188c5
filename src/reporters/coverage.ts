import type { CoverageKind, CoverageNote } from '../core/diagnostic.ts'
import { groupBy } from '../core/group.ts'
import { printable } from '../core/printable.ts'
import { relativePath } from './reporter.ts'

/** How many notes of one kind are written out. */
const shown = 3

const headings: { readonly [Kind in CoverageKind]: readonly [one: string, many: string] } = {
  unreadable: ['file could not be read', 'files could not be read'],
  skipped: ['file was skipped', 'files were skipped'],
  'syntax-error': ['file has syntax errors', 'syntax errors kept files from being checked'],
  'unresolved-reference': ['reference could not be resolved', 'references could not be resolved'],
  'remote-reference': ['remote reference was not followed', 'remote references were not followed'],
  'unresolved-import': ['import could not be resolved', 'imports could not be resolved'],
  'dynamic-route': ['route is only known at run time', 'routes are only known at run time'],
  'unmatched-layer': ['layer matches no file', 'layers match no file'],
  'unknown-architecture': ['project has no layers that could be recognised', 'projects have no layers that could be recognised'],
  'rule-failed': ['rule failed', 'rules failed'],
}

/** What was not checked, by reason, with a few examples of each: silence must not look like health. */
export function coverageLines(notes: readonly CoverageNote[], cwd: string): string[] {
  return [...groupBy(notes, (note) => note.kind)].flatMap(([kind, group]) => {
    const [one, many] = headings[kind]
    const examples = group.slice(0, shown).map(({ file, message }) => `  ${printable(`${relativePath(cwd, file)}: ${message}`)}`)
    const rest = group.length > shown ? [`  and ${group.length - shown} more (--format json lists all)`] : []
    return [`${group.length} ${group.length === 1 ? one : many}:`, ...examples, ...rest]
  })
}
