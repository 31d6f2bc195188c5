import { parseSync, Visitor } from 'oxc-parser'
import type { Expression, PrivateIdentifier } from 'oxc-parser'
import type { Plugin } from 'rolldown'

import { applyChanges } from '../src/core/changes.ts'
import type { TextChange } from '../src/core/changes.ts'
import { strictComparisons } from './strict-comparisons.ts'

type Operand = Expression | PrivateIdentifier

/** A comparison by `===` or `!==`. */
export interface Comparison {
  /** The last names of what it compares, in order of the alphabet: `init undefined`, `kind text`. */
  readonly pair: string
  /** What makes it a loose one, with `null` for `undefined`. */
  readonly changes: readonly [operator: TextChange, ...TextChange[]]
}

const undefinedName = 'undefined'

/**
 * Writes `==` for `===` in the sources, and `== null` for `=== undefined`, while the names of what they compare are known: the package is 1 % smaller.
 * Types are not known then, but a test finds out by types what must be compared strictly, and that is listed in `strict-comparisons`.
 */
export function looserSources(): Plugin {
  const strict = new Set(strictComparisons)
  return {
    name: 'looser-sources',
    transform: {
      filter: { id: /\/(?:src|rules)\/[\w/-]+\.ts(?:\?\w+)?$/ },
      handler(code) {
        const changes = comparisonsIn(code).filter(({ pair }) => !strict.has(pair)).flatMap((one) => one.changes)
        return { code: applyChanges(code, changes.sort((a, b) => a.start - b.start)) }
      },
    },
  }
}

/** The comparisons of a source, but for those with `null`, `true` and `false`, which stay as they are. */
export function comparisonsIn(code: string): readonly Comparison[] {
  const found: Comparison[] = []
  new Visitor({
    BinaryExpression({ left, operator, right }) {
      if (operator !== '===' && operator !== '!==') return
      const names = [left, right].map(nameOf)
      if (names.includes(undefined)) return
      const start = code.indexOf(operator, left.end)
      const loose = { start, end: start + operator.length, text: operator.slice(0, -1) }
      const absent = [left, right].filter((side) => nameOf(side) === undefinedName)
      found.push({ pair: names.sort().join(' '), changes: [loose, ...absent.map((side) => ({ start: side.start, end: side.end, text: 'null' }))] })
    },
  }).visit(parseSync('source.ts', code).program)
  return found
}

/** Undefined for what is never compared loosely. */
function nameOf(side: Operand): string | undefined {
  switch (side.type) {
    case 'Identifier':
    case 'PrivateIdentifier':
      return side.name
    case 'MemberExpression':
      return side.computed ? `${nameOf(side.object) ?? ''}[]` : nameOf(side.property)
    case 'CallExpression':
      return nameOf(side.callee)
    case 'ChainExpression':
    case 'ParenthesizedExpression':
    case 'TSNonNullExpression':
      return nameOf(side.expression)
    case 'AwaitExpression':
      return nameOf(side.argument)
    case 'UnaryExpression':
      return side.operator
    case 'BinaryExpression':
      return side.operator
    case 'TemplateLiteral':
      return 'text'
    case 'Literal':
      if (typeof side.value === 'string') return 'text'
      return typeof side.value === 'number' ? 'number' : undefined
    default:
      return undefined
  }
}
