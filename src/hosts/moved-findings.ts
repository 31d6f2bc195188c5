import type { TextRange } from '../core/text-range.ts'
import type { Fix } from '../core/fix.ts'
import { LineIndex } from '../core/lines.ts'
import { OffsetMap } from '../core/shift.ts'
import { byPosition } from '../engine/collect.ts'
import type { Found } from '../engine/collect.ts'
import { lesserOf } from '../engine/content.ts'
import { sourceContent } from '../engine/snippet.ts'

/** A file that was edited after findings in it were made. */
export class EditedFile {
  readonly before: string
  readonly after: string
  readonly shift: OffsetMap
  readonly #linesBefore: LineIndex
  readonly #linesAfter: LineIndex

  constructor(before: string, after: string) {
    this.before = before
    this.after = after
    this.shift = new OffsetMap(before, after)
    this.#linesBefore = new LineIndex(before)
    this.#linesAfter = new LineIndex(after)
  }

  offsets({ line, column, endLine, endColumn }: TextRange): [number, number] {
    return [this.#linesBefore.offsetAt(line, column), this.#linesBefore.offsetAt(endLine, endColumn)]
  }

  rangeAt([start, end]: readonly [number, number]): TextRange {
    const from = this.#linesAfter.positionAt(start)
    const to = this.#linesAfter.positionAt(end)
    return { line: from.line, column: from.column, endLine: to.line, endColumn: to.column }
  }
}

/**
 * The same findings at their new positions, after edits that change nothing else about them.
 * @param edited by path
 * @returns nothing if an edit touched one of the positions
 */
export function movedFindings(found: readonly Found[], edited: ReadonlyMap<string, EditedFile>): Found[] | undefined {
  return all(found.map((one) => movedFinding(one, edited)))?.sort(byPosition)
}

function movedFinding(found: Found, edited: ReadonlyMap<string, EditedFile>): Found | undefined {
  const file = edited.get(found.file)
  const place = file === undefined ? {} : movedPlace(found, file)
  const related = all(found.related.map((other) => {
    const otherFile = edited.get(other.file)
    const range = otherFile === undefined ? {} : movedRange(other, otherFile)
    return range && { ...other, ...range }
  }))
  const fixes = all((found.fixes ?? []).map((fix) => movedFix(fix, edited)))
  if (place === undefined || related === undefined || fixes === undefined) return undefined
  return { ...found, ...place, related, ...(found.fixes !== undefined && { fixes }) }
}

function movedPlace(found: Found, file: EditedFile): (TextRange & Pick<Found, 'content'>) | undefined {
  const range = file.offsets(found)
  const moved = file.shift.rangeOf(range)
  if (moved === undefined) return undefined
  const was = sourceContent(file.before, ...range)
  const is = sourceContent(file.after, ...moved)
  return { ...file.rangeAt(moved), content: found.content === was ? is : lesserOf(is) }
}

function movedRange(range: TextRange, file: EditedFile): TextRange | undefined {
  const moved = file.shift.rangeOf(file.offsets(range))
  return moved && file.rangeAt(moved)
}

function movedFix(fix: Fix, edited: ReadonlyMap<string, EditedFile>): Fix | undefined {
  const edits = all(fix.edits.map((edit) => {
    const file = edit.kind === 'text' ? edited.get(edit.at.file) : undefined
    if (edit.kind !== 'text' || file === undefined) return edit
    const range = file.shift.rangeOf(edit.at.range)
    return range && { ...edit, at: { ...edit.at, range } }
  }))
  return edits && { ...fix, edits }
}

/** The values, if none of them is missing. */
function all<Value>(values: readonly (Value | undefined)[]): Value[] | undefined {
  const present = values.filter((value) => value !== undefined)
  return present.length === values.length ? present : undefined
}
