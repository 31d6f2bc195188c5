import type { TSESTree } from '@typescript-eslint/utils'
import { memberName } from '../names/bindings.ts'
import { functionAround } from '../names/classes.ts'
import { itemOfLoop, iterationOf } from '../values/iterations.ts'
import { containerMethods } from '../models/loaders.ts'
import { autoloading, httpMethods } from '../models/routers.ts'
import type { ValueReader } from '../values/reader.ts'
import { isLoading, pathOf, substituted, trimmed, unknownValue } from '../values/value.ts'
import type { Value } from '../values/value.ts'

/** A call that passes on what may be a router: `registerRoutes(app)`. */
export interface RouterCall {
  readonly callee: Value
  readonly arguments: readonly Value[]
  /** The end offset of the call, which identifies the value that it creates; not set for registrations. */
  readonly at?: number
  /** Set if it runs for each item of a list: `controllers.forEach((controller) => controller.routes(app))`. */
  readonly each?: Each
  /** The items of lists that it was expanded for. */
  readonly turns?: Iterations
}

/** The index of an item, by its list. */
export interface Iterations {
  readonly [list: string]: number
}

/** The function that runs for each item, by its start offset, and the list. */
export interface Each {
  readonly of: number
  /** The index of the parameter that receives the item. */
  readonly index: number
  readonly list: Value
}

/** Functions that set up a server take few arguments. */
const maxArguments = 6
/** Longer lists are data. */
const maxItems = 60

/** The arguments of a call, if these may be or contain a router. */
export function routerCallOf(call: TSESTree.CallExpression | TSESTree.NewExpression, reader: ValueReader): RouterCall | undefined {
  if (call.arguments.length > maxArguments || call.arguments.length === 0) return undefined
  // `users.addRelation('roles')`: a method of an object that is created in this file.
  const isMethod = call.callee.type === 'MemberExpression' && call.callee.object.type === 'Identifier' && call.arguments.some(isText)
  const mounted = isMounted(call) || isNamedRouter(call)
  // `new App(users, new Probes())`
  const takesObjects = call.type === 'NewExpression' || call.callee.type === 'Identifier'
  const mayHold = (argument: TSESTree.Node): boolean =>
    mayHoldRouter(argument) || (mounted && argument.type === 'ArrayExpression') || (takesObjects && argument.type === 'NewExpression')
  // `new Users('/users')`: the path may be a prefix for the routes of the class.
  const isPlaced = call.type === 'NewExpression' && call.arguments.some((argument) => argument.type === 'Literal' && String(argument.value).startsWith('/'))
  const texts = call.arguments.map((argument) => (argument.type === 'Literal' && typeof argument.value === 'string' ? argument.value : ''))
  // `add('get', '/users', list)`: a function that registers routes by its arguments.
  const isRegistering = texts.length > 2 && texts.some((text) => Object.hasOwn(httpMethods, text.toLowerCase())) && texts.some((text) => text.startsWith('/'))
  // `this.get('/users', (request, response) => …)` in a class that extends the project's own
  // `API.v1.addRoute('users', { auth: true }, { get() { … } })`: functions by the methods that they are for.
  const isByMethod = holdsOperations(call, reader)
  const isOnThis = call.callee.type === 'MemberExpression' && call.callee.object.type === 'ThisExpression' && texts[0]?.startsWith('/') === true
  if (!isMethod && !isPlaced && !isRegistering && !isByMethod && !isOnThis && !call.arguments.some(mayHold)) return undefined
  // For `require('./routes/' + file)(router)`, only the name is kept.
  const called = unchained(reader.read(call.callee))
  const callee = trimmed(called, isLoading(pathOf(called).root) || (called.kind === 'member' && called.name === autoloading.into) ? 2 : 0)
  const { root } = pathOf(callee)
  const isOfMade = isMethod && root.kind === 'new' && (root.of.kind === 'import' || root.of.kind === 'class')
  const around = mounted || root.kind === 'parameter' ? iterationAround(call, reader) : undefined
  const each = root.kind === 'parameter' ? around : undefined
  const isItem = (value: Value): boolean => value.kind === 'parameter' && value.of === around?.of && value.index === around.index
  // `routes.forEach((route) => app.use(route.path, routerOf(route)))`
  const ofItem = (value: Value): Value => (around === undefined || each !== undefined ? value : substituted(value, isItem, itemOfLoop(around.list)))
  if (callee.kind === 'unknown' || callee.kind === 'global' || (callee.kind === 'parameter' && each === undefined)) return undefined
  // `this.post('/users', this.create)` and `this.bind('post', paths.users.all, this.create)`, in a class that others extend.
  const isOwn = root.kind === 'this' && texts.some((text) => text.startsWith('/') || Object.hasOwn(httpMethods, text.toLowerCase()))
  const args = call.arguments.flatMap((argument): Value[] =>
    isOwn || isByMethod || mayHold(argument) || isText(argument) || argument.type === 'BinaryExpression' ? reader.readArgument(argument).map((value) => trimmed(ofItem(value), value.kind === 'list' ? 3 : 2)) : [unknownValue],
  )
  // `new Server([users, orders])`, with modules that declare their routes.
  const isSettingUp = call.type === 'NewExpression' || (callee.kind === 'import' && setUpNames.test(callee.name)) || (callee.kind === 'function' && setUpNames.test(callee.name ?? ''))
  const isOfModules = isSettingUp && args.some((one) => one.kind === 'list' && one.items.length > 0 && one.items.length <= maxItems && one.items.every(({ kind }) => kind === 'import'))
  // `new Server(controllers, port)`
  const isOfNamed = call.arguments.some((one) => one.type === 'Identifier' && listNames.test(one.name))
  // `startApp(AppModule, { prefix: 'api' })` of Nest
  const [first] = call.arguments
  const isStarting = callee.kind === 'import' && (callee.name === 'bootstrap' || (first?.type === 'Identifier' && first.name.endsWith('Module')))
  const isRead = isStarting || isOfMade || isOwn || isPlaced || isRegistering || isByMethod || isOfModules || isOfNamed || args.some(isHandle) || (mounted && args.some((one) => one.kind === 'list' || one.kind === 'import' || one.kind === 'text' || pathOf(one).root.kind === 'item'))
  return isRead ? { callee, arguments: args, at: call.range[1], ...(each !== undefined && { each }) } : undefined
}

/** True for a path, and functions by the methods that they are for as the last argument. */
export function holdsOperations({ arguments: args, callee }: TSESTree.CallExpression | TSESTree.NewExpression, reader: ValueReader): boolean {
  const [path, last] = [args[0], args.at(-1)]
  if (last === undefined || path === undefined || path === last || !(isText(path) || path.type === 'ArrayExpression')) return false
  // `const operations = { get() { … } }`
  const mayName = last.type === 'Identifier' && /Route$/.test(memberName(callee) ?? '')
  const given = last.type === 'ObjectExpression' || mayName ? reader.read(last) : undefined
  const operations = given?.kind === 'object' ? Object.entries(given.fields) : []
  return operations.length > 0 && operations.every(([name, { kind }]) => kind === 'function' && Object.hasOwn(httpMethods, name.toLowerCase()))
}

/** `this.bind` for `this.bind('get', '/', list).bind`: a method that returns its own object. */
function unchained(callee: Value): Value {
  let own = callee
  while (own.kind === 'member' && own.of.kind === 'call' && own.of.of.kind === 'member' && own.of.of.name === own.name) own = own.of.of
  return own
}

/** Names of lists of routers and of what has routes. */
const listNames = /^(?:routes|routers|controllers|modules|features|resources|endpoints|apis)$/i
/** Names of functions that set up a server. */
const setUpNames = /server$|app$|application$|^(?:boot|start|register|mount|setup)/i

/** `app.use('/users', routerOf(definitions))` */
function isMounted({ parent }: TSESTree.Node): boolean {
  return parent?.type === 'CallExpression' && mountingMethods.has(memberName(parent.callee) ?? '')
}

/** `module.exports = crud(controller, 'id')`, `const router = crud(controller, 'id')`, `createApp([Users], '/v1').listen()` */
export function isNamedRouter({ parent, type }: TSESTree.Node): boolean {
  if (type !== 'CallExpression') return false
  if (parent?.type === 'VariableDeclarator') return parent.id.type === 'Identifier' && /(?:rout(?:er|e)s?|^app|^server)$/i.test(parent.id.name)
  if (memberName(parent) === 'listen') return true
  return parent?.type === 'ExportDefaultDeclaration' || (parent?.type === 'AssignmentExpression' && memberName(parent.left) === 'exports')
}
const mountingMethods: ReadonlySet<string> = new Set(['use', 'route', 'register', 'mount'])

function iterationAround(call: TSESTree.Node, reader: ValueReader): Each | undefined {
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
    return first?.type === 'NewExpression' || isFromContainer(first) || first?.type === 'Identifier' || first?.type === 'SpreadElement' || (first?.type === 'ObjectExpression' && first.properties.some(isPathOfRoute))
  }
  if (argument.type === 'MemberExpression')
    return argument.object.type === 'ThisExpression' || argument.object.type === 'Identifier'
  if (argument.type !== 'CallExpression') return false
  // `[Users, Orders].map((controller) => container.resolve(controller))`
  const isMade = argument.callee.type === 'MemberExpression' && memberName(argument.callee) === 'map' && argument.callee.object.type === 'ArrayExpression'
  return isMade || isFromContainer(argument) || argument.callee.type === 'Identifier'
}

/** `container.resolve(UsersController)` */
function isFromContainer(node: TSESTree.Node | null | undefined): boolean {
  return node?.type === 'CallExpression' && containerMethods.has(memberName(node.callee) ?? '') && node.arguments[0]?.type === 'Identifier'
}

/** `{ path: '/users', method: 'get', handler }` */
function isPathOfRoute(property: TSESTree.ObjectLiteralElement): boolean {
  return property.type === 'Property' && property.key.type === 'Identifier' && pathFields.has(property.key.name)
}
const pathFields: ReadonlySet<string> = new Set(['path', 'url', 'route'])

/** True for what is created here or passed in, but not for the result of a call on something else. */
function isHandle(value: Value): boolean {
  // `{ '/users': users }`: whatever the value is.
  if (value.kind === 'object') return Object.entries(value.fields).some(([name, field]) => name.startsWith('/') || ((field.kind === 'list' || field.kind === 'object' || field.kind === 'import') && listNames.test(name)) || (pathFields.has(name) && field.kind === 'text') || isHandle(field))
  if (value.kind === 'list') return value.items.length <= maxItems && value.items.some(isHandle)
  const { root } = pathOf(value)
  if (root.kind === 'call' || root.kind === 'new')
    return root.of.kind === 'import' || root.of.kind === 'function' || root.of.kind === 'member'
  return root.kind === 'parameter' || root.kind === 'this'
}
