import type { TextRange } from '../../core/finding.ts'
import type { Fix } from '../../core/fix.ts'
import { LineIndex } from '../../core/lines.ts'
import { Shift } from '../../core/shift.ts'
import { byPosition } from '../../engine/collect.ts'
import type { Found } from '../../engine/collect.ts'
import { lesserOf } from '../../engine/content.ts'
import { sourceContent } from '../../engine/snippet.ts'
import type { FileFacts } from '../../source/facts/file-facts.ts'
import { saysTheSame } from '../../source/facts/moved.ts'
import type { ProgramFindings, RuleFindings } from './program.ts'

/** A file of a program, as it was when rules ran on that. */
export interface FileState {
  readonly file: string
  readonly text: string
  readonly facts: FileFacts
}

/**
 * What rules about the program have found in a file and must find again now that it has another text: most edits are within a line
 * and change nothing that the rest of the program can see.
 * @param found on the program with the file as it was
 * @param before that file, with the facts that were asked for
 * @param after the same file, and nothing else has changed
 * @param isFollowed whether values were followed into the file, or out of it
 * @returns by rule; nothing of a rule that has to run again
 */
export function carried(found: ProgramFindings, before: FileState, after: FileState, isFollowed: boolean): ProgramFindings {
  const shift = new Shift(before.text, after.text)
  if (!saysTheSame(before.facts, after.facts, shift)) return new Map()
  const move = new Move(before, after, shift)
  return new Map([...found].flatMap(([key, findings]) => {
    const isSettled = findings.hangOn === 'facts' || (findings.hangOn === 'values' && !isFollowed)
    const again = isSettled && findings.failures.length === 0 ? move.findings(findings) : undefined
    return again === undefined ? [] : [[key, again] as const]
  }))
}

class Move {
  private readonly file: string
  private readonly before: FileState
  private readonly after: FileState
  private readonly shift: Shift
  private readonly linesBefore: LineIndex
  private readonly linesAfter: LineIndex

  constructor(before: FileState, after: FileState, shift: Shift) {
    this.file = before.file
    this.before = before
    this.after = after
    this.shift = shift
    this.linesBefore = new LineIndex(before.text)
    this.linesAfter = new LineIndex(after.text)
  }

  /** What was found in the file; nothing where one of the places was written over. */
  findings({ found, ...rest }: RuleFindings): RuleFindings | undefined {
    const ofFile = Object.hasOwn(found, this.file) ? (found[this.file] ?? []) : []
    const moved = all(ofFile.map((one) => this.finding(one)))
    return moved && { ...rest, found: { [this.file]: moved.sort(byPosition) } }
  }

  private finding(found: Found): Found | undefined {
    const place = this.place(found)
    const related = all(found.related.map((other) => {
      const range = other.file === this.file ? this.range(other) : {}
      return range && { ...other, ...range }
    }))
    const fixes = all((found.fixes ?? []).map((fix) => this.fix(fix)))
    if (place === undefined || related === undefined || fixes === undefined) return undefined
    return { ...found, ...place, related, ...(found.fixes !== undefined && { fixes }) }
  }

  private place(found: Found): (TextRange & Pick<Found, 'content'>) | undefined {
    const [start, end] = this.offsets(found)
    const moved = this.shift.rangeOf([start, end])
    const range = moved && this.rangeAt(moved)
    if (range === undefined || moved === undefined) return undefined
    const was = sourceContent(this.before.text, start, end)
    const is = sourceContent(this.after.text, ...moved)
    return { ...range, content: found.content === was ? is : lesserOf(is) }
  }

  private range(range: TextRange): TextRange | undefined {
    const moved = this.shift.rangeOf(this.offsets(range))
    return moved && this.rangeAt(moved)
  }

  private fix(fix: Fix): Fix | undefined {
    const edits = all(fix.edits.map((edit) => {
      if (edit.kind !== 'text' || edit.at.file !== this.file) return edit
      const range = this.shift.rangeOf(edit.at.range)
      return range && { ...edit, at: { ...edit.at, range } }
    }))
    return edits && { ...fix, edits }
  }

  private offsets({ line, column, endLine, endColumn }: TextRange): [number, number] {
    return [this.linesBefore.offsetAt(line, column), this.linesBefore.offsetAt(endLine, endColumn)]
  }

  private rangeAt([start, end]: readonly [number, number]): TextRange {
    const from = this.linesAfter.positionAt(start)
    const to = this.linesAfter.positionAt(end)
    return { line: from.line, column: from.column, endLine: to.line, endColumn: to.column }
  }
}

/** The values, where none of them is missing. */
function all<Value>(values: readonly (Value | undefined)[]): Value[] | undefined {
  const present = values.filter((value) => value !== undefined)
  return present.length === values.length ? present : undefined
}
