import type { TSESTree } from '@typescript-eslint/utils'
import { memberName } from '../bindings.ts'
import { isFunction, returnedBy } from '../classes.ts'
import { formatters, isPackage } from '../models/sql-names.ts'
import { functionOf, modulesOf } from '../origin.ts'
import { choice, constant, constantOf, hasConstant, holeOf, safe } from './text.ts'
import type { SqlPart, SqlText } from './text.ts'
import type { Frame, Tracker } from './tracker.ts'
import { words } from '../words.ts'

/** Methods that give a text back nearly as it was. */
const keepsText = words(`
  trim trimStart trimEnd toString toLowerCase toUpperCase valueOf repeat slice substring padEnd padStart normalize
`)

/** The text made by a call that puts texts together: join, concat, replace, format. Nothing for other calls. */
export function textOfCall(tracker: Tracker, node: TSESTree.CallExpression, frame: Frame | undefined): SqlText | undefined {
  const { callee } = node
  if (callee.type === 'Identifier' && callee.name === 'String' && node.arguments[0] !== undefined)
    return built(tracker.text(node.arguments[0], frame))
  const method = callee.type === 'MemberExpression' ? memberName(callee) : undefined
  if (callee.type === 'MemberExpression' && method !== undefined) {
    if (method === 'join') return textOfJoin(tracker, callee.object, node.arguments[0], frame)
    if (method === 'concat') return built([callee.object, ...node.arguments].flatMap((part) => tracker.text(part, frame)))
    if (keepsText.has(method)) return built(tracker.text(callee.object, frame))
    if (method === 'reduce') return textOfReduce(tracker, callee.object, node, frame)
    if (method === 'replace' || method === 'replaceAll') return textOfReplace(tracker, callee.object, node, frame)
  }
  return /format|sprintf/i.test(method ?? (callee.type === 'Identifier' ? callee.name : ''))
    ? textOfFormat(tracker, node, frame)
    : undefined
}

/** Only where some of it is written down: otherwise the call is one value. */
function built(text: SqlText): SqlText | undefined {
  return hasConstant(text) ? text : undefined
}

function textOfJoin(
  tracker: Tracker,
  list: TSESTree.Expression,
  separator: TSESTree.Node | undefined,
  frame: Frame | undefined,
): SqlText | undefined {
  const items = itemsOf(tracker, list, frame)
  if (items === undefined) return undefined
  const between = separator === undefined ? constant(',') : tracker.text(separator, frame)
  const text = items.flatMap((item, index): SqlText => (index === 0 ? item : [...between, ...item]))
  return items.length === 0 ? text : built(text)
}

/** The texts of a list's items; one stands for all that a callback makes. */
function itemsOf(tracker: Tracker, node: TSESTree.Node, frame: Frame | undefined, steps = 0): SqlText[] | undefined {
  if (steps > 10) return undefined
  const of = (inner: TSESTree.Node): SqlText[] | undefined => itemsOf(tracker, inner, frame, steps + 1)
  switch (node.type) {
    case 'ArrayExpression':
      return node.elements.flatMap((element) => {
        if (element === null) return []
        return element.type === 'SpreadElement'
          ? (of(element.argument) ?? [tracker.text(element.argument, frame)])
          : [tracker.text(element, frame)]
      })
    case 'Identifier':
      return itemsOfName(tracker, node, of, frame)
    case 'CallExpression':
      return itemsOfCall(tracker, node, of, frame)
    case 'ConditionalExpression': {
      const both = [of(node.consequent), of(node.alternate)]
      return both.some((items) => items === undefined) ? undefined : both.flatMap((items) => items ?? [])
    }
    case 'TSAsExpression':
    case 'TSSatisfiesExpression':
    case 'TSNonNullExpression':
    case 'ChainExpression':
      return of(node.expression)
    case 'AwaitExpression':
      return of(node.argument)
    default:
      return undefined
  }
}

/** A list in a variable: what it begins with and what is pushed to it before it is used. */
function itemsOfName(
  tracker: Tracker,
  node: TSESTree.Identifier,
  of: (inner: TSESTree.Node) => SqlText[] | undefined,
  frame: Frame | undefined,
): SqlText[] | undefined {
  const variable = tracker.bindings.variableOf(node)
  const definition = variable && tracker.bindings.definitionOfVariable(variable)
  if (variable === undefined || definition?.kind !== 'variable' || definition.path.length > 0 || variable.references.length > 100)
    return undefined
  const first = definition.init === undefined ? [] : of(definition.init)
  if (first === undefined) return undefined
  const added = variable.references.flatMap(({ identifier: { parent, range } }): TSESTree.CallExpressionArgument[] => {
    if (
      parent.type !== 'MemberExpression' ||
      range[0] > node.range[0] ||
      parent.parent.type !== 'CallExpression' ||
      parent.parent.callee !== parent
    )
      return []
    return memberName(parent) === 'push' || memberName(parent) === 'unshift' ? parent.parent.arguments : []
  })
  return [...first, ...added.map((value) => tracker.text(value.type === 'SpreadElement' ? value.argument : value, frame))]
}

function itemsOfCall(
  tracker: Tracker,
  node: TSESTree.CallExpression,
  of: (inner: TSESTree.Node) => SqlText[] | undefined,
  frame: Frame | undefined,
): SqlText[] | undefined {
  if (node.callee.type !== 'MemberExpression') return undefined
  const { object } = node.callee
  const [first, second] = node.arguments
  switch (memberName(node.callee)) {
    case 'map':
    case 'flatMap':
      return made(tracker, first, object, frame)
    case 'filter':
    case 'slice':
    case 'reverse':
    case 'sort':
    case 'flat':
      return of(object)
    case 'concat': {
      const lists = [object, ...node.arguments].map((list) => of(list) ?? [tracker.text(list, frame)])
      return lists.flat()
    }
    case 'fill':
      return first === undefined ? undefined : [tracker.text(first, frame)]
    case 'from':
      return first === undefined ? undefined : made(tracker, second, first, frame)
    default:
      return undefined
  }
}

/** What a callback makes of each item of a list. */
function made(
  tracker: Tracker,
  callback: TSESTree.Node | undefined,
  list: TSESTree.Node,
  frame: Frame | undefined,
): SqlText[] | undefined {
  const target =
    callback?.type === 'Identifier'
      ? functionOf(tracker.bindings.definitionOf(callback))
      : isFunction(callback)
        ? callback
        : undefined
  if (target === undefined) return undefined
  const entered = tracker.enter(target, (index) => (index === 0 ? { tracker, value: list, frame, path: ['*'] } : undefined), frame)
  if (entered === undefined) return undefined
  return [choice(returnedBy(target).map((value) => tracker.text(value, entered)))]
}

/** `items.reduce((all, item) => all + …, 'SELECT …')`: the beginning, and what one item adds. */
function textOfReduce(
  tracker: Tracker,
  list: TSESTree.Expression,
  { arguments: [callback, start] }: TSESTree.CallExpression,
  frame: Frame | undefined,
): SqlText | undefined {
  if (!isFunction(callback) || start === undefined) return undefined
  const given = [
    { tracker, value: start, frame, path: [] },
    { tracker, value: list, frame, path: ['*'] },
  ]
  const entered = tracker.enter(callback, (index) => given[index], frame)
  return entered && built(choice(returnedBy(callback).map((value) => tracker.text(value, entered))))
}

/** `'… :name'.replace(':name', value)`: the value lands where the pattern stood. */
function textOfReplace(
  tracker: Tracker,
  object: TSESTree.Expression,
  node: TSESTree.CallExpression,
  frame: Frame | undefined,
): SqlText | undefined {
  const [pattern, replacement] = node.arguments
  const text = built(tracker.text(object, frame))
  if (text === undefined || pattern === undefined || replacement === undefined || isFunction(replacement)) return text
  const sought =
    pattern.type === 'Literal' && 'regex' in pattern
      ? plainPattern(pattern.regex.pattern)
      : constantOf(tracker.text(pattern, frame))
  if (sought === undefined || sought === '') return text
  const put = tracker.text(replacement, frame)
  return text.flatMap((part): SqlPart[] => {
    const pieces = part.kind === 'text' ? part.text.split(sought) : []
    if (pieces.length < 2 || pieces.length > 50) return [part]
    return pieces.flatMap((piece, index): SqlPart[] => [...(index === 0 ? [] : put), { kind: 'text', text: piece }])
  })
}

/** A pattern without any special character stands for itself. */
function plainPattern(source: string): string | undefined {
  const plain = source.replace(/\\([{}:$?])/g, '$1')
  return /[\\^.*+()[\]|]/.test(plain) ? undefined : plain
}

/** `util.format('… %s', value)`: which directives escape depends on the library. */
function textOfFormat(tracker: Tracker, node: TSESTree.CallExpression, frame: Frame | undefined): SqlText | undefined {
  const [template, ...values] = node.arguments
  const text = template && constantOf(tracker.text(template, frame))
  if (text === undefined) return undefined
  const modules = modulesOf(tracker.file, node.callee)
  const known = formatters.find(({ packages }) => modules.some(({ specifier }) => isPackage(packages, specifier)))
  const [first] = values
  const list = values.length === 1 && first?.type === 'ArrayExpression' ? first.elements : values
  let next = 0
  const parts: SqlPart[] = []
  let from = 0
  for (const match of text.matchAll(/%(\d+\$)?[sdifLIjoO]|\?\??/g)) {
    const [directive] = match
    if (directive.startsWith('?') && known?.safe.includes('?') !== true) continue
    const value = list[next++]
    parts.push({ kind: 'text', text: text.slice(from, match.index) })
    from = match.index + directive.length
    if (value === undefined || value === null) continue
    parts.push(
      ...(known?.safe.includes(directive) === true || /%[dif]/.test(directive)
        ? holeOf(tracker.file, value, safe)
        : tracker.text(value, frame)),
    )
  }
  return [...parts, { kind: 'text', text: text.slice(from) }]
}
