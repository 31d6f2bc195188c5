import type { TSESTree } from '@typescript-eslint/utils'
import { bindingsOf } from '../names/bindings.ts'
import type { Range, SourceFile } from '../syntax/file.ts'
import type { SqlQuery } from './queries.ts'
import type { ConstantText, StatementText } from './statement-text.ts'
import { sqlPart } from './unsafe.ts'

/** A value in a statement, which can become a parameter. */
export interface Gap {
  /** All that the placeholder replaces: from `${` to `}`, or between the literals of a sum, with quotes of SQL and what else is between them. */
  readonly range: Range
  /** What follows the placeholder in its place: the end of a literal that was the last of a sum, or what joins it to one in other quotes. */
  readonly rest: string
  /** The source text of the value. */
  readonly text: string
  readonly isQuoted: boolean
}

/** The values of a statement; nothing if one of them cannot become a parameter. */
export function gapsOf(file: SourceFile, statement: StatementText, query: SqlQuery): readonly Gap[] | undefined {
  const gaps: Gap[] = []
  let isOpen = false
  for (const [index, value] of statement.values.entries()) {
    const before = statement.texts[index]
    const after = statement.texts[index + 1]
    if (before === undefined || after === undefined) return undefined
    const quotes = before.raw.match(/'/g)?.length ?? 0
    isOpen = isOpen ? quotes % 2 === 0 : quotes % 2 === 1
    const place = { text: file.text.slice(...value.range), before, after, value, isTemplate: statement.isTemplate }
    const found = isOpen ? quoted(place) : bare(place)
    if (found === undefined || !isValue(file, query, place, found)) return undefined
    gaps.push(found)
  }
  return gaps.length === 0 ? undefined : gaps
}

interface Place {
  /** The source text of the value. */
  readonly text: string
  readonly before: ConstantText
  readonly after: ConstantText
  readonly value: TSESTree.Expression
  readonly isTemplate: boolean
}

function bare(place: Place): Gap | undefined {
  return /["'`]$/.test(place.before.raw) || /^["'`]/.test(place.after.raw) ? undefined : gapOf(place, [0, 0], place.text)
}

/** `'${name}'`, and patterns around one value: `'%${name}%'`. */
function quoted(place: Place): Gap | undefined {
  const { text, before, after, value, isTemplate } = place
  const [opening, head = ''] = /\\?'([^'"`\\${]*)$/.exec(before.raw) ?? []
  const [closing, tail = ''] = /^([^'"`\\${]*)\\?'/.exec(after.raw) ?? []
  if (opening === undefined || closing === undefined) return undefined
  const cut = [opening.length, closing.length] as const
  if (head === '' && tail === '') return gapOf(place, cut, text)
  if (isTemplate) return gapOf(place, cut, `\`${head}\${${text}}${tail}\``)
  // A value of several operands would need parentheses.
  if (!/^(?:Identifier|MemberExpression|CallExpression|ChainExpression)$/.test(value.type)) return undefined
  const [, quote] = before.quotes
  const parts = [head, tail].map((part) => (part === '' ? '' : `${quote}${part}${quote}`))
  return gapOf(place, cut, [parts[0], text, parts[1]].filter((part) => part !== '').join(' + '))
}

/** @param cut how much of the texts before and after it the placeholder replaces, which has to be in the literals next to it */
function gapOf({ before, after, isTemplate }: Place, cut: readonly [number, number], text: string): Gap | undefined {
  const range: Range = [before.last[1] - cut[0], after.first[0] + cut[1]]
  if (range[0] < before.last[0] || range[1] > after.first[1]) return undefined
  const open = before.quotes[1]
  const close = after.quotes[0]
  const rest = isTemplate || open === close ? '' : close === '' ? open : `${open} + ${close}`
  return { range, rest, text, isQuoted: cut[0] > 0 }
}

/** True for a value that is compared, listed or stored, and not the name, the item of a list or the amount that it may be elsewhere. */
function isValue(file: SourceFile, { holes }: SqlQuery, { text, before, after, value, isTemplate }: Place, { isQuoted }: Gap): boolean {
  const isBare = !isTemplate || (file.text.slice(before.last[1] + 2, value.range[0]) + file.text.slice(value.range[1], after.first[0] - 1)).trim() === ''
  const head = (isQuoted ? before.raw.replace(/\\?'[^']*$/, '') : before.raw).trimEnd()
  // A quoted item of `VALUES (…)` is one value. Without quotes, and in other lists, it may be several.
  const isListed = /\b(?:in|any|all|interval)\s*\(?$/i.test(head) || (!isQuoted && /\bvalues\s*\(?$/i.test(head))
  const isPlain = /(?:(?:^|[^-=])[=<>(,]|[<>!]=|\b(?:i?like|between))$/i.test(head) || (isQuoted && /\band$/i.test(head))
  // `to_tsvector(${column})`
  const isName = !isQuoted && /[(,]$/.test(head) && sqlPart.test(text.slice(text.lastIndexOf('.') + 1))
  return isBare && isPlain && !isListed && !isName && !/\.join\(/.test(text) && holes.find(({ node }) => node === value)?.position === 'value' && !isEscapedByHand(file, value)
}

/** `name.replace(/'/g, "''")`, `clean(name)`: as a parameter, the value would be stored with its quotes doubled. */
function isEscapedByHand(file: SourceFile, expression: TSESTree.Node): boolean {
  const definition = expression.type === 'Identifier' ? bindingsOf(file).definitionOf(expression) : undefined
  const made = definition?.kind === 'variable' && definition.init !== undefined ? definition.init : expression
  return escaping.test(file.text.slice(...made.range))
}

const escaping = /\.replace(?:All)?\(\s*(?:\/\[?|["'`])\\?['"]|(?:esc|quot|saniti[sz]|clean)\w*\(/i
