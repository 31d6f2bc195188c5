import type { TSESTree } from '@typescript-eslint/utils'
import { keyName, memberName } from '../names/bindings.ts'
import { pluginTypes } from '../models/routers.ts'
import { serverSetter } from '../models/servers.ts'
import type { FunctionLike } from './declarations.ts'
import type { Range } from '../syntax/records.ts'
import { words } from '../../core/words.ts'
import { joined, textParts } from './texts.ts'
import { knownText, pathOf, spreadMark, unknownValue } from './value.ts'
import type { Value } from './value.ts'

/** The limit of items and fields that are read: larger lists and objects are data, not the wiring of an application. */
export const maxItems = 200
/** The limit of characters: longer texts are data too. */
const maxLength = 20_000
/** A path has few parts. */
const maxJoined = 8

type Read = (node: TSESTree.Node) => Value

/** The type that a generic type stands for: `User` of `Promise<User>`. */
export function wrappedType({ typeName, typeArguments }: TSESTree.TSTypeReference): TSESTree.TypeNode | undefined {
  return typeName.type === 'Identifier' && transparentTypes.has(typeName.name) ? typeArguments?.params[0] : undefined
}

const transparentTypes = words('Promise Readonly Partial Required Array ReadonlyArray Relation NonNullable')

/** The value of a string, number or boolean literal. */
export function literalValue({ value, range }: TSESTree.Literal): Value {
  if (typeof value === 'boolean') return { kind: 'global', name: String(value) }
  return typeof value === 'string' || typeof value === 'number' ? { kind: 'text', parts: [String(value)], range } : unknownValue
}

/** A function in this file, identified by its offset. */
export function functionValue(node: FunctionLike, name: string | undefined): Value {
  return { kind: 'function', at: node.range[0], range: node.range, ...(name === undefined ? {} : { name }) }
}

/** `const users: FastifyPluginAsync = async (fastify) => ...`: the type of a parameter that is not annotated itself. */
export function impliedType({ parent }: FunctionLike, index: number): Value {
  const annotation = parent?.type === 'VariableDeclarator' ? parent.id.typeAnnotation?.typeAnnotation : undefined
  const name = annotation?.type === 'TSTypeReference' && annotation.typeName.type === 'Identifier' ? annotation.typeName.name : ''
  const isPlugin = index === 0 && name.startsWith(pluginTypes.begin)
  if (isPlugin) return { kind: 'import', specifier: pluginTypes.package, name: pluginTypes.takes }
  // `server.setConfig((app) => { app.use(helmet()) })`, `extendExpressApp: (app) => ...`
  const isSetter = parent?.type === 'CallExpression' ? memberName(parent.callee) === serverSetter.method : parent?.type === 'Property' && keyName(parent) === serverSetter.option
  return index === 0 && isSetter ? { kind: 'import', specifier: serverSetter.package, name: serverSetter.takes } : unknownValue
}

/** The text of a template, with the values of its substitutions as far as they can be read. */
export function templateValue(node: TSESTree.TemplateLiteral, read: Read): Value {
  const parts: (string | Value)[] = []
  node.quasis.forEach((quasi, index) => {
    parts.push(quasi.value.cooked ?? unknownValue)
    const gap = node.expressions[index]
    if (gap !== undefined && parts.length <= maxItems) parts.push(...textParts(read(gap)))
  })
  return textValue(parts, node.range)
}

/** The text that `+` concatenates; unknown if it may be arithmetic. */
export function sumValue(node: TSESTree.BinaryExpression, read: Read): Value {
  const [left, right] = [textParts(read(node.left)), textParts(read(node.right))]
  // Without a text among its operands, `+` may be arithmetic, unless a constant begins it: `paths.api + paths.users`, `PREFIX + route.path`.
  const all = [...left, ...right]
  const isPath = all.every(mayBePath) || (all.some(isCalledPath) && all.every((part) => typeof part !== 'string' && part.kind !== 'unknown' && pathOf(part).root.kind !== 'unknown'))
  if (!all.some((part) => typeof part === 'string') && !isPath) return unknownValue
  return textValue(all, node.range)
}

/** A text of these parts; unknown beyond the limits, because texts that are built from each other double in length with each step. */
function textValue(parts: readonly (string | Value)[], range: Range): Value {
  const length = parts.reduce((sum, part) => sum + (typeof part === 'string' ? part.length : 1), 0)
  return parts.length > maxItems || length > maxLength ? unknownValue : { kind: 'text', parts: joined(parts), range }
}

/** True for a constant of another file, and for a member whose name says that it is a path. */
function mayBePath(part: string | Value): boolean {
  if (typeof part === 'string' || part.kind === 'import') return true
  return part.kind === 'member' && (pathOf(part).root.kind === 'import' || isCalledPath(part))
}

function isCalledPath(part: string | Value): boolean {
  return typeof part !== 'string' && (part.kind === 'member' || part.kind === 'parameter') && pathNames.test(part.name) && pathOf(part).root.kind !== 'unknown'
}

/** Names under which paths are kept: `this.prefix + route.path`. */
const pathNames = /(?:path|prefix|base|route|url|endpoint)$/i

/** An object literal: its fields by name, including spread ones. What cannot be read is marked as a spread. */
export function objectValue(node: TSESTree.ObjectExpression, read: Read): Value {
  const fields: Record<string, Value> = {}
  for (const [index, property] of node.properties.slice(0, maxItems).entries()) {
    if (property.type === 'SpreadElement') {
      addSpread(fields, read(property.argument), index)
      continue
    }
    const key = property.computed ? (segmentName(property.key) ?? knownText(read(property.key))) : keyName(property)
    if (key === undefined) fields[`${spreadMark}${index}`] = unknownValue
    else if (key !== '__proto__') fields[key] = read(property.value)
  }
  return { kind: 'object', fields }
}

function addSpread(fields: Record<string, Value>, spread: Value, index: number): void {
  if (spread.kind === 'object') Object.assign(fields, spread.fields)
  else fields[`${spreadMark}${index}`] = spread.kind === 'import' || spread.kind === 'member' ? spread : unknownValue
}

/** `Object.assign({}, defaults, settings)`, like an object with spreads. */
function assigned(parts: readonly TSESTree.CallExpressionArgument[], read: Read): Value | undefined {
  const [target, ...others] = parts.map((part) => read(part))
  if (target?.kind !== 'object') return undefined
  const fields: Record<string, Value> = { ...target.fields }
  for (const [index, part] of others.slice(0, maxItems).entries()) addSpread(fields, part, index)
  return { kind: 'object', fields }
}

/** `body` of `[Segments.BODY]` of celebrate */
function segmentName(key: TSESTree.Expression): string | undefined {
  const isSegment = key.type === 'MemberExpression' && key.object.type === 'Identifier' && key.object.name === 'Segments'
  return isSegment ? memberName(key)?.toLowerCase() : undefined
}

/** An enum, as an object of its values; members without an initial value are numbers, which are left out. */
export function enumValue(node: TSESTree.TSEnumDeclaration, read: Read): Value {
  const fields: Record<string, Value> = {}
  for (const { id, initializer } of node.body.members.slice(0, maxItems)) {
    const key = id.type === 'Identifier' ? id.name : id.value
    if (initializer !== undefined && key !== '__proto__') fields[key] = read(initializer)
  }
  return { kind: 'object', fields }
}

/** A namespace, as an object of what it exports: `namespace Routes { export const LIST = '/' }`. */
export function namespaceValue({ body }: TSESTree.TSModuleDeclaration, read: Read): Value {
  const fields: Record<string, Value> = {}
  for (const statement of body?.body.slice(0, maxItems) ?? []) {
    const declared = statement.type === 'ExportNamedDeclaration' ? statement.declaration : null
    for (const one of declared?.type === 'VariableDeclaration' ? declared.declarations : declared === null ? [] : [declared])
      if ('id' in one && one.id?.type === 'Identifier') fields[one.id.name] = read(one.type === 'VariableDeclarator' ? one.id : one)
  }
  return { kind: 'object', fields }
}

/** The value of a call of a built-in method that passes values on: `Object.freeze(paths)`, `[BASE, 'users'].join('/')`. */
export function knownCall({ callee, arguments: parts, range }: TSESTree.CallExpression, read: Read): Value | undefined {
  if (callee.type !== 'MemberExpression') return undefined
  const [first] = parts
  if (isFreeze(callee)) return first === undefined ? unknownValue : read(first)
  const { object } = callee
  if (memberName(callee) === 'assign' && object.type === 'Identifier' && object.name === 'Object') return assigned(parts, read)
  if (isTidying(memberName(callee), parts)) return read(object)
  const between = memberName(callee) === 'join' && first?.type === 'Literal' && typeof first.value === 'string' && first.value.length < 2 ? first.value : undefined
  if (object.type !== 'ArrayExpression' || between === undefined || object.elements.length > maxJoined) return undefined
  return textValue(object.elements.flatMap((one, index) => [index === 0 ? '' : between, ...(one === null ? [] : textParts(read(one)))]), range)
}

/**
 * `Array.isArray(paths) ? paths : [paths]`, as `[].concat(paths)`; `guards ? [...guards, handler] : handler`, as the list: what is spread into
 * it may be empty.
 */
export function listOfAny({ test, consequent, alternate, range }: TSESTree.ConditionalExpression, read: Read): Value {
  const [list, one] = alternate.type === 'ArrayExpression' ? [alternate, consequent] : [consequent, alternate]
  const last = list.type === 'ArrayExpression' ? list.elements.at(-1) : undefined
  if (list.type !== 'ArrayExpression' || last?.type !== 'Identifier' || one.type !== 'Identifier' || one.name !== last.name) return unknownValue
  if (list.elements.slice(0, -1).every((part) => part?.type === 'SpreadElement') && list.elements.length > 1) return read(list)
  if (list !== alternate || test.type !== 'CallExpression' || memberName(test.callee) !== 'isArray') return unknownValue
  return { kind: 'call', at: range[1], of: { kind: 'member', of: { kind: 'list', items: [] }, name: 'concat' }, arguments: [read(last)] }
}

/** `(prefix + path).replace(/\/+/g, '/').replace(/\/$/, '')`: slashes of a path are put in order. */
function isTidying(name: string | undefined, [what, by]: readonly TSESTree.CallExpressionArgument[]): boolean {
  if ((name !== 'replace' && name !== 'replaceAll') || what?.type !== 'Literal' || by?.type !== 'Literal' || (by.value !== '' && by.value !== '/')) return false
  return 'regex' in what ? /^(?:\\?\/|[+*^$(){}\d,|?:])+$/.test(what.regex.pattern) : what.value === '//'
}

/** True for `Object.freeze`, which returns its argument. */
export function isFreeze(callee: TSESTree.Expression): boolean {
  if (callee.type !== 'MemberExpression' || callee.object.type !== 'Identifier' || callee.object.name !== 'Object') return false
  return memberName(callee) === 'freeze' || memberName(callee) === 'seal'
}
