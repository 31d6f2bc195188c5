import type { Finding } from '../core/finding.ts'
import { isDocumentEdit } from '../core/fix.ts'
import type { Fix } from '../core/fix.ts'
import { PieceTable } from '../core/pieces.ts'
import { applyFixes } from '../documents/editing/apply-fixes.ts'
import type { FixInput } from '../documents/editing/apply-fixes.ts'
import { loadParser } from '../source/syntax/parser.ts'

/** A fix may make another one possible, and that a third. What takes more rounds than this runs in circles. */
const maxRounds = 10

/** What a check came to, as far as fixing goes. */
export interface Findings {
  /** What would be reported: what is suppressed, ignored or in the baseline is not among it. */
  readonly findings: readonly Finding[]
  readonly textOf: (file: string) => string | undefined
}

export interface FixWork<Result extends Findings> {
  /** Checks the project with these texts in the place of what is in their files. */
  readonly check: (texts: ReadonlyMap<string, string>) => Promise<Result>
  /** Which of the findings to fix. */
  readonly isWanted: (finding: Finding) => boolean
  /** Why a file may not be changed, where that is so. */
  readonly reasonAgainst: (file: string) => string | undefined
}

export interface FixOutcome<Result extends Findings> {
  /** How the project stands without the fixes, and with them. */
  readonly before: Result
  readonly after: Result
  /** The files that change, in the order of their paths, with what becomes of them. */
  readonly changes: ReadonlyMap<string, PieceTable>
  /** How many findings were put right, by the file they were in. */
  readonly counts: ReadonlyMap<string, number>
  /** Fixes that were not made, and why. */
  readonly refused: readonly Refusal[]
}

export interface Refusal {
  readonly finding: Finding
  readonly reason: string
}

/**
 * Works out what `--fix` makes of a project, without writing: fixes are made in memory and what comes of them is checked again,
 * until nothing changes any more.
 */
export async function fixTexts<Result extends Findings>(work: FixWork<Result>): Promise<FixOutcome<Result>> {
  const tables = new Map<string, PieceTable>()
  const counts = new Map<string, number>()
  const before = await work.check(new Map())
  for (let after = before, round = 0; ; round++) {
    const { attempt, refused, findingOf } = makeFixes(after, work, round)
    if (attempt.made.length === 0) {
      const changes = new Map([...tables].filter(([, table]) => table.text !== table.original).sort(([a], [b]) => (a < b ? -1 : 1)))
      return { before, after, changes, counts, refused }
    }
    for (const [file, changes] of attempt.changes) {
      const table = tables.get(file) ?? new PieceTable(after.textOf(file) ?? '')
      tables.set(file, table)
      table.change(changes)
    }
    for (const one of attempt.made) {
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
    if (finding !== undefined) refused.push({ finding, reason: 'written as it is there, it cannot be changed without changing more' })
  }
  return { attempt, refused, findingOf }
}

/** At most one: where there are several right answers, none is safe. */
function safeFixesOf({ fixes = [] }: Finding): readonly Fix[] {
  return fixes.filter(({ safe }) => safe).slice(0, 1)
}

/** What parses code is loaded where code is to change. */
function inputFor(fixes: readonly Fix[], { textOf }: Findings): FixInput {
  if (fixes.every(({ edits }) => edits.every(isDocumentEdit))) return { textOf, isSound: () => true }
  const { parseSync } = loadParser()
  return { textOf, isSound: (file, text) => parseSync(file, text).errors.length === 0 }
}
