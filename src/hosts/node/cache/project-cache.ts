import type { Files } from '../../../core/files.ts'
import { hash64 } from '../../../core/hash.ts'
import { field } from '../../../core/json.ts'
import { OffsetMap } from '../../../core/shift.ts'
import { isWithin } from '../../../core/paths.ts'
import { factsOf } from '../../../source/facts/file-facts.ts'
import type { FileFacts } from '../../../source/facts/file-facts.ts'
import { LateFacts } from '../../../source/facts/late.ts'
import { differOnlyInOffsets } from '../../../source/facts/moved.ts'
import { dependsOnText } from '../../../source/facts/store.ts'
import { parseSourceSync } from '../../../source/syntax/parsed-file.ts'
import type { SourceFile } from '../../../source/syntax/file.ts'
import type { CheckInput } from '../../check-input.ts'
import type { Outcome } from '../../unit-checker.ts'
import { textIn } from '../../text-in.ts'
import { EditedFile, movedFindings } from '../../moved-findings.ts'
import type { ProjectStore } from '../../project-store.ts'
import type { Change } from '../disk/change.ts'
import { isBuilt } from '../disk/discover.ts'
import type { FactCache } from './fact-cache.ts'
import { kindOf, mayBeMinified } from '../disk/kinds.ts'
import type { Tree } from '../disk/tree.ts'

/** The form in which it is stored. */
interface CachedProjects {
  /** A hash of what outcomes depend on besides files. */
  readonly standards: string
  /** The ids of the sources' contents, by path. */
  readonly sources: { readonly [file: string]: string }
  /** The signs (see `signOf`) of all other files that were read or looked up, by path. */
  readonly others: { readonly [file: string]: string }
  readonly outcomes: readonly Outcome[]
}

/**
 * Outcomes for whole projects, kept along with the facts they were computed from. They stay valid while edits leave the facts the same: an
 * edit inside a function may move positions, but the rest of the project cannot see it.
 */
export class ProjectCache implements ProjectStore {
  readonly #change: Change
  readonly #cache: FactCache
  readonly #input: CheckInput
  readonly #searched: readonly string[]
  readonly #standards: string
  /** Content ids by path; nothing if a source has none. */
  readonly #sources: ReadonlyMap<string, string> | undefined
  #facts: ReadonlyMap<string, FileFacts> = new Map()
  /** The files that the outcomes of this run depend on, if known. */
  #base: Pick<CachedProjects, 'sources' | 'others'> | undefined

  /**
   * @param input everything there is to check, regardless of the change
   * @param standards what outcomes depend on besides files: configuration and flags, as plain data
   */
  constructor(change: Change, cache: FactCache, input: CheckInput, standards: unknown) {
    const { roots, bases } = input
    this.#change = change
    this.#cache = cache
    this.#input = input
    this.#searched = bases
    this.#standards = hash64(JSON.stringify([standards, roots, bases]))
    const named = input.sources.map((file) => [file, change.now.idOf(file)] as const)
    this.#sources = named.every((entry): entry is readonly [string, string] => entry[1] !== undefined) ? new Map(named) : undefined
  }

  outcomes(facts: readonly FileFacts[]): readonly Outcome[] | undefined {
    this.#facts = new Map(facts.map((one) => [one.summary.file, one]))
    const kept = this.#kept()
    if (this.#sources === undefined || kept === undefined || !this.#isOfTheSameFiles(kept)) return undefined
    const edited = new Map<string, EditedFile>()
    for (const [file, id] of this.#sources) {
      const other = kept.sources[file]
      if (other === undefined || other === id) continue
      const edit = this.#editSince(file, other)
      if (edit === undefined) return undefined
      edited.set(file, edit)
    }
    const outcomes = kept.outcomes.flatMap((outcome) => {
      const found = movedFindings(outcome.found, edited)
      return found === undefined ? [] : { ...outcome, found }
    })
    if (outcomes.length < kept.outcomes.length) return undefined
    this.#base = kept
    // The very same is not written again.
    if (edited.size === 0) this.#cache.keepBeside(kept, this.#sources)
    else this.#save(outcomes, kept.others)
    return outcomes
  }

  keep(outcomes: readonly Outcome[], consulted: ReadonlySet<string>): void {
    const sources = this.#sources
    if (sources === undefined) return
    const { now } = this.#change
    const others = Object.fromEntries([...consulted].filter((file) => !sources.has(file)).map((file) => [file, signOf(file, now, this.#input.files)]))
    this.#base = { sources: Object.fromEntries(sources), others }
    this.#save(outcomes, others)
  }

  /** True if the change only touches sources whose facts have stayed the same: then it has no effect on findings in other files. */
  changesNothingElsewhere(): boolean {
    const base = this.#base
    const sources = this.#sources
    const { touched, before } = this.#change
    return base !== undefined && sources !== undefined && [...touched].every((file) => {
      const id = sources.get(file)
      if (id === undefined) return !Object.hasOwn(base.others, file) && !this.#mayHaveBeenChecked(file)
      const earlier = before.idOf(file)
      if (earlier === undefined || (mayBeMinified(file) && isBuilt(before, file))) return false
      return earlier === id || earlier === base.sources[file] || this.#saidTheSame(file, earlier)
    })
  }

  /**
   * The outcomes for the projects before the change, if an earlier run checked exactly that state: the last one, or the one before the last commit,
   * if this is another attempt at the next.
   * @param input what there was to check
   */
  outcomesBefore({ sources, files }: CheckInput): readonly Outcome[] | undefined {
    const { before } = this.#change
    const isThen = (kept: CachedProjects): boolean =>
      Object.keys(kept.sources).length === sources.length && isOf(kept, before) && isAsItWas(kept, before, files)
    const last = this.#kept()
    if (last !== undefined && isThen(last)) return last.outcomes
    const earlier = this.#ofUs(this.#cache.before())
    return earlier !== undefined && isThen(earlier) ? earlier.outcomes : undefined
  }

  #kept(): CachedProjects | undefined {
    return this.#ofUs(this.#cache.beside())
  }

  #ofUs(kept: unknown): CachedProjects | undefined {
    return isKept(kept) && kept.standards === this.#standards ? kept : undefined
  }

  #save(outcomes: readonly Outcome[], others: CachedProjects['others']): void {
    const sources = this.#sources ?? new Map<string, string>()
    const standards = this.#standards
    const kept: CachedProjects = { standards, sources: Object.fromEntries(sources), others, outcomes }
    const last = this.#kept()
    if (last !== undefined && isOf(last, this.#change.before)) this.#cache.keepBefore()
    this.#cache.keepBeside(kept, sources)
  }

  /** Sources may only differ if they are touched, because for those we have the facts. */
  #isOfTheSameFiles(kept: CachedProjects): boolean {
    const { touched, now } = this.#change
    const { sources } = kept
    const own = this.#sources ?? new Map<string, string>()
    return (
      Object.keys(sources).length === own.size &&
      [...own].every(([file, id]) => sources[file] === id || (sources[file] !== undefined && touched.has(file))) &&
      isAsItWas(kept, now, this.#input.files)
    )
  }

  /** The edit that a file has undergone since its content had this id; nothing if it may matter to the project. */
  #editSince(file: string, id: string): EditedFile | undefined {
    const facts = this.#facts.get(file)
    const kept = this.#cache.factsAt(file, id)
    const before = this.#change.textNamed?.(id)
    const after = textIn(this.#input.files, file)
    if (facts === undefined || kept === undefined || before === undefined || after === undefined) return undefined
    const known = { summary: kept.summary, late: new LateFacts(() => parseSourceSync(file, before), kept.known) }
    if (dependsOnText(known.late)) return undefined
    const edited = new EditedFile(before, after)
    return differOnlyInOffsets(known, facts, edited.shift) ? edited : undefined
  }

  #saidTheSame(file: string, id: string): boolean {
    const facts = this.#facts.get(file)
    const before = this.#change.textNamed?.(id)
    const after = textIn(this.#input.files, file)
    if (facts === undefined || before === undefined || after === undefined) return false
    const { summary, late } = facts
    if (dependsOnText(late)) return false
    const root = file.slice(0, file.length - summary.path.length - 1)
    const earlier = this.#factsOf(file, id, () => parseSourceSync(file, before, { root }))
    // In this direction, because the facts that rules asked for are those of the present file.
    return earlier !== undefined && differOnlyInOffsets(facts, earlier, new OffsetMap(after, before))
  }

  /** The facts of a file in an earlier state; nothing if it could not be parsed. */
  #factsOf(file: string, id: string, parse: () => SourceFile): FileFacts | undefined {
    const kept = this.#cache.factsAt(file, id)
    if (kept !== undefined) return { summary: kept.summary, late: new LateFacts(parse, kept.known, () => this.#cache.keepAt(file, id, kept)) }
    const source = parse()
    if (source.syntaxErrors.length > 0) return undefined
    const facts = factsOf(source)
    this.#cache.keepAt(file, id, { summary: facts.summary, known: facts.late.known })
    return facts
  }

  /** True if it may have been a source before, or part of a contract. */
  #mayHaveBeenChecked(file: string): boolean {
    const kind = kindOf(file)
    return kind === 'document' || (kind === 'source' && this.#searched.some((directory) => isWithin(directory, file)))
  }
}

/** True if all sources are the same in this state. */
function isOf({ sources }: CachedProjects, tree: Tree): boolean {
  return Object.entries(sources).every(([file, id]) => tree.idOf(file) === id)
}

/** True if all files other than sources are the same in this state. */
function isAsItWas({ others }: CachedProjects, tree: Tree, files: Files): boolean {
  return Object.entries(others).every(([file, sign]) => signOf(file, tree, files) === sign)
}

/** Identifies what is at a path: content, absence, or the reason why it cannot be read. */
function signOf(file: string, tree: Tree, files: Files): string {
  const id = tree.idOf(file)
  if (id !== undefined) return id
  const content = files.read(file)
  return content.kind === 'text' ? `text ${hash64(content.text)}` : content.kind
}

function isKept(value: unknown): value is CachedProjects {
  // Written by this very build and checked for damage, so it is well-formed.
  return field(value, 'standards') !== undefined
}
