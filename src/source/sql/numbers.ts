import type { TSESTree } from '@typescript-eslint/utils'
import { memberName } from '../names/bindings.ts'
import type { Variable } from '../names/bindings.ts'
import { annotationOf } from '../names/origin.ts'
import type { Tracker } from './tracker.ts'
import { words } from '../../core/words.ts'

const none: ReadonlySet<Variable> = new Set()

/** Limit for following a number through variables. */
const maxVariables = 8

/** Functions that return a number (or a date, or a generated id) for every argument. */
const makesNumber = words(`
  Number parseInt parseFloat BigInt Boolean Date isNaN isFinite uuid uuidv4 uuidv7 v4 v1 v7 nanoid randomUUID cuid
  createId ulid
`)

/** Methods that return a number, a boolean or a date on every receiver. */
const answersNumber = words(`
  getTime toFixed toPrecision getFullYear getMonth getDate getHours getMinutes getSeconds now unix diff indexOf
  lastIndexOf findIndex charCodeAt codePointAt localeCompare includes startsWith endsWith test has some every toISOString
  randomUUID digest push toNumber toMillis toUnixInteger isInteger isArray
`)

const arithmetic = new Set(['-', '*', '/', '%', '**', '|', '&', '^', '<<', '>>', '>>>'])
const comparison = new Set(['==', '!=', '===', '!==', '<', '<=', '>', '>=', 'in', 'instanceof'])

/** True for expressions that can only be a number, a boolean, a date or a generated id: SQL cannot be injected with these. */
export function isNumeric(tracker: Tracker, node: TSESTree.Node, open: ReadonlySet<Variable> = none): boolean {
  switch (node.type) {
    case 'Literal':
      return typeof node.value === 'number' || typeof node.value === 'boolean' || typeof node.value === 'bigint'
    case 'UnaryExpression':
    case 'UpdateExpression':
      return true
    case 'BinaryExpression':
      if (node.operator === '+') return isNumericSum(tracker, node, open)
      return arithmetic.has(node.operator) || comparison.has(node.operator)
    case 'CallExpression':
    case 'NewExpression':
      return callsForNumber(node)
    case 'MemberExpression': {
      const name = memberName(node)
      return name === 'length' || name === 'byteLength' || (name === 'size' && !isSent(tracker, node.object))
    }
    case 'TSAsExpression':
    case 'TSNonNullExpression':
      return isNumeric(tracker, node.expression, open)
    case 'ConditionalExpression':
      return isNumeric(tracker, node.consequent, open) && isNumeric(tracker, node.alternate, open)
    case 'LogicalExpression':
      return isNumeric(tracker, node.left, open) && isNumeric(tracker, node.right, open)
    case 'Identifier':
      return isNumericName(tracker, node, open)
    default:
      return false
  }
}

/** True for what the client sends, such as `req.query`, which may have a field `size`. A set that is made of it has none but its own. */
function isSent(tracker: Tracker, object: TSESTree.Node): boolean {
  const definition = object.type === 'Identifier' ? tracker.bindings.definitionOf(object) : undefined
  const made = definition?.kind === 'variable' ? definition.init : object
  return made?.type !== 'NewExpression' && tracker.origin(object, ['size'], undefined).kind === 'request'
}

/** Iterative, because a sum may have thousands of terms. */
function isNumericSum(tracker: Tracker, node: TSESTree.BinaryExpression, open: ReadonlySet<Variable>): boolean {
  let left: TSESTree.Node = node
  while (left.type === 'BinaryExpression' && left.operator === '+') {
    if (!isNumeric(tracker, left.right, open)) return false
    left = left.left
  }
  return isNumeric(tracker, left, open)
}

function callsForNumber(node: TSESTree.CallExpression | TSESTree.NewExpression): boolean {
  const { callee } = node
  if (callee.type === 'Identifier') return makesNumber.has(callee.name)
  if (callee.type !== 'MemberExpression') return false
  const { object } = callee
  const name = memberName(callee) ?? ''
  if (object.type === 'Identifier' && (object.name === 'Math' || object.name === 'Number' || object.name === 'Date')) return true
  return answersNumber.has(name) || (name === 'toString' && object.type === 'NewExpression' && callsForNumber(object))
}

/** True for a variable that is declared as a number or is only assigned numbers. */
function isNumericName(tracker: Tracker, node: TSESTree.Identifier, open: ReadonlySet<Variable>): boolean {
  const variable = tracker.bindings.variableOf(node)
  // `page = page + 1` is a number if everything else that is assigned to `page` is.
  if (variable !== undefined && open.has(variable)) return true
  const definition = variable && tracker.bindings.definitionOfVariable(variable)
  if (definition?.kind === 'parameter' && definition.path.length === 0) {
    const annotation = annotationOf(definition.node)
    if (annotation !== undefined)
      return (
        annotation.type === 'TSNumberKeyword' || annotation.type === 'TSBigIntKeyword' || annotation.type === 'TSBooleanKeyword'
      )
    // `limit = 10`: TypeScript infers `number`.
    return (
      definition.fallback?.type === 'Literal' &&
      typeof definition.fallback.value === 'number' &&
      /tsx?$/.test(tracker.file.language)
    )
  }
  if (
    open.size > maxVariables ||
    definition?.kind !== 'variable' ||
    definition.path.length > 0 ||
    variable === undefined ||
    variable.references.length > 100
  )
    return false
  const within = new Set([...open, variable])
  let written = false
  for (const reference of variable.references) {
    if (!reference.isWrite) continue
    const { parent } = reference.identifier
    if (parent.type === 'UpdateExpression') continue
    const value =
      parent.type === 'VariableDeclarator' ? parent.init : parent.type === 'AssignmentExpression' ? parent.right : undefined
    if (value === null || value === undefined || !isNumeric(tracker, value, within)) return false
    written = true
  }
  return written
}
