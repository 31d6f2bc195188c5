import ts from 'typescript'

import { comparisonsIn } from './loose-sources.ts'
import { sourceProgram } from './source-program.ts'

/**
 * Finds out by types which comparisons of the program may do something else when they are loose: those of values that may be `null` with `undefined`, and
 * those of values of two types.
 * @returns their pairs of names, in order
 */
export function unsafeComparisons(): readonly string[] {
  const { program, checker } = sourceProgram()
  const unsafe = new Set<string>()
  for (const file of program.getSourceFiles()) {
    if (file.isDeclarationFile) continue
    const pairs = new Map(comparisonsIn(file.text).map(({ pair, changes }) => [changes[0].start, pair]))
    const visit = (node: ts.Node): void => {
      if (ts.isBinaryExpression(node)) {
        const pair = pairs.get(node.operatorToken.getStart(file))
        const [left = [], right = []] = [node.left, node.right].map((side) => sortsOf(checker.getTypeAtLocation(side), checker))
        if (pair !== undefined && mayConvert(left, right)) unsafe.add(pair)
      }
      ts.forEachChild(node, visit)
    }
    visit(file)
  }
  return [...unsafe].sort()
}

/** What values of a type are at run time. A word is a text that is no number. */
type Sort = 'undefined' | 'null' | 'word' | 'text' | 'number' | 'truth' | 'symbol' | 'object' | 'any'

const sorts: readonly (readonly [ts.TypeFlags, Sort])[] = [
  [ts.TypeFlags.Undefined, 'undefined'],
  [ts.TypeFlags.Null, 'null'],
  [ts.TypeFlags.StringLike, 'text'],
  [ts.TypeFlags.NumberLike, 'number'],
  [ts.TypeFlags.BooleanLike, 'truth'],
  [ts.TypeFlags.ESSymbolLike, 'symbol'],
  [ts.TypeFlags.Object | ts.TypeFlags.NonPrimitive, 'object'],
]

/** What a value of each sort is loosely equal to only if it is strictly, apart from values of its own sort (ECMA-262, IsLooselyEqual). */
const neverConverted: { readonly [sort in Sort]?: readonly Sort[] } = {
  undefined: ['word', 'text', 'number', 'truth', 'symbol', 'object'],
  null: ['word', 'text', 'number', 'truth', 'symbol', 'object'],
  word: ['text', 'number', 'truth', 'symbol'],
  symbol: ['word', 'text', 'number', 'truth'],
}

/** True if a value of one type and one of the other may be equal loosely, but not strictly. */
function mayConvert(ones: readonly Sort[], others: readonly Sort[]): boolean {
  return ones.some((one) => others.some((other) => {
    if (one === other) return one === 'any'
    return neverConverted[one]?.includes(other) !== true && neverConverted[other]?.includes(one) !== true
  }))
}

function sortsOf(type: ts.Type, checker: ts.TypeChecker): readonly Sort[] {
  if (type.isUnion()) return type.types.flatMap((one) => sortsOf(one, checker))
  if (type.isStringLiteral() && Number.isNaN(Number(type.value))) return ['word']
  if ((type.flags & ts.TypeFlags.Never) !== 0) return []
  const constraint = (type.flags & ts.TypeFlags.Instantiable) === 0 ? type : checker.getBaseConstraintOfType(type)
  if (constraint !== type) return constraint === undefined ? ['any'] : sortsOf(constraint, checker)
  return [sorts.find(([flags]) => (type.flags & flags) !== 0)?.[1] ?? 'any']
}
