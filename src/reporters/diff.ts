import type { PieceTable } from '../core/pieces.ts'

/** The number of unchanged lines around a change. */
const context = 3

/** A line of the old text, of the new one, or of both, including its line break. */
interface Line {
  readonly sign: ' ' | '-' | '+'
  readonly text: string
}

/**
 * The changes to a text as a unified diff for `patch -p1` and `git apply`. Fast on large texts, because the changes are known and need not be
 * searched for.
 * @param path the file's name in the diff
 * @param mark a byte order mark that precedes the text in the file
 * @returns the empty string if nothing has changed
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

/** The lines with the byte order mark on the first line of either side. */
function marked(lines: readonly Line[], mark: string): readonly Line[] {
  if (mark === '') return lines
  const first = new Set([lines.findIndex(({ sign }) => sign !== '+'), lines.findIndex(({ sign }) => sign !== '-')])
  return lines.map((line, index) => (first.has(index) ? { ...line, text: mark + line.text } : line))
}

const escapes: Readonly<Record<string, string>> = { '"': '\\"', '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' }

/** A path as git writes it in diffs: quoted if it contains special characters, and followed by a tab if it contains spaces. */
function named(path: string): string {
  const escaped = path.replace(/["\\\u0000-\u001F\u007F]/g, (character) => escapes[character] ?? `\\${character.charCodeAt(0).toString(8).padStart(3, '0')}`)
  if (escaped !== path) return `"${escaped}"`
  return path.includes(' ') ? `${path}\t` : path
}

/** The start and length of a hunk on one side. `other` is the sign of lines that only the other side has. */
function range(line: number, shown: readonly Line[], other: '-' | '+'): string {
  const count = shown.filter(({ sign }) => sign !== other).length
  return `${count === 0 ? line - 1 : line},${count}`
}

function written({ sign, text }: Line): string {
  return text.endsWith('\n') ? sign + text : `${sign}${text}\n\\ No newline at end of file\n`
}

/** The ranges of lines to show: the changes and their context, merged if they touch. */
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

/** Both texts line by line. A line is common to both if no change touches it and it is still a whole line. */
function linesOf({ original, pieces, text }: PieceTable): Line[] {
  const lines: Line[] = []
  let [inOld, inNew] = [0, 0]
  // No `push(...lines)`: a large file has more lines than a call may have arguments.
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

/** The start of the first line that begins in the range; the end of the range if there is none. */
function startOfLines(text: string, start: number, end: number): number {
  if (start === 0 || text[start - 1] === '\n') return start
  const lineBreak = text.indexOf('\n', start)
  return lineBreak < 0 ? end : lineBreak + 1
}
