import type { Files } from '../../../core/files.ts'
import { hash64 } from '../../../core/hash.ts'
import { field } from '../../../core/json.ts'
import { isWithin } from '../../../core/paths.ts'
import type { FileFacts } from '../../../source/facts/file-facts.ts'
import type { CheckInput } from '../../check-input.ts'
import type { Outcome } from '../../unit-checker.ts'
import type { ProjectStore } from '../../project-store.ts'
import type { Change } from '../disk/change.ts'
import { isBuilt } from '../disk/discover.ts'
import type { FactCache } from './fact-cache.ts'
import { kindOf, mayBeMinified } from '../disk/kinds.ts'
import type { SourceEdits } from './source-edits.ts'
import type { Tree } from '../disk/tree.ts'

// An edit is usually compared with the last commit and the last attempt at the next.
const mostAlike = 4

/** The form in which it is stored. */
interface CachedProjects {
  /** A hash of what outcomes depend on besides files. */
  readonly standards: string
  /** The ids of the sources' contents, by path. */
  readonly sources: { readonly [file: string]: string }
  /** The signs (see `signOf`) of all other files that were read or looked up, by path. */
  readonly others: { readonly [file: string]: string }
  readonly outcomes: readonly Outcome[]
  /** The outcomes for sources by themselves, as far as they were checked, by path. */
  readonly alone: { readonly [file: string]: Outcome }
  /** The ids of other contents that say the same about the project as the present ones, by path. */
  readonly alike: { readonly [file: string]: readonly string[] }
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
  readonly #alone = new Map<string, Outcome>()
  /** True if some of them are not in the cache. */
  #hasNews = false
  #facts: () => Promise<readonly FileFacts[]> = () => Promise.resolve([])
  #edits: SourceEdits | undefined
  /** What is true of this run, if known. */
  #present: CachedProjects | undefined

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

  outcomeOf(source: string): Outcome | undefined {
    const kept = this.#kept()
    const id = this.#sources?.get(source)
    const outcome = id !== undefined && kept?.sources[source] === id ? kept.alone[source] : undefined
    if (outcome !== undefined) this.#alone.set(source, outcome)
    return outcome
  }

  keepOutcome(source: string, outcome: Outcome): void {
    this.#alone.set(source, outcome)
    this.#hasNews = true
  }

  async outcomes(facts: () => Promise<readonly FileFacts[]>): Promise<readonly Outcome[] | undefined> {
    this.#facts = facts
    const kept = this.#kept()
    if (this.#sources === undefined || kept === undefined || !this.#isOfTheSameFiles(kept)) return undefined
    const differing = [...this.#sources].flatMap(([file, id]) => {
      const other = kept.sources[file]
      return other === undefined || other === id ? [] : [[file, other] as const]
    })
    if (differing.length === 0) {
      this.#present = kept
      // The very same is not written again.
      if (this.#hasNews) this.#save(kept.outcomes, kept.others, kept.alike)
      else this.#cache.keepBeside(kept, this.#sources)
      return kept.outcomes
    }
    const outcomes = (await this.#compared()).outcomesAfter(kept.outcomes, differing)
    if (outcomes === undefined) return undefined
    this.#save(outcomes, kept.others, Object.fromEntries(differing.map(([file, id]) => [file, [id, ...(kept.alike[file] ?? [])].slice(0, mostAlike)])))
    return outcomes
  }

  keep(outcomes: readonly Outcome[], consulted: ReadonlySet<string>): void {
    const sources = this.#sources
    if (sources === undefined) return
    const { now } = this.#change
    const others = Object.fromEntries([...consulted].filter((file) => !sources.has(file)).map((file) => [file, signOf(file, now, this.#input.files)]))
    this.#save(outcomes, others, {})
  }

  /** True if the change only touches sources whose facts have stayed the same: then it has no effect on findings in other files. */
  async changesNothingElsewhere(): Promise<boolean> {
    const present = this.#present
    if (present === undefined) return false
    const { touched, before } = this.#change
    const found: [string, string[]][] = []
    for (const file of touched) {
      const id = present.sources[file]
      if (id === undefined) {
        if (Object.hasOwn(present.others, file) || this.#mayHaveBeenChecked(file)) return false
        continue
      }
      const earlier = before.idOf(file)
      if (earlier === undefined || (mayBeMinified(file) && isBuilt(before, file))) return false
      if (earlier === id || present.alike[file]?.includes(earlier) === true) continue
      if (!(await this.#compared()).saidTheSame(file, earlier)) return false
      found.push([file, [earlier, ...(present.alike[file] ?? [])]])
    }
    if (found.length > 0) this.#save(present.outcomes, present.others, { ...present.alike, ...Object.fromEntries(found) })
    return true
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

  #save(outcomes: readonly Outcome[], others: CachedProjects['others'], alike: CachedProjects['alike']): void {
    const sources = this.#sources ?? new Map<string, string>()
    const alone = Object.fromEntries(this.#alone)
    const kept: CachedProjects = { standards: this.#standards, sources: Object.fromEntries(sources), others, outcomes, alone, alike }
    const last = this.#kept()
    if (last !== undefined && isOf(last, this.#change.before)) this.#cache.keepBefore()
    this.#present = kept
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

  /** What looks at code is only loaded if some has changed. */
  async #compared(): Promise<SourceEdits> {
    const { SourceEdits } = await import('./source-edits.ts')
    return (this.#edits ??= new SourceEdits(this.#cache, this.#input.files, await this.#facts(), this.#change.textNamed))
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
