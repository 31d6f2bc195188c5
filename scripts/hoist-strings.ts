import { parseSync, visitorKeys } from 'oxc-parser'
import type { Node } from 'oxc-parser'

import { topOfScript } from './top-of-script.ts'

/** A string literal or `void 0`, and where it occurs. */
interface Literal {
  /** As written, with its quotes. */
  readonly raw: string
  readonly places: (readonly [start: number, end: number])[]
}

// The bytes that a constant must save at least: each one costs time at every start.
const leastGain = 12

/**
 * Replaces strings that a minified script repeats by constants at its top. Kinds of nodes, severities and HTTP methods occur hundreds of times
 * in the program, and no minifier shares them: the package would be 4 % larger. The same for `void 0`, by which minifiers write `undefined`.
 * @param code a script or a module whose exports are at its end
 */
export function hoistStrings(code: string): string {
  const { program } = parseSync('script.mjs', code)
  const literals = new Map<string, Literal>()
  const names = new Set<string>()
  visit(program, undefined, '', (literal) => {
    const raw = code.slice(literal.start, literal.end)
    const known = literals.get(raw) ?? { raw, places: [] }
    known.places.push([literal.start, literal.end])
    literals.set(raw, known)
  }, names)

  const repeated = [...literals.values()].filter(({ raw, places }) => gain(raw, places.length) >= leastGain)
  if (repeated.length === 0) return code
  const fresh = freshNames(names)
  // The most frequent ones get the shortest names.
  const constants = repeated.sort((a, b) => b.places.length - a.places.length).map((literal) => ({ ...literal, name: fresh() }))
  const edits = constants.flatMap(({ name, places }) => places.map(([start, end]) => ({ start, end, text: spaced(code, start, end, name) })))
  const top = topOfScript(program)
  edits.push({ start: top, end: top, text: `const ${constants.map(({ name, raw }) => `${name}=${raw}`).join(',')};` })

  let at = 0
  let hoisted = ''
  for (const { start, end, text } of edits.sort((a, b) => a.start - b.start)) {
    hoisted += code.slice(at, start) + text
    at = end
  }
  return hoisted + code.slice(at)
}

/** How many characters a constant saves, with a name of three. */
function gain(raw: string, count: number): number {
  return count * (raw.length - 3) - (raw.length + 5)
}

/** A name in place of a string needs space around it that quotes do not: `case"get"`. */
function spaced(code: string, start: number, end: number, name: string): string {
  const before = /[\w$]/.test(code.charAt(start - 1)) ? ' ' : ''
  const after = /[\w$]/.test(code.charAt(end)) ? ' ' : ''
  return before + name + after
}

/** Reports each string literal and `void 0` that a constant may replace, and gathers the names of all identifiers. */
function visit(node: Node, parent: Node | undefined, key: string, found: (literal: Node) => void, names: Set<string>): void {
  if (node.type === 'Identifier') names.add(node.name)
  if (node.type === 'Literal' && typeof node.value === 'string' && isReplaceable(parent, key)) found(node)
  // V8 compiles a comparison with `void 0` to one instruction, but not one with a constant.
  if (node.type === 'UnaryExpression' && node.operator === 'void' && node.argument.type === 'Literal' && parent?.type !== 'BinaryExpression') found(node)
  for (const field of visitorKeys[node.type] ?? []) {
    const value: unknown = Reflect.get(node, field)
    for (const child of Array.isArray(value) ? value : [value]) if (isNode(child)) visit(child, node, field, found, names)
  }
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
