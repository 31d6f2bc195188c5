import type { Finding } from '../core/finding.ts'
import { isDocumentEdit } from '../core/fix.ts'
import type { Fix } from '../core/fix.ts'
import { PieceTable } from '../core/pieces.ts'
import { applyFixes } from '../documents/editing/apply-fixes.ts'
import type { FixInput } from '../documents/editing/apply-fixes.ts'
import { loadParser } from '../source/syntax/parser.ts'

// A fix may make another one possible, and so on. After this many rounds, fixes probably undo each other.
const maxRounds = 10

/** The part of a check's outcome that fixing needs. */
export interface Findings {
  /** What would be reported: without findings that are suppressed, ignored or in the baseline. */
  readonly findings: readonly Finding[]
  readonly textOf: (file: string) => string | undefined
}

/** How to check a project, and what of it may be fixed. */
export interface FixWork<Result extends Findings> {
  /** Checks the project with these texts instead of the contents of their files. */
  readonly check: (texts: ReadonlyMap<string, string>) => Promise<Result>
  /** Which of the findings to fix. */
  readonly isWanted: (finding: Finding) => boolean
  /** The reason why a file must not be changed, if there is one. */
  readonly reasonAgainst: (file: string) => string | undefined
}

/** What fixing would make of a project. */
export interface FixOutcome<Result extends Findings> {
  /** The outcome of the check without the fixes, and with them. */
  readonly before: Result
  readonly after: Result
  /** The files that change, sorted by path, with their edits. */
  readonly changes: ReadonlyMap<string, PieceTable>
  /** The number of findings fixed, by file. */
  readonly counts: ReadonlyMap<string, number>
  /** Fixes that were not made, and why. */
  readonly refused: readonly Refusal[]
}

/** A fix that was not made. */
export interface Refusal {
  readonly finding: Finding
  readonly reason: string
}

/**
 * Computes what `--fix` makes of a project, without writing. Fixes are made in memory and the result is checked again, until no fix is left
 * to make.
 */
export async function fixTexts<Result extends Findings>(work: FixWork<Result>): Promise<FixOutcome<Result>> {
  const tables = new Map<string, PieceTable>()
  const counts = new Map<string, number>()
  const before = await work.check(new Map())
  for (let after = before, round = 0; ; round++) {
    const { attempt, refused, findingOf } = makeFixes(after, work, round)
    if (attempt.applied.length === 0) {
      const changes = new Map([...tables].filter(([, table]) => table.text !== table.original).sort(([a], [b]) => (a < b ? -1 : 1)))
      return { before, after, changes, counts, refused }
    }
    for (const [file, changes] of attempt.changes) {
      const table = tables.get(file) ?? new PieceTable(after.textOf(file) ?? '')
      tables.set(file, table)
      table.change(changes)
    }
    for (const one of attempt.applied) {
      const file = findingOf.get(one)?.file ?? ''
      counts.set(file, (counts.get(file) ?? 0) + 1)
    }
    after = await work.check(new Map([...tables].map(([file, table]) => [file, table.text])))
  }
}

interface Round {
  readonly attempt: ReturnType<typeof applyFixes>
  readonly refused: readonly Refusal[]
  readonly findingOf: ReadonlyMap<Fix, Finding>
}

function makeFixes(checked: Findings, { isWanted, reasonAgainst }: Omit<FixWork<Findings>, 'check'>, round: number): Round {
  const findingOf = new Map(checked.findings.filter(isWanted).flatMap((finding) => safeFixesOf(finding).map((one) => [one, finding] as const)))
  const refused: Refusal[] = []
  const possible = [...findingOf].flatMap(([one, finding]) => {
    const circular = round >= maxRounds ? `it is still there after ${maxRounds} rounds of fixes` : undefined
    const reason = circular ?? one.edits.map(({ at }) => reasonAgainst(at.file)).find((why) => why !== undefined)
    if (reason === undefined) return [one]
    refused.push({ finding, reason })
    return []
  })
  const attempt = applyFixes(possible, inputFor(possible, checked))
  for (const one of attempt.refused) {
    const finding = findingOf.get(one)
    if (finding !== undefined) refused.push({ finding, reason: 'it is written in a way that cannot be changed without changing other places too' })
  }
  return { attempt, refused, findingOf }
}

/** At most one: if there are several correct fixes, none of them is safe. */
function safeFixesOf({ fixes = [] }: Finding): readonly Fix[] {
  return fixes.filter(({ safe }) => safe).slice(0, 1)
}

/** The parser for code is only loaded if code is to be changed. */
function inputFor(fixes: readonly Fix[], { textOf }: Findings): FixInput {
  if (fixes.every(({ edits }) => edits.every(isDocumentEdit))) return { textOf, isSound: () => true }
  const { parseSync } = loadParser()
  return { textOf, isSound: (file, text) => parseSync(file, text).errors.length === 0 }
}
