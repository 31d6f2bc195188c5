import { drift } from '../api/drift/subject.ts'
import { target } from '../engine/target.ts'
import { source } from '../source/subject.ts'
import type { CheckInput } from './check-input.ts'
import { consulting } from './outcome-store.ts'
import type { CodeOutcome } from './outcome-store.ts'
import { TypeUse } from './type-use.ts'
import { uncheckedOutcome } from './unit-checker.ts'
import type { UnitChecker, Outcome } from './unit-checker.ts'

/** Checks sources one by one, and the projects that they form with their context. What reads code is only imported if it has to be read. */
export async function checkCode(input: CheckInput, checker: UnitChecker): Promise<CodeOutcome> {
  if (input.sources.length + input.context.length === 0) return { files: [], projects: [], sources: 0 }
  const { outcomes } = input
  if (outcomes === undefined) return checkSources(input, checker)
  const kept = outcomes.code()
  if (kept !== undefined && (kept.served !== undefined || !isCompared(input, checker))) return kept
  const { files, consulted } = consulting(input.files)
  const outcome = await checkSources({ ...input, files }, checker)
  outcomes.keepCode(outcome, consulted)
  return outcome
}

async function checkSources(input: CheckInput, checker: UnitChecker): Promise<CodeOutcome> {
  const { CodeLoader } = await import('./load-code.ts')
  const files: Outcome[] = []
  let sources = 0
  const types = input.types ?? new TypeUse()
  const { files: texts, consulted } = consulting(input.files)
  const loader = new CodeLoader({ ...input, types, files: texts }, {
    parsed(file) {
      files.push(checker.units([target(source, file)], [file.file], (path) => (path === file.file ? file : undefined)))
      sources++
    },
    skipped(note, isReadable) {
      files.push(uncheckedOutcome([note], isReadable ? [note.file] : []))
    },
  })
  const kept = input.projects?.outcomes(await loader.sources())
  if (kept !== undefined) return { files, projects: kept, sources }
  const { checkProjects } = await import('./check-projects.ts')
  return { files, ...(await checkProjects({ ...input, types, isCompared: isCompared(input, checker) }, loader, checker, consulted)), sources }
}

/** True if the routes in code are to be compared with contracts. */
function isCompared({ contracts }: Pick<CheckInput, 'contracts'>, checker: UnitChecker): boolean {
  return contracts.length > 0 && checker.concerns(drift)
}

