import type { TextChange } from './changes.ts'

/** A part of an edited text: a range of the original, or new text. */
export type Piece = { readonly kind: 'kept'; readonly start: number; readonly end: number } | { readonly kind: 'new'; readonly text: string }

/** A text that is edited repeatedly and still knows which of its parts come from the original. */
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

  /** Applies changes, in order, whose offsets refer to the current text. */
  change(changes: readonly TextChange[]): void {
    const parts: Piece[] = []
    const rest = [...this.#parts].reverse()
    let at = 0
    /** Moves on to an offset of the current text, keeping or dropping the pieces before it. */
    const advance = (offset: number, action: 'keep' | 'drop'): void => {
      while (at < offset) {
        const piece = rest.pop()
        if (piece === undefined) return
        const length = lengthOf(piece)
        const taken = Math.min(length, offset - at)
        if (action === 'keep') parts.push(cut(piece, 0, taken))
        if (taken < length) rest.push(cut(piece, taken, length))
        at += taken
      }
    }
    for (const { start, end, text } of changes) {
      advance(start, 'keep')
      if (text !== '') parts.push({ kind: 'new', text })
      advance(end, 'drop')
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
