import type { TSESTree } from '@typescript-eslint/utils'
import { memberName } from '../names/bindings.ts'
import type { FunctionNode } from '../names/bindings.ts'
import { isFunction, returnedBy } from '../names/classes.ts'
import { formatters, isPackage, libraryOf } from '../models/sql-names.ts'
import { modulesOf } from '../names/origin.ts'
import { itemsOf, resultsOfReduce, textOfItem } from './lists.ts'
import { choice, constant, constantOf, hasConstant, holeOf, safe } from './text.ts'
import type { SqlPart, SqlText } from './text.ts'
import type { Frame, Tracker } from './tracker.ts'
import { textOfTemplating } from './templates.ts'
import { withUnbound } from './unbound.ts'
import { words } from '../../core/words.ts'

/** String methods whose result is the receiver with at most slight changes. */
const keepsText = words(`
  trim trimStart trimEnd toString toLowerCase toUpperCase valueOf repeat slice substring padEnd padStart normalize
`)

/** The text that a call assembles: join, concat, replace, format. Nothing for other calls. */
export function textOfCall(tracker: Tracker, node: TSESTree.CallExpression, frame: Frame | undefined): SqlText | undefined {
  const { callee } = node
  const templated = textOfTemplating(tracker, node, frame)
  if (templated !== undefined) return templated
  if (callee.type === 'Identifier' && callee.name === 'String' && node.arguments[0] !== undefined)
    return built(tracker.text(node.arguments[0], frame))
  const method = memberName(callee)
  if (callee.type === 'MemberExpression' && method !== undefined) {
    if (method === 'join') return textOfJoin(tracker, callee.object, node.arguments[0], frame)
    if (method === 'concat') return built([callee.object, ...node.arguments].flatMap((part) => tracker.text(part, frame)))
    if (keepsText.has(method)) return built(tracker.text(callee.object, frame))
    // `items.reduce((all, item) => all + …, 'SELECT …')`: the initial value and the text of one iteration.
    const reduced = resultsOfReduce(tracker, node, frame)
    if (reduced !== undefined) return built(textOfItem(tracker, reduced))
    if (method === 'replace' || method === 'replaceAll') return textOfReplace(tracker, callee.object, node.arguments, frame)
  }
  return /format|sprintf/i.test(method ?? (callee.type === 'Identifier' ? callee.name : ''))
    ? textOfFormat(tracker, node, frame)
    : undefined
}

/** Nothing if no part of the text is constant: then the call is just one opaque value. */
function built(text: SqlText): SqlText | undefined {
  return hasConstant(text) ? text : undefined
}

/**
 * An array that is converted to a string implicitly, as in `'… SET ' + parts`. Only if its items are partly constant text: otherwise they may
 * be objects or values.
 */
export function textOfList(tracker: Tracker, list: TSESTree.Expression, frame: Frame | undefined): SqlText | undefined {
  const isBuilt = itemsOf(tracker, list, frame)?.some((item) => hasConstant(textOfItem(tracker, item))) === true
  return isBuilt ? textOfJoin(tracker, list, undefined, frame) : undefined
}

function textOfJoin(
  tracker: Tracker,
  list: TSESTree.Expression,
  separator: TSESTree.Node | undefined,
  frame: Frame | undefined,
): SqlText | undefined {
  // `'… :name'.split(':name').join(value)`
  if (list.type === 'CallExpression' && list.callee.type === 'MemberExpression' && memberName(list.callee) === 'split' && separator !== undefined && constantOf(tracker.text(separator, frame)) === undefined)
    return textOfReplace(tracker, list.callee.object, [...list.arguments.slice(0, 1), separator], frame)
  const items = itemsOf(tracker, list, frame)?.map((item) => textOfItem(tracker, item))
  if (items === undefined) return undefined
  const between = separator === undefined ? constant(',') : tracker.text(separator, frame)
  const text = items.flatMap((item, index): SqlText => (index === 0 ? item : [...between, ...item]))
  return items.length === 0 ? text : built(text)
}

/** `'… :name'.replace(':name', value)`: `value` takes the place of the pattern in the text. */
function textOfReplace(
  tracker: Tracker,
  object: TSESTree.Expression,
  [pattern, replacement]: readonly TSESTree.Node[],
  frame: Frame | undefined,
): SqlText | undefined {
  const text = built(tracker.text(object, frame))
  if (text === undefined || pattern === undefined || replacement === undefined) return text
  const searched =
    pattern.type === 'Literal' && 'regex' in pattern
      ? plainPattern(pattern.regex.pattern)
      : constantOf(tracker.text(pattern, frame))
  const inserted = isFunction(replacement) ? resultOf(tracker, replacement, frame) : tracker.text(replacement, frame)
  // `text.replaceAll(':' + name, values[name])`
  if (searched === undefined) return replaceMarked(text, startOfPattern(tracker, pattern, frame), inserted)
  return searched === '' ? text : replaceAt(text, searched, inserted)
}

/** `'… :name'.replace(/:(\w+)/g, (_, name) => values[name])`: the callback's result takes the place of each name with that prefix (here `:`). */
function resultOf(tracker: Tracker, callback: FunctionNode, frame: Frame | undefined): SqlText {
  const entered = tracker.enter(callback, () => undefined, frame)
  return entered === undefined ? [] : choice(returnedBy(callback).map((value) => tracker.text(value, entered)))
}

/** What a pattern begins with, whether it is a regular expression or put together. */
function startOfPattern(tracker: Tracker, pattern: TSESTree.Node, frame: Frame | undefined): string {
  if (pattern.type === 'Literal') return 'regex' in pattern ? pattern.regex.pattern.replace(/\\(?=\{)/g, '') : String(pattern.value)
  const [source] = pattern.type === 'NewExpression' ? pattern.arguments : [pattern]
  const [start] = source === undefined ? [] : tracker.text(source, frame)
  return start?.kind === 'text' ? start.text : ''
}

/** The text with each name that is marked like the pattern (`:name`, `@name`, `{{name}}`) replaced. */
function replaceMarked(text: SqlText, start: string, inserted: SqlText): SqlText {
  const mark = /^\(?\\?([:@$?#%]|\{\{?)/.exec(start)?.[1]
  if (mark === undefined) return text
  const marked = new RegExp(`${mark.replace(/./g, '\\$&')}\\s{0,5}\\w{0,60}\\s{0,5}\\}{0,2}`)
  return replaceAt(text, marked, inserted)
}

/** The text with this replaced, in each of the texts that it may be. */
function replaceAt(text: SqlText, searched: string | RegExp, inserted: SqlText): SqlText {
  return text.flatMap((part): SqlPart[] => {
    if (part.kind === 'choice') return [{ kind: 'choice', branches: part.branches.map((one) => replaceAt(one, searched, inserted)) }]
    const pieces = part.kind === 'text' ? part.text.split(searched) : []
    if (pieces.length < 2 || pieces.length > 50) return [part]
    return pieces.flatMap((piece, index): SqlPart[] => [...(index === 0 ? [] : inserted), { kind: 'text', text: piece }])
  })
}

/** The literal text that a regular expression matches, if it has no special characters. */
function plainPattern(source: string): string | undefined {
  const plain = source.replace(/\\([{}:$?])/g, '$1')
  return /[\\^.*+()[\]|]/.test(plain) ? undefined : plain
}

/** `util.format('… %s', value)`. Which directives escape their value depends on the library. */
function textOfFormat(tracker: Tracker, node: TSESTree.CallExpression, frame: Frame | undefined): SqlText | undefined {
  const [template, ...values] = node.arguments
  const text = template && tracker.text(template, frame)
  if (text === undefined || !hasConstant(text)) return undefined
  const modules = modulesOf(tracker.file, node.callee)
  const known = formatters.find(({ packages }) => modules.some(({ specifier }) => isPackage(packages, specifier)))
  const [first] = values
  const marks = modules.map(({ specifier }) => libraryOf(specifier)?.unbound).find((found) => found !== undefined)
  if (marks !== undefined) return withUnbound(tracker, text, marks, first, frame)
  const written = text.map((part) => (part.kind === 'text' ? part.text : '')).join('')
  if (first !== undefined && /%\(\w/.test(written)) return withUnbound(tracker, text, /%\((\w{1,60})\)s/g, first, frame)
  if (!written.includes('%') && /\{\d\}/.test(written)) return textByNumber(tracker, text, values, frame)
  const list = values.length === 1 && first?.type === 'ArrayExpression' ? first.elements : values
  let next = 0
  const filled = (part: string): SqlPart[] => {
    const parts: SqlPart[] = []
    let from = 0
    for (const match of part.matchAll(/%(\d+\$)?[sdifLIjoO]|\?\??/g)) {
      const [directive] = match
      if (directive.startsWith('?') && known?.safe.includes('?') !== true) continue
      const value = list[next++]
      parts.push({ kind: 'text', text: part.slice(from, match.index) })
      from = match.index + directive.length
      if (value === undefined || value === null) continue
      parts.push(
        ...(known?.safe.includes(directive) === true || /%[dif]/.test(directive)
          ? holeOf(tracker.file, value, safe)
          : tracker.text(value, frame)),
      )
    }
    return [...parts, { kind: 'text', text: part.slice(from) }]
  }
  return text.flatMap((part) => (part.kind === 'text' ? filled(part.text) : [part]))
}

/** Positional placeholders: `format('… {0}', value)`. */
function textByNumber(tracker: Tracker, text: SqlText, values: readonly TSESTree.CallExpressionArgument[], frame: Frame | undefined): SqlText {
  return text.flatMap((part): SqlText => {
    if (part.kind !== 'text') return [part]
    return part.text.split(/(\{\d\})/).flatMap((piece) => {
      const value = /^\{\d\}$/.test(piece) ? values[Number(piece.charAt(1))] : undefined
      return value === undefined ? constant(piece) : tracker.text(value, frame)
    })
  })
}
