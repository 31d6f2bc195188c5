import { parseSync, Visitor } from 'oxc-parser'
import type { Function as FunctionNode, Node, Program } from 'oxc-parser'

import { topOfScript } from './top-of-script.ts'

/** Another text for a part of a script, as offsets. */
interface Edit {
  readonly start: number
  readonly end: number
  readonly text: string
}

/** What arrows do not have of their own. A name in a text or of a property counts too, unless it is plain that it is one. */
const ownOfFunctions = /(?<![.\w$])(?:this|arguments|super|new\.target)(?![\w$:])/

/**
 * Turns functions of a minified script into arrows, which are shorter, and which minifiers do not make of functions: the package would be 1 %
 * larger. These are the functions at the top of the script, and those that are called where they are written.
 */
export function arrowFunctions(code: string): string {
  return declaredAsArrows(calledAsArrows(code))
}

/** All arrows go to the beginning of the script, because functions can be called before they are declared, but arrows cannot. */
function declaredAsArrows(code: string): string {
  const { program } = parseSync('script.mjs', code)
  const constructed = namesNotOnlyCalled(program)
  const arrows = program.body.flatMap((declared) => {
    if (declared.type !== 'FunctionDeclaration' || declared.id === null || constructed.has(declared.id.name) || !isPlain(declared, code)) return []
    return [{ declared, text: `${declared.id.name}=${arrow(declared, code)}` }]
  })
  if (arrows.length === 0) return code
  const top = topOfScript(program)
  // `let` and `const` would be checked at each use.
  const all = { start: top, end: top, text: `var ${arrows.map(({ text }) => text).join(',')};` }
  return edited(code, [...arrows.map(({ declared: { start, end } }) => ({ start, end, text: '' })), all])
}

/** Those that contain others come after them. */
function calledAsArrows(code: string): string {
  const edits: Edit[] = []
  new Visitor({
    'CallExpression:exit'({ callee }) {
      if (callee.type !== 'FunctionExpression' || callee.id !== null || !isPlain(callee, code)) return
      const { start, end } = callee
      if (!edits.some((inner) => inner.start >= start && inner.end <= end)) edits.push({ start, end, text: `(${arrow(callee, code)})` })
    },
  }).visit(parseSync('script.mjs', code).program)
  return edits.length === 0 ? code : calledAsArrows(edited(code, edits))
}

/** @param edits apart from each other */
function edited(code: string, edits: readonly Edit[]): string {
  // From the end, so that earlier offsets stay valid.
  const fromEnd = edits.toSorted((one, other) => other.start - one.start)
  return fromEnd.reduce((script, { start, end, text }) => script.slice(0, start) + text + script.slice(end), code)
}

/** True if an arrow does the same. */
function isPlain({ start, end, generator }: FunctionNode, code: string): boolean {
  return !generator && !ownOfFunctions.test(code.slice(start, end))
}

/** The names that are assigned, constructed or extended somewhere, whatever they are names of there. */
function namesNotOnlyCalled(program: Program): ReadonlySet<string> {
  const names = new Set<string>()
  const note = (node: Node | null): void => {
    if (node?.type === 'Identifier') names.add(node.name)
  }
  new Visitor({
    NewExpression: ({ callee }) => note(callee),
    AssignmentExpression: ({ left }) => note(left),
    UpdateExpression: ({ argument }) => note(argument),
    BinaryExpression: ({ operator, right }) => (operator === 'instanceof' ? note(right) : undefined),
    ClassDeclaration: ({ superClass }) => note(superClass),
    ClassExpression: ({ superClass }) => note(superClass),
    MemberExpression: ({ object, property }) => (property.type === 'Identifier' && property.name === 'prototype' ? note(object) : undefined),
  }).visit(program)
  return names
}

function arrow({ async: isAsync, params, body }: FunctionNode, code: string): string {
  const [first] = params
  const last = params.at(-1)
  const list = first === undefined || last === undefined ? '' : code.slice(first.start, last.end)
  const input = params.length === 1 && first?.type === 'Identifier' ? list : `(${list})`
  return `${isAsync ? (input.startsWith('(') ? 'async' : 'async ') : ''}${input}=>${body === null ? '{}' : outputOf(body, code)}`
}

/** The expression that is all that a body returns, or else the body as it is. */
function outputOf({ body, start, end }: NonNullable<FunctionNode['body']>, code: string): string {
  const [only] = body
  if (body.length !== 1 || only?.type !== 'ReturnStatement' || only.argument === null) return code.slice(start, end)
  const returned = code.slice(only.argument.start, only.argument.end)
  // A brace would begin a body.
  return only.argument.type === 'SequenceExpression' || returned.startsWith('{') ? `(${returned})` : returned
}
