/** A change to one text: the range becomes the text. Offsets count UTF-16 units from 0, the end is exclusive. */
export interface TextChange {
  readonly start: number
  readonly end: number
  readonly text: string
}

/** The changes sorted, or nothing where two touch the same text. What is inserted at one place stays in its order. */
export function inOrder(changes: readonly TextChange[]): TextChange[] | undefined {
  const sorted = [...changes].sort((a, b) => a.start - b.start || a.end - b.end)
  return sorted.every(({ start }, index) => start >= (sorted[index - 1]?.end ?? 0)) ? sorted : undefined
}

/** The text with the changes made; they are in order. */
export function changed(text: string, changes: readonly TextChange[]): string {
  const pieces: string[] = []
  let at = 0
  for (const { start, end, text: piece } of changes) {
    pieces.push(text.slice(at, start), piece)
    at = end
  }
  return pieces.join('') + text.slice(at)
}
