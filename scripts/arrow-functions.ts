import { parseSync, Visitor } from 'oxc-parser'
import type { Function as FunctionNode, Node, Program } from 'oxc-parser'

/** What arrows do not have of their own. A name in a text or of a property counts too, unless it is plain that it is one. */
const ownOfFunctions = /(?<![.\w$])(?:this|arguments|super|new\.target)(?![\w$:])/

/**
 * Turns the functions at the top of a minified script into arrows, which are shorter, and which minifiers do not make of functions: the package
 * would be 1 % larger. All of them go to the beginning of the script, because functions can be called before they are declared, but arrows cannot.
 */
export function arrowFunctions(code: string): string {
  const { program } = parseSync('script.mjs', code)
  const constructed = namesNotOnlyCalled(program)
  const arrows = program.body.flatMap((declared) => {
    if (declared.type !== 'FunctionDeclaration' || declared.generator || declared.id === null || constructed.has(declared.id.name)) return []
    return ownOfFunctions.test(code.slice(declared.start, declared.end)) ? [] : [{ declared, text: `${declared.id.name}=${arrow(declared, code)}` }]
  })
  if (arrows.length === 0) return code
  const top = program.body.findLast((statement) => 'directive' in statement && statement.directive !== null)?.end ?? 0
  // `let` and `const` would be checked at each use.
  const edits = [{ start: top, end: top, text: `var ${arrows.map(({ text }) => text).join(',')};` }, ...arrows.map(({ declared: { start, end } }) => ({ start, end, text: '' }))]
  // From the end, so that earlier offsets stay valid.
  return edits.toReversed().reduce((script, { start, end, text }) => script.slice(0, start) + text + script.slice(end), code)
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
