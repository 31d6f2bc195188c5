import type { TSESTree } from '@typescript-eslint/utils'
import type { Variable } from '../names/bindings.ts'
import { isFunction } from '../names/classes.ts'
import { writesTo } from './assignments.ts'
import { replacedAt } from './reaching.ts'
import { choice } from './text.ts'
import type { SqlText } from './text.ts'
import type { Frame, Tracker } from './tracker.ts'

/** A variable that is written more often than this is generated code. */
const maxWrites = 60

/**
 * The text in a variable where it is used: its writes up to there in the order of the text. A write in a branch that may not
 * have run is a choice; `sql = sql + x` and `+=` add to what was there.
 */
export function textOfWrites(
  tracker: Tracker,
  variable: Variable,
  use: TSESTree.Node,
  frame: Frame | undefined,
): SqlText | undefined {
  const all = writesTo(variable)
  if (all.length > maxWrites) return undefined
  const since = replacedAt(variable, use)
  // The write that the use is part of (`sql = sql + x`) comes after it.
  const writes = all.filter(
    ({ at }) => at.range[0] >= since && at.range[0] < use.range[0] && (at.type === 'VariableDeclarator' || at.range[1] <= use.range[0]),
  )
  if (writes.length === 0) return undefined
  let text: SqlText = []
  for (const { operator, value, at } of writes) {
    if (operator === '+=') {
      text = [...text, ...tracker.text(value, frame)]
      continue
    }
    const before = text
    const written = addsTo(tracker, value, variable)
    const next =
      written === undefined ? tracker.text(value, frame) : [...before, ...written.flatMap((part) => tracker.text(part, frame))]
    text = before.length === 0 || written !== undefined || alwaysRuns(at, use) ? next : choice([before, next])
  }
  return text
}

/** For `sql + a + b` assigned to `sql`: `a` and `b`. For `` `${sql} …` ``, its parts. */
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

/** True where a write has run whenever the use does: no branch, loop or function around it that is not around the use too. */
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
