/** A change to one text: `text` replaces the range. Offsets count UTF-16 units from 0, the end is exclusive. */
export interface TextChange {
  readonly start: number
  readonly end: number
  readonly text: string
}

/** The changes sorted by position, or nothing if two of them overlap. Insertions at the same offset keep their order. */
export function sortChanges(changes: readonly TextChange[]): TextChange[] | undefined {
  const sorted = [...changes].sort((a, b) => a.start - b.start || a.end - b.end)
  return sorted.every(({ start }, index) => start >= (sorted[index - 1]?.end ?? 0)) ? sorted : undefined
}

/** The text with the changes made, which must be in order and free of overlaps: see {@link sortChanges}. */
export function applyChanges(text: string, changes: readonly TextChange[]): string {
  const pieces: string[] = []
  let at = 0
  for (const { start, end, text: piece } of changes) {
    pieces.push(text.slice(at, start), piece)
    at = end
  }
  return pieces.join('') + text.slice(at)
}
