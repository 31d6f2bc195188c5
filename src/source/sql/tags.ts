import type { TSESTree } from '@typescript-eslint/utils'
import { memberName } from '../names/bindings.ts'
import type { FunctionNode } from '../names/bindings.ts'
import { isFunction } from '../names/classes.ts'
import { isPackage } from '../models/sql-names.ts'
import { walk } from '../syntax/tree.ts'
import { resolveNode } from './resolve.ts'
import type { Tracker } from './tracker.ts'

/** True for tags that interpolate values unchanged. All other tags are assumed to bind them. */
export function leavesTextAlone(tracker: Tracker, tag: TSESTree.Expression): boolean {
  if (isStringRaw(tag)) return true
  const definition = tag.type === 'Identifier' ? tracker.bindings.definitionOf(tag) : undefined
  if (definition?.kind === 'import' && isPackage(textTags, definition.specifier)) return true
  // `const sql = String.raw`, which people write for syntax highlighting.
  if (definition?.kind === 'variable' && definition.path.length === 0 && definition.init !== undefined && isStringRaw(definition.init))
    return true
  const own = definition === undefined ? undefined : resolveNode(tracker, tag)?.node
  return isFunction(own) && concatenates(own)
}

const textTags = ['dedent', 'outdent', 'common-tags', 'endent', 'ts-dedent', 'lit-html']

function isStringRaw(node: TSESTree.Node): boolean {
  return (
    node.type === 'MemberExpression' &&
    node.object.type === 'Identifier' &&
    node.object.name === 'String' &&
    memberName(node) === 'raw'
  )
}

/** True for a tag of the project that concatenates its values: `strings.reduce((all, part, i) => all + part + values[i])`. */
function concatenates(tag: FunctionNode): boolean {
  const rest = tag.params.at(-1)
  if (rest?.type !== 'RestElement' || rest.argument.type !== 'Identifier') return false
  const { name } = rest.argument
  let found = false
  walk(tag, (node) => {
    if (found || node.type !== 'Identifier' || node.name !== name) return !found
    const { parent } = node
    if (parent.type === 'SpreadElement') found = parent.parent.type === 'CallExpression' && isStringRaw(parent.parent.callee)
    else if (parent.type === 'MemberExpression' && parent.object === node && parent.computed) found = becomesText(parent)
    return !found
  })
  return found
}

/** True if a value is concatenated as it is (perhaps with a fallback), so neither escaped nor collected in an array. */
function becomesText(value: TSESTree.Node): boolean {
  for (let at = value, { parent } = value; parent !== undefined; at = parent, { parent } = parent) {
    if (parent.type === 'TemplateLiteral') return true
    if (parent.type === 'BinaryExpression') return parent.operator === '+'
    if (parent.type === 'AssignmentExpression') return parent.operator === '+='
    const isString = parent.type === 'CallExpression' && parent.callee.type === 'Identifier' && parent.callee.name === 'String'
    const isChoice = parent.type === 'LogicalExpression' || (parent.type === 'ConditionalExpression' && parent.test !== at)
    if (!isString && !isChoice) return false
  }
  return false
}
