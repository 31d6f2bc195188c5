import { asList, isObject } from '../core/json.ts'
import { LineIndex } from '../core/lines.ts'
import { formatPointer } from '../core/location.ts'
import { suggestion } from '../core/nearest.ts'
import type { Text } from '../core/text.ts'
import { withoutPunctuation } from './snippet.ts'
import type { Suppression } from './suppress.ts'

/** Part of all markers. Nearly every text has none, and is done after one search. */
const anyMarker = 'setsquare-'
const documentMarker = 'x-setsquare-ignore'

/** What each comment marker covers: the file, or a line, as an offset from its own. */
const commentMarkers: Readonly<Record<string, 'file' | number>> = { 'setsquare-disable': 'file', 'setsquare-disable-line': 0, 'setsquare-disable-next-line': 1 }

/**
 * The suppressions written in a file: `setsquare-disable-next-line rule -- why` (also `-line`, and without either for the
 * whole file) in comments, `x-setsquare-ignore: { rule: why }` in documents.
 */
export function suppressionsIn(file: string, content: Text): Suppression[] {
  if (!content.text.includes(anyMarker)) return []
  const inValue = content.text.includes(documentMarker) && content.value !== undefined
  const table = new LineIndex(content.text)
  const texts = textsWithMarker(content)
  const comments = inComments(file, content.text, table).filter(({ range: [at] }) => !texts.some(([start, end]) => start <= at && at < end))
  const written = [...comments, ...(inValue ? inDocument(content) : [])]
  return written.map(({ range: [start, end], reason, ...said }) => {
    const { line, column } = table.positionAt(start)
    const { line: endLine, column: endColumn } = table.positionAt(end)
    const place = { line, column, endLine, endColumn }
    return { file, ...said, ...(reason !== '' && { reason }), place, content: withoutPunctuation(content.text.slice(start, end)) }
  })
}

/** A suppression as it stands in a text. */
type Written = ({ readonly rule: string } | { readonly mistake: string }) &
  Pick<Suppression, 'covers'> & {
    readonly reason: string
    /** Offsets of the rule's name or, without one, of the marker. */
    readonly range: readonly [start: number, end: number]
  }

const comment = /^(?<before>.*?)(?<start>\/\/|#|\/\*)\s*(?<marker>setsquare-(?:dis|en)able[\w:,-]*)(?=\s|$|\*\/)(?<rest>.*)$/gm

/** What precedes a reason. `--` is what the documentation says; other dashes are understood, since no rule's name begins with one. */
const dash = /\s[-–—]+\s*/

function inComments(file: string, text: string, table: LineIndex): Written[] {
  // There, `#` begins no comment: what it stands in is YAML within a string.
  const isCode = /\.[cm]?[jt]sx?$/.test(file)
  return Array.from(text.matchAll(comment)).flatMap((match): Written[] => {
    const { before = '', start = '', marker = '', rest = '' } = match.groups ?? {}
    if (isInsideString(before, rest) || (isCode && start === '#')) return []
    const restStart = match.index + match[0].length - rest.length
    const scope = commentMarkers[marker]
    const covers = typeof scope === 'number' ? { line: table.positionAt(restStart).line + scope } : 'file'
    const said = rest.replace(/\*\/.*/, '').trimEnd()
    const [names = ''] = said.split(dash)
    const reason = said.slice(names.length).replace(dash, '').trim()
    const rules = scope === undefined ? [] : rulesIn(names)
    if (rules.length === 0) {
      return [{ mistake: mistakeOf(marker, scope), covers, reason, range: [restStart - marker.length, restStart] }]
    }
    return rules.map(({ rule, at }) => ({ rule, reason, covers, range: [restStart + at, restStart + at + rule.length] }))
  })
}

/**
 * The rules that a comment names, separated by commas. If a comma is missing, a word that looks like a rule (`a-b`, `a/b`) counts as one;
 * any other word begins a reason whose dashes were forgotten.
 */
function rulesIn(names: string): { readonly rule: string; readonly at: number }[] {
  const found: { rule: string; at: number }[] = []
  let end = 0
  for (const { 0: rule, index: at } of names.matchAll(/[\w-]+(?:\/[\w.:-]+)?/g)) {
    const isNext = found.length === 0 || names.slice(end, at).includes(',')
    if (!isNext && !/\w[-/]\w/.test(rule)) break
    found.push({ rule, at })
    end = at + rule.length
  }
  return found
}

function mistakeOf(marker: string, scope: 'file' | number | undefined): string {
  if (scope !== undefined) return `\`${marker}\` names no rule, so it suppresses nothing: write \`${marker} <rule> -- why\`.`
  if (marker.startsWith('setsquare-enable')) {
    return 'There is no `setsquare-enable`: `setsquare-disable` covers the whole file. Where it should not, use `setsquare-disable-next-line` or `setsquare-disable-line`.'
  }
  return `There is no \`${marker}\`, so this suppresses nothing${suggestion(marker, Object.keys(commentMarkers)) || `: there are ${Object.keys(commentMarkers).join(', ')}.`}`
}

/**
 * True if what looks like a comment is part of a string literal: a quote is open before it and closed after it. An apostrophe within a
 * word opens no string, nor does a quote inside a string of the other kind.
 */
function isInsideString(before: string, rest: string): boolean {
  let open = ''
  for (let at = 0; at < before.length; at++) {
    const character = before.charAt(at)
    if (open !== '' && character === '\\') at++
    else if (character === open) open = ''
    else if (open === '' && (character === '"' || character === '`' || (character === "'" && !/\w/.test(before.charAt(at - 1))))) open = character
  }
  // Template literals may end on a later line.
  return open === '`' || (open !== '' && rest.includes(open))
}

/** The ranges of strings in a document that mention a marker: a description may explain how one is written. */
function textsWithMarker(content: Text): (readonly [start: number, end: number])[] {
  const found: (readonly [number, number])[] = []
  const seen = new Set<unknown>()
  const visit = (part: unknown, pointer: (string | number)[]): void => {
    if (typeof part === 'string') {
      if (part.includes(anyMarker)) found.push(content.locate?.(pointer) ?? [0, 0])
    } else if (typeof part === 'object' && part !== null && !seen.has(part)) {
      seen.add(part)
      for (const [key, item] of Object.entries(part)) visit(item, [...pointer, key])
    }
  }
  visit(content.value, [])
  return found
}

function inDocument(content: Text): Written[] {
  const found: Written[] = []
  const seen = new Set<unknown>()
  const visit = (value: unknown, pointer: (string | number)[]): void => {
    if (typeof value !== 'object' || value === null || seen.has(value)) return
    seen.add(value)
    if (isObject(value) && Object.hasOwn(value, documentMarker)) {
      const covers = { below: formatPointer(pointer) }
      const at = [...pointer, documentMarker]
      const entries = entriesOf(value[documentMarker])
      for (const { key, rule, reason } of entries) {
        const range = content.locate?.([...at, ...key], typeof key[0] === 'string' ? 'key' : undefined) ?? [0, 0]
        found.push({ rule, reason, covers, range })
      }
      if (entries.length === 0) found.push({ mistake: noRuleInDocument, reason: '', covers, range: content.locate?.(at, 'key') ?? [0, 0] })
    }
    if (isObject(value)) for (const key of Object.keys(value)) visit(value[key], [...pointer, key])
    else for (const [index, item] of asList(value).entries()) visit(item, [...pointer, index])
  }
  visit(content.value, [])
  return found
}

const noRuleInDocument = `\`${documentMarker}\` names no rule, so it suppresses nothing: write \`${documentMarker}: { <rule>: why }\`.`

interface Entry {
  /** Its path within the marker's value. */
  readonly key: readonly (string | number)[]
  readonly rule: string
  readonly reason: string
}

/** `{ rule: reason }`, or `rule -- reason`, or a list of those. */
function entriesOf(value: unknown): Entry[] {
  if (typeof value === 'string') return value.trim() === '' ? [] : [{ key: [], ...entryIn(value) }]
  if (isObject(value)) {
    return Object.entries(value).map(([rule, reason]) => ({ key: [rule], rule, reason: typeof reason === 'string' ? reason.trim() : '' }))
  }
  return asList(value).flatMap((item, index) => entriesOf(item).map((entry) => ({ ...entry, key: [index, ...entry.key] })))
}

function entryIn(text: string): Pick<Entry, 'rule' | 'reason'> {
  const [rule = ''] = text.split(dash)
  return { rule: rule.trim(), reason: text.slice(rule.length).replace(dash, '').trim() }
}
