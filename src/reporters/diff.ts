import type { PieceTable } from '../core/pieces.ts'

/** Lines shown around what changes. */
const context = 3

/** A line of the old text, of the new one, or of both; with its end. */
interface Line {
  readonly sign: ' ' | '-' | '+'
  readonly text: string
}

/**
 * What became of a text, as a unified diff that `patch -p1` and `git apply` take. Exact and quick however large the text is,
 * because the changes are known and not searched for.
 * @param path the file as the diff names it
 * @param mark what stands in the file before the text: a byte order mark
 * @returns nothing where the text is what it was
 */
export function unifiedDiff(path: string, table: PieceTable, mark = ''): string {
  const lines = marked(linesOf(table), mark)
  const hunks = hunksIn(lines)
  if (hunks.length === 0) return ''
  const head = `--- ${named(`a/${path}`)}\n+++ ${named(`b/${path}`)}\n`
  let [oldLine, newLine, at] = [1, 1, 0]
  const skip = (to: number): void => {
    for (; at < to; at++) {
      if (lines[at]?.sign !== '+') oldLine++
      if (lines[at]?.sign !== '-') newLine++
    }
  }
  const body = hunks.map(({ start, end }) => {
    skip(start)
    const shown = lines.slice(start, end)
    return `@@ -${range(oldLine, shown, '+')} +${range(newLine, shown, '-')} @@\n${shown.map(written).join('')}`
  })
  return head + body.join('')
}

/** The lines of a file, of which the first has a mark, before and after. */
function marked(lines: readonly Line[], mark: string): readonly Line[] {
  if (mark === '') return lines
  const first = new Set([lines.findIndex(({ sign }) => sign !== '+'), lines.findIndex(({ sign }) => sign !== '-')])
  return lines.map((line, index) => (first.has(index) ? { ...line, text: mark + line.text } : line))
}

const escapes: Readonly<Record<string, string>> = { '"': '\\"', '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' }

/** A path as git writes it: what could be taken for the end of a line or of the path stands in quotes, and blanks need a tab behind the path. */
function named(path: string): string {
  const escaped = path.replace(/["\\\u0000-\u001F\u007F]/g, (character) => escapes[character] ?? `\\${character.charCodeAt(0).toString(8).padStart(3, '0')}`)
  if (escaped !== path) return `"${escaped}"`
  return path.includes(' ') ? `${path}\t` : path
}

/** Where a hunk begins and how many lines it has, on the side that does not have lines of the other sign. */
function range(line: number, shown: readonly Line[], other: '-' | '+'): string {
  const count = shown.filter(({ sign }) => sign !== other).length
  return `${count === 0 ? line - 1 : line},${count}`
}

function written({ sign, text }: Line): string {
  return text.endsWith('\n') ? sign + text : `${sign}${text}\n\\ No newline at end of file\n`
}

/** Stretches of lines around the changes; those that touch are one. */
function hunksIn(lines: readonly Line[]): { readonly start: number; readonly end: number }[] {
  const hunks: { readonly start: number; end: number }[] = []
  for (const [index, { sign }] of lines.entries()) {
    if (sign === ' ') continue
    const start = Math.max(0, index - context)
    const end = Math.min(lines.length, index + 1 + context)
    const last = hunks.at(-1)
    if (last !== undefined && start <= last.end) last.end = end
    else hunks.push({ start, end })
  }
  return hunks
}

/** Both texts line by line: a line that no change touches, and that is a line still, is one of both. */
function linesOf({ original, pieces, text }: PieceTable): Line[] {
  const lines: Line[] = []
  let [inOld, inNew] = [0, 0]
  // One by one: a large file has more lines than a call may have arguments.
  const addLines = (sign: Line['sign'], stretch: string): void => {
    if (stretch !== '') for (const line of stretch.split(/(?<=\n)/)) lines.push({ sign, text: line })
  }
  const add = (oldEnd: number, newEnd: number): void => {
    const removed = original.slice(inOld, oldEnd)
    const added = text.slice(inNew, newEnd)
    if (removed === added) addLines(' ', removed)
    else {
      addLines('-', removed)
      addLines('+', added)
    }
    inOld = oldEnd
    inNew = newEnd
  }
  let at = 0
  for (const piece of pieces) {
    if (piece.kind === 'new') {
      at += piece.text.length
      continue
    }
    const shift = at - piece.start
    at += piece.end - piece.start
    const start = startOfLines(original, piece.start, piece.end)
    const isLast = piece.end === original.length && at === text.length
    const end = isLast ? piece.end : original.lastIndexOf('\n', piece.end - 1) + 1
    const isLineInNew = start + shift === 0 || text[start + shift - 1] === '\n'
    if (start >= end || !isLineInNew) continue
    add(start, start + shift)
    add(end, end + shift)
  }
  add(original.length, text.length)
  return lines
}

/** Where the first line begins that begins in the stretch. */
function startOfLines(text: string, start: number, end: number): number {
  if (start === 0 || text[start - 1] === '\n') return start
  const lineBreak = text.indexOf('\n', start)
  return lineBreak < 0 ? end : lineBreak + 1
}
