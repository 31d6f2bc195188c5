import { parseSync, Visitor } from 'oxc-parser'
import type { Expression, PrivateIdentifier } from 'oxc-parser'

type Operand = Expression | PrivateIdentifier

/** Kinds of nodes of a syntax tree. No value of another type equals one of these, not even loosely, unless it was made to. */
const ofTree = /^[A-Z][a-z]+(?:[A-Z][a-z]+)+$/

/**
 * Writes `==` for `===` in a minified script where both always compare the same: `typeof` with a string, a length with a number, kinds of nodes with
 * texts. The types of other operands are not visible in a script: `loose-sources` has been there before.
 */
export function loosenComparisons(code: string): string {
  const cuts: number[] = []
  new Visitor({
    BinaryExpression({ left, operator, right }) {
      if (operator !== '===' && operator !== '!==') return
      if (isSame(left, right) || isSame(right, left)) cuts.push(code.indexOf(operator, left.end) + operator.length - 1)
    },
  }).visit(parseSync('script.mjs', code).program)
  let at = 0
  let loose = ''
  for (const cut of cuts.sort((a, b) => a - b)) {
    loose += code.slice(at, cut)
    at = cut + 1
  }
  return loose + code.slice(at)
}

function isSame(one: Operand, other: Operand): boolean {
  const type = other.type === 'Literal' ? typeof other.value : undefined
  if (one.type === 'ChainExpression') return isSame(one.expression, other)
  if (one.type === 'UnaryExpression') return one.operator === 'typeof' && type === 'string'
  if (one.type === 'MemberExpression' && !one.computed) return alwaysOf[one.property.name] === type && type !== undefined
  return one.type === 'Literal' && typeof one.value === 'string' && ofTree.test(one.value)
}

/** Properties whose values have one type wherever they are read. */
const alwaysOf: { readonly [name: string]: string } = { length: 'number', size: 'number' }
