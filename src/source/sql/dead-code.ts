import type { TSESTree } from '@typescript-eslint/utils'
import { memberName } from '../names/bindings.ts'
import type { Bindings } from '../names/bindings.ts'
import { isFunction } from '../names/classes.ts'

type Constant = string | number | boolean

/** Limit for the operations of one condition. */
const maxSteps = 8

interface Fork<Branch> {
  readonly test: TSESTree.Node
  readonly consequent: Branch
  readonly alternate: Branch
}

/** The branch that a condition always takes (`if (7 * 6 > 40)`); nothing if that depends on the run. */
export function branchTaken<Branch>(bindings: Bindings, { test, consequent, alternate }: Fork<Branch>): Branch | undefined {
  const value = constantValue(bindings, test)
  return value === undefined ? undefined : value ? consequent : alternate
}

/** The statements of a `switch` that run whenever it does; nothing if that depends on the run. */
export function statementsTaken(bindings: Bindings, { discriminant, cases }: TSESTree.SwitchStatement): TSESTree.Statement[] | undefined {
  const value = constantValue(bindings, discriminant)
  const tests = cases.map(({ test }) => test && constantValue(bindings, test))
  if (value === undefined || tests.includes(undefined)) return undefined
  const first = tests.includes(value) ? tests.indexOf(value) : tests.indexOf(null)
  const taken = first === -1 ? [] : cases.slice(first)
  const last = taken.findIndex(({ consequent }) => consequent.some(({ type }) => /^(?:Break|Return|Throw|Continue)Statement$/.test(type)))
  return taken.slice(0, last === -1 ? undefined : last + 1).flatMap(({ consequent }) => consequent)
}

/** True for code in a branch that is never taken. */
export function isDead(bindings: Bindings, node: TSESTree.Node): boolean {
  for (let at = node, { parent } = node; parent !== undefined && !isFunction(at); at = parent, { parent } = parent) {
    if ((parent.type === 'IfStatement' || parent.type === 'ConditionalExpression') && at !== parent.test) {
      const value = constantValue(bindings, parent.test)
      if (value !== undefined && (value ? parent.consequent : parent.alternate) !== at) return true
    }
    if (parent.type === 'SwitchCase' && at !== parent.test && statementsTaken(bindings, parent.parent)?.every((statement) => statement !== at) === true) return true
  }
  return false
}

/** The value of an expression that is the same in every run, as far as it is computed here. */
function constantValue(bindings: Bindings, node: TSESTree.Node, steps = 0): Constant | undefined {
  if (steps > maxSteps) return undefined
  const of = (inner: TSESTree.Node | undefined): Constant | undefined => (inner === undefined ? undefined : constantValue(bindings, inner, steps + 1))
  switch (node.type) {
    case 'Literal':
      return typeof node.value === 'string' || typeof node.value === 'number' || typeof node.value === 'boolean' ? node.value : undefined
    case 'Identifier': {
      const definition = bindings.definitionOf(node)
      const isOnce = bindings.variableOf(node)?.references.filter(({ isWrite }) => isWrite).length === 1
      return isOnce && definition?.kind === 'variable' && definition.path.length === 0 ? of(definition.init) : undefined
    }
    case 'UnaryExpression': {
      const value = of(node.argument)
      return value === undefined || node.operator !== '!' ? undefined : !value
    }
    case 'BinaryExpression': {
      const [a, b] = [of(node.left), of(node.right)]
      return a === undefined || b === undefined ? undefined : operated(node.operator, a, b)
    }
    case 'CallExpression':
      if (node.callee.type !== 'MemberExpression' || memberName(node.callee) !== 'charAt') return undefined
      return characterOf(of(node.callee.object), of(node.arguments[0]))
    case 'MemberExpression':
      return node.computed ? characterOf(of(node.object), of(node.property)) : undefined
    default:
      return undefined
  }
}

function characterOf(text: Constant | undefined, index: Constant | undefined): string | undefined {
  return typeof text === 'string' && typeof index === 'number' ? text[index] : undefined
}

function operated(operator: string, a: Constant, b: Constant): Constant | undefined {
  if (operator === '===' || operator === '==') return a === b
  if (operator === '!==' || operator === '!=') return a !== b
  if (typeof a !== 'number' || typeof b !== 'number') return undefined
  return arithmetic.get(operator)?.(a, b)
}

const arithmetic = new Map<string, (a: number, b: number) => number | boolean>([
  ['+', (a, b) => a + b],
  ['-', (a, b) => a - b],
  ['*', (a, b) => a * b],
  ['/', (a, b) => a / b],
  ['%', (a, b) => a % b],
  ['<', (a, b) => a < b],
  ['<=', (a, b) => a <= b],
  ['>', (a, b) => a > b],
  ['>=', (a, b) => a >= b],
])
