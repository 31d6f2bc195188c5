import type { TSESTree } from '@typescript-eslint/utils'
import type { Variable } from '../names/bindings.ts'
import { isFunction } from '../names/classes.ts'
import { writesTo } from './assignments.ts'
import { isDead } from './dead-code.ts'
import { replacedAt } from './reaching.ts'
import { choice, holeOf } from './text.ts'
import type { SqlText } from './text.ts'
import type { Frame, Tracker } from './tracker.ts'

/** Code that writes a variable more often than this is generated. */
const maxWrites = 60

/**
 * The text in a variable where it is used: all writes before that in source order. A write in a branch that may not have run becomes a choice;
 * `sql = sql + x` and `+=` append to the text so far.
 * @param start the text before the first write
 */
export function textOfWrites(
  tracker: Tracker,
  variable: Variable,
  use: TSESTree.Node,
  frame: Frame | undefined,
  start: SqlText = [],
): SqlText | undefined {
  const all = writesTo(variable)
  if (all.length > maxWrites) return undefined
  const since = replacedAt(tracker.bindings, variable, use)
  // The assignment that the use is part of (`sql = sql + x`) runs after it.
  const writes = all.filter(
    ({ at }) => !isDead(tracker.bindings, at) && at.range[0] >= since && at.range[0] < use.range[0] && (at.type === 'VariableDeclarator' || at.range[1] <= use.range[0]),
  )
  if (writes.length === 0) return undefined
  let text = start
  for (const { operator, value, path, at } of writes) {
    if (path.length > 0) {
      text = [...(alwaysRuns(at, use) ? [] : text), ...holeOf(tracker.file, value, tracker.origin(value, path, frame))]
      continue
    }
    if (operator === '+=') {
      text = [...text, ...tracker.text(value, frame)]
      continue
    }
    const before = text
    const written = addsTo(tracker, value, variable)
    const next =
      written === undefined ? tracker.text(value, frame) : [...before, ...written.flatMap((part) => tracker.text(part, frame))]
    text = before.length === 0 || written !== undefined || (operator === '=' && alwaysRuns(at, use)) ? next : choice([before, next])
  }
  return text
}

/** The parts that are appended: `a` and `b` for `sql = sql + a + b`, the rest of the template for `` `${sql} …` ``. */
function addsTo(tracker: Tracker, value: TSESTree.Expression, variable: Variable): TSESTree.Node[] | undefined {
  const added: TSESTree.Node[] = []
  let left: TSESTree.Node = value
  while (left.type === 'BinaryExpression' && left.operator === '+') {
    added.push(left.right)
    left = left.left
  }
  if (left.type === 'Identifier' && tracker.bindings.variableOf(left) === variable) return added.reverse()
  if (left.type === 'CallExpression' && left.callee.type === 'MemberExpression' && left.callee.object.type === 'Identifier') {
    const isConcat = left.callee.property.type === 'Identifier' && left.callee.property.name === 'concat'
    if (isConcat && tracker.bindings.variableOf(left.callee.object) === variable) return [...left.arguments, ...added.reverse()]
  }
  const [first, ...rest] = left.type === 'TemplateLiteral' && left.quasis[0]?.value.raw === '' ? left.expressions : []
  if (left.type === 'TemplateLiteral' && first?.type === 'Identifier' && tracker.bindings.variableOf(first) === variable) {
    const parts: TSESTree.Node[] = left.quasis.slice(1).flatMap((quasi, index) => [quasi, ...rest.slice(index, index + 1)])
    return [...parts, ...added.reverse()]
  }
  return undefined
}

/** True if the write has always run before the use: every branch, loop or function around it is around the use too. */
function alwaysRuns(write: TSESTree.Node, use: TSESTree.Node): boolean {
  for (let at = write.parent; at !== undefined; at = at.parent) {
    const holdsUse = at.range[0] <= use.range[0] && use.range[1] <= at.range[1]
    if (holdsUse && at.type !== 'IfStatement' && at.type !== 'SwitchStatement' && at.type !== 'TryStatement') return true
    if (holdsUse) return false
    if (isFunction(at) || /^(?:If|Switch|For|While|DoWhile|Try)|^(?:Conditional|Logical)Expression$|^CatchClause$/.test(at.type))
      return false
  }
  return true
}
