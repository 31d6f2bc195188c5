import type { BaselineEntry } from '../core/baseline.ts'
import { compareTexts } from '../core/compare.ts'
import { splitLines } from '../core/lines.ts'
import { printable } from '../core/printable.ts'

/** A mistake in a baseline file. */
export interface BaselineProblem {
  /** From 1. */
  readonly line: number
  readonly message: string
}

const header = [
  '# Known findings: Setsquare does not report them again. One per line: file, rule, fingerprint, message.',
  '# `setsquare check --update-baseline` writes this file, `setsquare check --prune-baseline` removes what has been fixed.',
  '# After a merge conflict keep the lines of both sides: order and repetition do not matter.',
]

/** Longer messages are cut, in characters: they only serve orientation. */
const maxMessage = 140

const entryLine = /^(?<path>"(?:[^"\\]|\\.)+"|[^\s"#]\S*) (?<rule>[\w/.:-]+) (?<hash>[0-9a-f]{16})(?: (?<message>.*))?$/

/**
 * Reads a baseline file. Order and repetition do not matter, so that git may merge it line by line.
 * @returns the entries without repetitions, and a problem for each line that is none
 */
export function parseBaseline(text: string): { readonly entries: readonly BaselineEntry[]; readonly problems: readonly BaselineProblem[] } {
  const entries = new Map<string, BaselineEntry>()
  const problems: BaselineProblem[] = []
  let comments: string[] = []
  for (const [index, line] of splitLines(text).entries()) {
    if (line.startsWith('#')) {
      if (!header.includes(line)) comments.push(line)
      continue
    }
    if (line.trim() === '') continue
    const { path = '', rule = '', hash = '', message = '' } = entryLine.exec(line)?.groups ?? {}
    const plainPath = unquoted(path)
    if (plainPath === undefined || plainPath === '') {
      problems.push({ line: index + 1, message: malformedEntry(line) })
      continue
    }
    const entry = { path: plainPath, rule, contentHash: hash, message, ...(comments.length > 0 && { comments }) }
    if (!entries.has(keyOf(entry))) entries.set(keyOf(entry), entry)
    comments = []
  }
  return { entries: [...entries.values()], problems }
}

/** The text of a baseline file: sorted, so that the same entries give the same text. */
export function formatBaseline(entries: readonly BaselineEntry[]): string {
  const lines = [...entries].sort(byPlace).flatMap(({ path, rule, contentHash, message, comments = [] }) => {
    return [...comments, `${quoted(path)} ${rule} ${contentHash} ${shown(message)}`.trimEnd()]
  })
  return `${[...header, ...lines].join('\n')}\n`
}

/** A key that identifies an entry. The rule is part of the hash. */
export function keyOf({ path, contentHash }: Pick<BaselineEntry, 'path' | 'contentHash'>): string {
  return `${path}\n${contentHash}`
}

function byPlace(a: BaselineEntry, b: BaselineEntry): number {
  return compareTexts(a.path, b.path) || compareTexts(a.rule, b.rule) || compareTexts(a.contentHash, b.contentHash)
}

/** Paths with spaces, quotes, line breaks or a leading `#` are written as JSON strings. */
function quoted(path: string): string {
  return /^[^\s"#\u0000-\u001F][^\s\u0000-\u001F]*$/.test(path) ? path : JSON.stringify(path)
}

function unquoted(path: string): string | undefined {
  if (!path.startsWith('"')) return path
  try {
    const value: unknown = JSON.parse(path)
    return typeof value === 'string' ? value : undefined
  } catch {
    return undefined
  }
}

function shown(message: string): string {
  const line = printable(message.replace(/\s+/g, ' ').trim())
  return line.length > maxMessage ? `${line.slice(0, maxMessage - 1)}…` : line
}

function malformedEntry(line: string): string {
  if (/^(?:<{7}|={7}|>{7}|\|{7})/.test(line)) return 'unresolved merge conflict: remove the marker lines and keep the entries of both sides'
  return 'this is not a baseline entry: an entry is a file, a rule and a fingerprint of 16 hexadecimal digits'
}
