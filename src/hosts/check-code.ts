import { drift } from '../api/drift/subject.ts'
import { target } from '../engine/target.ts'
import { source } from '../source/subject.ts'
import type { FileFacts } from '../source/facts/file-facts.ts'
import type { CheckInput } from './check-input.ts'
import type { CodeListener, CodeLoader } from './load-code.ts'
import { consulting } from './outcome-store.ts'
import type { CodeOutcome } from './outcome-store.ts'
import { askedOf, TypeUse } from './type-use.ts'
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
  const { projects: store } = input
  const known = knownOutcomes(input)
  const files = [...known.values()]
  let sources = files.length
  const types = input.types ?? new TypeUse()
  const { files: texts, consulted } = consulting(input.files)
  const listener: CodeListener = {
    parsed(file) {
      const before = askedOf(types)
      const outcome = checker.units([target(source, file)], [file.file], (path) => (path === file.file ? file : undefined))
      files.push(outcome)
      sources++
      // An answer about types may depend on the text of every file.
      if (askedOf(types) === before && outcome.failures.length === 0) store?.keepOutcome(file.file, outcome)
    },
    skipped(note, isReadable) {
      files.push(uncheckedOutcome([note], isReadable ? [note.file] : []))
    },
  }
  const wanted = input.sources.filter((file) => !known.has(file))
  const context = [...input.context, ...known.keys()]
  let loader: CodeLoader | undefined
  const open = async (): Promise<CodeLoader> => {
    const { CodeLoader } = await import('./load-code.ts')
    return (loader ??= new CodeLoader({ ...input, sources: wanted, context, types, files: texts }, listener))
  }
  const facts = async (): Promise<FileFacts[]> => (await open()).factsOf(input.sources)
  if (store !== undefined && wanted.length > 0) await facts()
  const kept = await store?.outcomes(facts)
  if (kept !== undefined) return { files, projects: kept, sources }
  const { checkProjects } = await import('./check-projects.ts')
  return { files, ...(await checkProjects({ ...input, types, isCompared: isCompared(input, checker) }, await open(), checker, consulted)), sources }
}

/** The outcomes for sources by themselves that an earlier run kept. */
function knownOutcomes({ sources, projects }: CheckInput): Map<string, Outcome> {
  const known = new Map<string, Outcome>()
  if (projects === undefined) return known
  for (const file of sources) {
    const outcome = projects.outcomeOf(file)
    if (outcome !== undefined) known.set(file, outcome)
  }
  return known
}

/** True if the routes in code are to be compared with contracts. */
function isCompared({ contracts }: Pick<CheckInput, 'contracts'>, checker: UnitChecker): boolean {
  return contracts.length > 0 && checker.concerns(drift)
}

