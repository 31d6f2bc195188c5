import { LineIndex } from '../core/lines.ts'
import type { TextRange } from '../core/finding.ts'
import type { Move } from '../core/move.ts'
import type { Found } from '../engine/collect.ts'
import { lesserOf } from '../engine/content.ts'
import { sourceContent } from '../engine/snippet.ts'
import type { Outcome } from './conclude.ts'

/** How a file was edited since something was found in it. */
export interface Edited {
  readonly earlier: string
  readonly now: string
  readonly move: Move
}

/**
 * An outcome as it would be after edits that change nothing about it but places.
 * @param edits by file
 * @returns nothing where that cannot be said
 */
export function movedOutcome(outcome: Outcome, edits: ReadonlyMap<string, Edited>): Outcome | undefined {
  const moving = new Moving(edits)
  const found = outcome.found.map((one) => moving.found(one))
  return found.every((one) => one !== undefined) ? { ...outcome, found } : undefined
}

class Moving {
  private readonly edits: ReadonlyMap<string, Edited>
  private readonly lines = new Map<string, readonly [earlier: LineIndex, now: LineIndex]>()

  constructor(edits: ReadonlyMap<string, Edited>) {
    this.edits = edits
  }

  found(one: Found): Found | undefined {
    const related = one.related.map((other) => {
      const edit = this.edits.get(other.file)
      const place = edit && this.place(other, other.file, edit)
      return edit === undefined ? other : place && { ...other, ...place.lines }
    })
    if (!related.every((other) => other !== undefined)) return undefined
    const edit = this.edits.get(one.file)
    if (edit === undefined) return { ...one, related }
    // What is to be written by a fix has places of its own.
    const place = one.fixes === undefined ? this.place(one, one.file, edit) : undefined
    const content = place && contentIn(one.content, edit, place)
    return place && content === undefined ? undefined : place && { ...one, ...place.lines, related, ...(content !== undefined && { content }) }
  }

  private place({ line, column, endLine, endColumn }: TextRange, file: string, edit: Edited): Place | undefined {
    let lines = this.lines.get(file)
    if (lines === undefined) this.lines.set(file, (lines = [new LineIndex(edit.earlier), new LineIndex(edit.now)]))
    const [earlier, now] = lines
    const was = [earlier.offsetAt(line, column), earlier.offsetAt(endLine, endColumn)] as const
    const is = edit.move.range(was)
    if (is === undefined) return undefined
    const from = now.positionAt(is[0])
    const to = now.positionAt(is[1])
    return { was, is, lines: { line: from.line, column: from.column, endLine: to.line, endColumn: to.column } }
  }
}

/** A stretch of a text, before and after an edit. */
interface Place {
  readonly was: readonly [start: number, end: number]
  readonly is: readonly [start: number, end: number]
  readonly lines: TextRange
}

/** What stands at the place now, in the form that it had; nothing where it had another. */
function contentIn(content: string, { earlier, now }: Edited, { was, is }: Place): string | undefined {
  const before = sourceContent(earlier, ...was)
  if (content === before) return sourceContent(now, ...is)
  return content === lesserOf(before) ? lesserOf(sourceContent(now, ...is)) : undefined
}
