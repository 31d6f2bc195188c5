import { parseSync, visitorKeys } from 'oxc-parser'
import type { Node } from 'oxc-parser'

import { applyChanges } from '../src/core/changes.ts'
import { topOfScript } from './top-of-script.ts'

/** What a constant may replace, and where it occurs. */
interface Repeated {
  /** As written: a string with its quotes, `Object.keys`, `new Set`, the presets of a rule. */
  readonly raw: string
  readonly places: Place[]
}

interface Place {
  readonly start: number
  readonly end: number
  /** What has to follow the constant. */
  readonly suffix?: string
}

// The bytes that a constant must save at least: each one costs time at every start.
const leastGain = 12

/**
 * Replaces what a minified script repeats by constants at its top. Kinds of nodes, severities and HTTP methods occur hundreds of times in the
 * program, and no minifier shares them: the package would be 4 % larger. The same for `void 0`, by which minifiers write `undefined`, for
 * functions of built-in objects that do not need their object, for new sets and maps, and for the presets of rules, which nothing changes.
 * @param code a script or a module whose exports are at its end
 * @param isSmallest true if size counts more than time
 */
export function hoistRepeated(code: string, isSmallest = false): string {
  const { program } = parseSync('script.mjs', code)
  const found = new Map<string, Repeated>()
  const names = new Set<string>()
  const bound = new Set<string>()
  visit(program, undefined, '', {
    names,
    bound,
    isSmallest,
    found: (place) => {
      const raw = code.slice(place.start, place.end)
      const known = found.get(raw) ?? { raw, places: [] }
      known.places.push(place)
      found.set(raw, known)
    },
  })

  const repeated = [...found.values()].filter(({ raw, places }) => gain(raw, places.length) >= leastGain && !bound.has(/[A-Z]\w+/.exec(raw)?.[0] ?? ''))
  if (repeated.length === 0) return code
  const fresh = freshNames(names)
  // The most frequent ones get the shortest names.
  const constants = repeated.sort((a, b) => b.places.length - a.places.length).map((one) => ({ ...one, name: fresh() }))
  const edits = constants.flatMap(({ name, places }) => places.map(({ start, end, suffix = '' }) => ({ start, end, text: spaced(code, start, end, name + suffix) })))
  const top = topOfScript(program)
  edits.push({ start: top, end: top, text: `const ${constants.map(({ name, raw }) => `${name}=${valueOf(raw)}`).join(',')};` })
  return applyChanges(code, edits.sort((a, b) => a.start - b.start))
}

function valueOf(raw: string): string {
  return raw.startsWith('new ') ? `e=>${raw}(e)` : raw
}

/** How many characters a constant saves, with a name of three. */
function gain(raw: string, count: number): number {
  return count * (raw.length - 3) - (valueOf(raw).length + 5)
}

/** A name in place of a string needs space around it that quotes do not: `case"get"`. */
function spaced(code: string, start: number, end: number, name: string): string {
  const before = /[\w$]/.test(code.charAt(start - 1)) ? ' ' : ''
  const after = /[\w$]/.test(code.charAt(end)) ? ' ' : ''
  return before + name + after
}

interface Collected {
  /** Called for each place where a constant may stand. */
  readonly found: (place: Place) => void
  /** The names of all identifiers. */
  readonly names: Set<string>
  /** The names that the script may declare. */
  readonly bound: Set<string>
  readonly isSmallest: boolean
}

function visit(node: Node, parent: Node | undefined, key: string, collected: Collected): void {
  const { found, names, bound, isSmallest } = collected
  if (node.type === 'Identifier') {
    names.add(node.name)
    if (mayDeclare.has(key)) bound.add(node.name)
  }
  if (node.type === 'Property' && isNamed(node.key, 'presets') && isPlain(node.value)) {
    found(node.value)
    return
  }
  if (node.type === 'Literal' && typeof node.value === 'string' && isReplaceable(parent, key)) found(node)
  // V8 compiles a comparison with `void 0` to one instruction, but not one with a constant.
  if (node.type === 'UnaryExpression' && node.operator === 'void' && node.argument.type === 'Literal' && (isSmallest || parent?.type !== 'BinaryExpression')) found(node)
  if (isSmallest && node.type === 'Literal' && node.value === null && parent?.type === 'BinaryExpression') found(node)
  if (isOfBuiltIn(node) && key !== 'left' && key !== 'tag' && parent?.type !== 'UpdateExpression') found(node)
  if (node.type === 'NewExpression' && node.callee.type === 'Identifier' && collections.has(node.callee.name) && node.arguments.length < 2)
    found({ start: node.start, end: node.callee.end, ...(node.end === node.callee.end && { suffix: '()' }) })
  for (const field of visitorKeys[node.type] ?? []) {
    const value: unknown = Reflect.get(node, field)
    for (const child of Array.isArray(value) ? value : [value]) if (isNode(child)) visit(child, node, field, collected)
  }
}

/** The fields of a tree in which names are declared. */
const mayDeclare: ReadonlySet<string> = new Set(['id', 'params', 'param', 'local', 'argument', 'left', 'value', 'elements'])
const collections: ReadonlySet<string> = new Set(['Set', 'Map'])
const builtIns: ReadonlySet<string> = new Set(['Object', 'Array', 'JSON', 'Math', 'Number', 'Reflect'])

function isNamed(node: Node, name: string): boolean {
  return node.type === 'Identifier' && node.name === name
}

/** An object of strings. */
function isPlain(node: Node): boolean {
  return node.type === 'ObjectExpression' && node.properties.every((one) => one.type === 'Property' && !one.computed && one.value.type === 'Literal')
}

/** `Object.keys`, but not `Array.from`, which makes what it is called on. */
function isOfBuiltIn(node: Node): boolean {
  if (node.type !== 'MemberExpression' || node.computed || node.optional || node.object.type !== 'Identifier') return false
  return builtIns.has(node.object.name) && (node.object.name !== 'Array' || node.property.name === 'isArray')
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value
}

function isReplaceable(parent: Node | undefined, key: string): boolean {
  switch (parent?.type) {
    case 'Property':
    case 'MethodDefinition':
    case 'PropertyDefinition':
      return key !== 'key' || parent.computed
    // V8 compiles `typeof x === 'string'` to one instruction, but only with a literal.
    case 'BinaryExpression':
      return ![parent.left, parent.right].some((side) => side.type === 'UnaryExpression' && side.operator === 'typeof')
    // Bundlers look for literal module names.
    case 'CallExpression':
      return !(parent.callee.type === 'Identifier' && parent.callee.name === 'require')
    case 'ImportExpression':
    case 'ImportDeclaration':
    case 'ExportNamedDeclaration':
    case 'ExportAllDeclaration':
    case 'ImportAttribute':
    case 'ImportSpecifier':
    case 'ExportSpecifier':
    // A directive.
    case 'ExpressionStatement':
      return false
    default:
      return true
  }
}

/** Identifiers that do not occur anywhere in the script, so they shadow nothing and nothing shadows them: the shortest first. */
function freshNames(taken: ReadonlySet<string>): () => string {
  const first = Array.from('abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_$')
  const more = [...first, ...Array.from('0123456789')]
  const all = [...first.flatMap((a) => more.map((b) => a + b)), ...first.flatMap((a) => more.flatMap((b) => more.map((c) => a + b + c)))]
  const free = all.filter((name) => !taken.has(name) && !reserved.has(name)).values()
  return () => {
    const { value } = free.next()
    if (value === undefined) throw new Error('there are no short names left')
    return value
  }
}

const reserved: ReadonlySet<string> = new Set(['as', 'do', 'if', 'in', 'is', 'of', 'for', 'get', 'let', 'new', 'set', 'try', 'var'])
