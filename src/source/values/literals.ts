import type { TSESTree } from '@typescript-eslint/utils'
import { memberName } from '../names/bindings.ts'
import { pluginTypes } from '../models/routers.ts'
import { serverSetter } from '../models/servers.ts'
import type { FunctionNode } from './declarations.ts'
import type { Range } from '../syntax/records.ts'
import { words } from '../../core/words.ts'
import { joined, textParts } from './texts.ts'
import { pathOf, spreadMark, unknownValue } from './value.ts'
import type { Value } from './value.ts'

/** Longer lists and larger objects are data, not wiring. */
export const maxItems = 200
/** Longer texts are data as well. */
const maxLength = 20_000

type Read = (node: TSESTree.Node) => Value

/** Types around another that say nothing of what it is. */
export const transparentTypes = words('Promise Readonly Partial Required Array ReadonlyArray Relation NonNullable')

/** A text, a number, or `true` and `false`, which have no origin but themselves. */
export function literalValue({ value, range }: TSESTree.Literal): Value {
  if (typeof value === 'boolean') return { kind: 'global', name: String(value) }
  return typeof value === 'string' || typeof value === 'number' ? { kind: 'text', parts: [String(value)], range } : unknownValue
}

/** A function that is written here, known by where it starts. */
export function functionValue(node: FunctionNode, name: string | undefined): Value {
  return { kind: 'function', at: node.range[0], range: node.range, ...(name === undefined ? {} : { name }) }
}

/** `const users: FastifyPluginAsync = async (fastify) => ...`: the type of a parameter that is not annotated itself. */
export function impliedType({ parent }: FunctionNode, index: number): Value {
  const annotation = parent?.type === 'VariableDeclarator' ? parent.id.typeAnnotation?.typeAnnotation : undefined
  const name = annotation?.type === 'TSTypeReference' && annotation.typeName.type === 'Identifier' ? annotation.typeName.name : ''
  const isPlugin = index === 0 && name.startsWith(pluginTypes.begin)
  if (isPlugin) return { kind: 'import', specifier: pluginTypes.package, name: pluginTypes.takes }
  // `server.setConfig((app) => { app.use(helmet()) })`
  const isSetter = index === 0 && parent?.type === 'CallExpression' && parent.callee.type === 'MemberExpression' && memberName(parent.callee) === serverSetter.method
  return isSetter ? { kind: 'import', specifier: serverSetter.package, name: serverSetter.takes } : unknownValue
}

/** The text of a template, with what stands in its gaps as far as it can be read. */
export function templateValue(node: TSESTree.TemplateLiteral, read: Read): Value {
  const parts: (string | Value)[] = []
  node.quasis.forEach((quasi, index) => {
    parts.push(quasi.value.cooked ?? unknownValue)
    const gap = node.expressions[index]
    if (gap !== undefined && parts.length <= maxItems) parts.push(...textParts(read(gap)))
  })
  return textValue(parts, node.range)
}

/** The text that `+` makes; nothing known where it may as well be arithmetic. */
export function sumValue(node: TSESTree.BinaryExpression, read: Read): Value {
  const [left, right] = [textParts(read(node.left)), textParts(read(node.right))]
  // Without any text in it, `+` may as well be arithmetic, unless a constant begins it: `paths.api + paths.users`, `PREFIX + route.path`.
  const all = [...left, ...right]
  if (!all.some((part) => typeof part === 'string') && !all.every(mayBePath)) return unknownValue
  return textValue(all, node.range)
}

/** Nothing where it is longer than addresses and names are: texts that are put together of each other double with each step. */
function textValue(parts: readonly (string | Value)[], range: Range): Value {
  const length = parts.reduce((sum, part) => sum + (typeof part === 'string' ? part.length : 1), 0)
  return parts.length > maxItems || length > maxLength ? unknownValue : { kind: 'text', parts: joined(parts), range }
}

/** A constant of another file, or what something that is handed in or made says of itself. */
function mayBePath(part: string | Value): boolean {
  if (typeof part === 'string' || part.kind === 'import') return true
  const { root } = pathOf(part)
  return part.kind === 'member' && (root.kind === 'import' || (pathNames.test(part.name) && root.kind !== 'unknown'))
}

/** Names under which paths are kept: `this.prefix + route.path`. */
const pathNames = /(?:path|prefix|base|route|url|endpoint)$/i

/** An object that is written out: its fields by name, computed ones left out, and those that are spread into it among them. */
export function objectValue(node: TSESTree.ObjectExpression, read: Read): Value {
  const fields: Record<string, Value> = {}
  for (const [index, property] of node.properties.slice(0, maxItems).entries()) {
    if (property.type === 'SpreadElement') {
      const spread = read(property.argument)
      if (spread.kind === 'object') Object.assign(fields, spread.fields)
      else if (spread.kind === 'import') fields[`${spreadMark}${index}`] = spread
      continue
    }
    if (property.computed) continue
    const key =
      property.key.type === 'Identifier'
        ? property.key.name
        : property.key.type === 'Literal'
          ? String(property.key.value)
          : undefined
    if (key !== undefined && key !== '__proto__') fields[key] = read(property.value)
  }
  return { kind: 'object', fields }
}

/** An enum is read like an object that holds its values; members without one are numbers, and no text. */
export function enumValue(node: TSESTree.TSEnumDeclaration, read: Read): Value {
  const fields: Record<string, Value> = {}
  for (const { id, initializer } of node.body.members.slice(0, maxItems)) {
    const key = id.type === 'Identifier' ? id.name : id.value
    if (initializer !== undefined && key !== '__proto__') fields[key] = read(initializer)
  }
  return { kind: 'object', fields }
}

/** `Object.freeze(x)` is `x` to whoever reads it. */
export function isFreeze(callee: TSESTree.Expression): boolean {
  if (callee.type !== 'MemberExpression' || callee.object.type !== 'Identifier' || callee.object.name !== 'Object') return false
  return memberName(callee) === 'freeze' || memberName(callee) === 'seal'
}
