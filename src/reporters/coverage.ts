import type { CoverageKind, CoverageNote, Severity } from '../core/diagnostic.ts'
import { groupBy } from '../core/group.ts'
import { printable } from '../core/printable.ts'
import { incompleteKinds } from '../core/verdict.ts'
import { relativePath } from './reporter.ts'

/** How many notes of one kind are listed. */
const shown = 3

const headings: { readonly [Kind in CoverageKind]: readonly [one: string, many: string] } = {
  unreadable: ['file could not be read', 'files could not be read'],
  skipped: ['file was skipped', 'files were skipped'],
  'syntax-error': ['file has syntax errors', 'syntax errors kept files from being checked'],
  'unresolved-reference': ['reference could not be resolved', 'references could not be resolved'],
  'remote-reference': ['remote reference was not followed', 'remote references were not followed'],
  'unresolved-import': ['import could not be resolved', 'imports could not be resolved'],
  'dynamic-route': ['route is only known at run time', 'routes are only known at run time'],
  'unmatched-glob': ['glob matches no file', 'globs match no file'],
  'unmatched-layer': ['layer matches no file', 'layers match no file'],
  'unknown-architecture': ['project has no layers that could be recognised', 'projects have no layers that could be recognised'],
  'uncompared-contract': ['contract was not compared with the code', 'contracts were not compared with the code'],
  'rule-failed': ['rule failed', 'rules failed'],
}

/** `5 imports could not be resolved` */
export function howMany(kind: CoverageKind, count: number): string {
  const [one, many] = headings[kind]
  return `${count} ${count === 1 ? one : many}`
}

/** What was not checked, by kind, with a few examples of each. */
export function coverageLines(notes: readonly CoverageNote[], cwd: string): string[] {
  return [...groupBy(notes, (note) => note.kind)].flatMap(([kind, group]) => {
    const examples = group.slice(0, shown).map(({ file, message }) => `  ${printable(`${relativePath(cwd, file)}: ${message}`)}`)
    const rest = group.length > shown ? [`  and ${group.length - shown} more (--format json lists all)`] : []
    return [`${howMany(kind, group.length)}:`, ...examples, ...rest]
  })
}

/** Lost coverage as an entry among findings, for formats that have no other place for it. */
export interface Gap {
  readonly kind: CoverageKind
  /** `error` if it makes the run `incomplete`. */
  readonly severity: Extract<Severity, 'error' | 'info'>
  /** The file of the first note: absolute path, forward slashes. */
  readonly file: string
  readonly message: string
}

/**
 * Lost coverage in few entries: one for each file that could not be checked at all, and one for each other kind, so that a hundred
 * unresolved imports do not bury the findings.
 */
export function gapsOf(notes: readonly CoverageNote[], base: string): Gap[] {
  return [...groupBy(notes, (note) => note.kind)].flatMap(([kind, group]): Gap[] => {
    if (incompleteKinds.has(kind)) {
      const heading = kind === 'unreadable' ? '' : `${howMany(kind, 1).slice(2)}: `
      return group.map(({ file, message }) => ({ kind, severity: 'error', file, message: `Not checked: ${heading}${message}` }))
    }
    const [first] = group
    if (first === undefined) return []
    const examples = group.slice(0, shown).map(({ file, message }) => `${relativePath(base, file)}: ${message}`)
    const rest = group.length > shown ? [`and ${group.length - shown} more`] : []
    return [{ kind, severity: 'info', file: first.file, message: `Not checked: ${howMany(kind, group.length)}: ${[...examples, ...rest].join('; ')}` }]
  })
}
