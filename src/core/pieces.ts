import type { TextChange } from './changes.ts'

/** A part of a text that has changed: a stretch of the original, or something new. */
export type Piece = { readonly kind: 'kept'; readonly start: number; readonly end: number } | { readonly kind: 'new'; readonly text: string }

/** A text that changes again and again, and still knows what of it was there from the start. */
export class PieceTable {
  readonly original: string
  #parts: readonly Piece[]

  constructor(original: string) {
    this.original = original
    this.#parts = [{ kind: 'kept', start: 0, end: original.length }]
  }

  /** From the text's start to its end. */
  get pieces(): readonly Piece[] {
    return this.#parts
  }

  get text(): string {
    return this.#parts.map((piece) => (piece.kind === 'new' ? piece.text : this.original.slice(piece.start, piece.end))).join('')
  }

  /** Makes changes to the text as it is now; they are in order. */
  change(changes: readonly TextChange[]): void {
    const parts: Piece[] = []
    const rest = [...this.#parts].reverse()
    let at = 0
    /** Goes on to an offset of the text as it is now, keeping what lies on the way or not. */
    const go = (offset: number, keep: boolean): void => {
      while (at < offset) {
        const piece = rest.pop()
        if (piece === undefined) return
        const length = lengthOf(piece)
        const taken = Math.min(length, offset - at)
        if (keep) parts.push(cut(piece, 0, taken))
        if (taken < length) rest.push(cut(piece, taken, length))
        at += taken
      }
    }
    for (const { start, end, text } of changes) {
      go(start, true)
      if (text !== '') parts.push({ kind: 'new', text })
      go(end, false)
    }
    this.#parts = [...parts, ...rest.reverse()]
  }
}

function lengthOf(piece: Piece): number {
  return piece.kind === 'new' ? piece.text.length : piece.end - piece.start
}

function cut(piece: Piece, from: number, to: number): Piece {
  return piece.kind === 'new'
    ? { kind: 'new', text: piece.text.slice(from, to) }
    : { kind: 'kept', start: piece.start + from, end: piece.start + to }
}
