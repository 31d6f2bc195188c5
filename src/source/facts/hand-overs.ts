import type { TSESTree } from '@typescript-eslint/utils'
import { memberName } from '../names/bindings.ts'
import { functionAround } from '../names/classes.ts'
import { iterationOf } from '../values/iterations.ts'
import { autoloading, httpMethods } from '../models/routers.ts'
import type { ValueReader } from '../values/reader.ts'
import { isLoading, knownText, pathOf, trimmed, unknownValue } from '../values/value.ts'
import type { Value } from '../values/value.ts'

/** A call that hands something on which may be a router: `registerRoutes(app)`. */
export interface HandOver {
  readonly callee: Value
  readonly arguments: readonly Value[]
  /** Where the call ends, by which what it makes is known; nothing for registrations. */
  readonly at?: number
  /** It is made for each item of a list: `controllers.forEach((controller) => controller.routes(app))`. */
  readonly each?: Each
}

/** The function that is called for each item, by where it starts, and the list. */
export interface Each {
  readonly of: number
  /** The parameter that the item is. */
  readonly index: number
  readonly list: Value
}

/** Functions that set a server up take few things. */
const maxArguments = 6
/** Longer lists are data. */
const maxHanded = 60

/** What a call hands on, where that may be a router or lead to one. */
export function handOverOf(call: TSESTree.CallExpression | TSESTree.NewExpression, reader: ValueReader): HandOver | undefined {
  if (call.arguments.length > maxArguments || call.arguments.length === 0) return undefined
  // `users.addRelation('roles')`: what is called is a method of something that was made here.
  const isMethod = call.callee.type === 'MemberExpression' && call.callee.object.type === 'Identifier' && call.arguments.some(isText)
  const mounted = isMounted(call) || isKept(call)
  const mayHold = (argument: TSESTree.Node): boolean => mayHoldRouter(argument) || (mounted && argument.type === 'ArrayExpression')
  // `new Users('/users')`: routes of its class may begin with it.
  const isPlaced = call.type === 'NewExpression' && call.arguments.some((argument) => argument.type === 'Literal' && String(argument.value).startsWith('/'))
  if (!isMethod && !isPlaced && !call.arguments.some(mayHold)) return undefined
  // Of `require('./routes/' + file)(router)` the name counts.
  const called = reader.read(call.callee)
  const callee = trimmed(called, isLoading(pathOf(called).root) || (called.kind === 'member' && called.name === autoloading.into) ? 2 : 0)
  const { root } = pathOf(callee)
  const isOfMade = isMethod && root.kind === 'new' && (root.of.kind === 'import' || root.of.kind === 'class')
  const each = root.kind === 'parameter' ? iterated(call, reader) : undefined
  if (callee.kind === 'unknown' || callee.kind === 'global' || (callee.kind === 'parameter' && each === undefined)) return undefined
  const args = call.arguments.flatMap((argument): Value[] =>
    mayHold(argument) || isText(argument) ? reader.readArgument(argument).map((value) => trimmed(value, 2)) : [unknownValue],
  )
  // `this.post('/users', this.create)`, of a class that others extend.
  const isOwn = root.kind === 'this' && args.some((argument) => knownText(argument)?.startsWith('/') === true)
  // `new Server([users, orders])`, of modules that say their routes.
  const isOfModules = call.type === 'NewExpression' && args.some((one) => one.kind === 'list' && one.items.length > 0 && one.items.length <= maxHanded && one.items.every(({ kind }) => kind === 'import'))
  // `add('get', '/users', list)`, by which a function registers what it is told.
  const isTold = args.length > 2 && args.some((one) => Object.hasOwn(httpMethods, knownText(one)?.toLowerCase() ?? '')) && args.some((one) => knownText(one)?.startsWith('/') === true)
  const isRead = isOfMade || isOwn || isPlaced || isTold || isOfModules || args.some(isHandle) || (mounted && args.some(({ kind }) => kind === 'list' || kind === 'import' || kind === 'text'))
  return isRead ? { callee, arguments: args, at: call.range[1], ...(each !== undefined && { each }) } : undefined
}

/** `app.use('/users', routerOf(definitions))` */
function isMounted({ parent }: TSESTree.Node): boolean {
  return parent?.type === 'CallExpression' && parent.callee.type === 'MemberExpression' && mountingMethods.has(memberName(parent.callee) ?? '')
}

/** `module.exports = crud(controller, 'id')`, `const router = crud(controller, 'id')` */
export function isKept({ parent, type }: TSESTree.Node): boolean {
  if (type !== 'CallExpression') return false
  if (parent?.type === 'VariableDeclarator') return parent.id.type === 'Identifier' && /rout(?:er|e)s?$/i.test(parent.id.name)
  return parent?.type === 'ExportDefaultDeclaration' || (parent?.type === 'AssignmentExpression' && parent.left.type === 'MemberExpression' && memberName(parent.left) === 'exports')
}
const mountingMethods: ReadonlySet<string> = new Set(['use', 'route', 'register', 'mount'])

function iterated(call: TSESTree.Node, reader: ValueReader): Each | undefined {
  const owner = functionAround(call)
  const iteration = owner && iterationOf(owner, (node) => reader.read(node))
  return owner && iteration && { of: owner.range[0], index: iteration.index, list: trimmed(iteration.list) }
}

function isText({ type }: TSESTree.Node): boolean {
  return type === 'Literal' || type === 'TemplateLiteral'
}

function mayHoldRouter(argument: TSESTree.Node): boolean {
  if (argument.type === 'SpreadElement') return argument.argument.type === 'Identifier'
  if (argument.type === 'Identifier' || argument.type === 'ObjectExpression') return true
  if (argument.type === 'ArrayExpression') {
    const [first] = argument.elements
    return first?.type === 'NewExpression' || first?.type === 'Identifier' || (first?.type === 'ObjectExpression' && first.properties.some(isPathOfRoute))
  }
  if (argument.type === 'MemberExpression')
    return argument.object.type === 'ThisExpression' || argument.object.type === 'Identifier'
  return argument.type === 'CallExpression' && argument.callee.type === 'Identifier'
}

/** `{ path: '/users', method: 'get', handler }` */
function isPathOfRoute(property: TSESTree.ObjectLiteralElement): boolean {
  return property.type === 'Property' && property.key.type === 'Identifier' && pathFields.has(property.key.name)
}
const pathFields: ReadonlySet<string> = new Set(['path', 'url', 'route'])

/** Something made here or handed in; not the result of a call on something else. */
function isHandle(value: Value): boolean {
  // `{ '/users': users }`: whatever is to be found there.
  if (value.kind === 'object') return Object.entries(value.fields).some(([name, field]) => name.startsWith('/') || (pathFields.has(name) && field.kind === 'text') || isHandle(field))
  if (value.kind === 'list') return value.items.length <= maxHanded && value.items.some(isHandle)
  const { root } = pathOf(value)
  if (root.kind === 'call' || root.kind === 'new')
    return root.of.kind === 'import' || root.of.kind === 'function' || root.of.kind === 'member'
  return root.kind === 'parameter' || root.kind === 'this'
}
