import type { Files } from '../../../core/files.ts'
import { OffsetMap } from '../../../core/shift.ts'
import { factsOf } from '../../../source/facts/file-facts.ts'
import type { FileFacts } from '../../../source/facts/file-facts.ts'
import { LateFacts } from '../../../source/facts/late.ts'
import { differOnlyInOffsets } from '../../../source/facts/moved.ts'
import { dependsOnText } from '../../../source/facts/store.ts'
import { parseSourceSync } from '../../../source/syntax/parsed-file.ts'
import type { SourceFile } from '../../../source/syntax/file.ts'
import { EditedFile, movedFindings } from '../../moved-findings.ts'
import { textIn } from '../../text-in.ts'
import type { Outcome } from '../../unit-checker.ts'
import type { Change } from '../disk/change.ts'
import type { FactCache } from './fact-cache.ts'

/** Compares sources with what they were before, by their facts: whether the rest of the project can see a difference. */
export class SourceEdits {
  readonly #cache: FactCache
  readonly #files: Files
  readonly #facts: ReadonlyMap<string, FileFacts>
  readonly #textNamed: Change['textNamed']

  /**
   * @param files the present texts
   * @param facts the present facts of the sources that may have changed
   * @param textNamed gives the text of an earlier content by its id
   */
  constructor(cache: FactCache, files: Files, facts: readonly FileFacts[], textNamed: Change['textNamed']) {
    this.#cache = cache
    this.#files = files
    this.#facts = new Map(facts.map((one) => [one.summary.file, one]))
    this.#textNamed = textNamed
  }

  /**
   * Outcomes for projects after edits that the rest of the project cannot see; nothing if it may.
   * @param edits the edited files, with the ids that their contents had then
   */
  outcomesAfter(outcomes: readonly Outcome[], edits: readonly (readonly [file: string, id: string])[]): readonly Outcome[] | undefined {
    const edited = new Map<string, EditedFile>()
    for (const [file, id] of edits) {
      const edit = this.#since(file, id)
      if (edit === undefined) return undefined
      edited.set(file, edit)
    }
    const moved: Outcome[] = []
    for (const outcome of outcomes) {
      const found = movedFindings(outcome.found, edited)
      if (found === undefined) return undefined
      moved.push({ ...outcome, found })
    }
    return moved
  }

  /** True if the rest of the project cannot tell the present content from the one with this id. */
  saidTheSame(file: string, id: string): boolean {
    const facts = this.#facts.get(file)
    const before = this.#textNamed?.(id)
    const after = textIn(this.#files, file)
    if (facts === undefined || before === undefined || after === undefined) return false
    const { summary, late } = facts
    if (dependsOnText(late)) return false
    const root = file.slice(0, file.length - summary.path.length - 1)
    const earlier = this.#factsAt(file, id, () => parseSourceSync(file, before, { root }))
    // In this direction, because the facts that rules asked for are those of the present file.
    return earlier !== undefined && differOnlyInOffsets(facts, earlier, new OffsetMap(after, before))
  }

  /** The edit that a file has undergone since its content had this id; nothing if it may matter to the project. */
  #since(file: string, id: string): EditedFile | undefined {
    const facts = this.#facts.get(file)
    const kept = this.#cache.factsAt(file, id)
    const before = this.#textNamed?.(id)
    const after = textIn(this.#files, file)
    if (facts === undefined || kept === undefined || before === undefined || after === undefined) return undefined
    const known = { summary: kept.summary, late: new LateFacts(() => parseSourceSync(file, before), kept.known) }
    if (dependsOnText(known.late)) return undefined
    const edited = new EditedFile(before, after)
    return differOnlyInOffsets(known, facts, edited.shift) ? edited : undefined
  }

  /** The facts of a file in an earlier state; nothing if it could not be parsed. */
  #factsAt(file: string, id: string, parse: () => SourceFile): FileFacts | undefined {
    const kept = this.#cache.factsAt(file, id)
    if (kept !== undefined) return { summary: kept.summary, late: new LateFacts(parse, kept.known, () => this.#cache.keepAt(file, id, kept)) }
    const source = parse()
    if (source.syntaxErrors.length > 0) return undefined
    const facts = factsOf(source)
    this.#cache.keepAt(file, id, { summary: facts.summary, known: facts.late.known })
    return facts
  }
}
