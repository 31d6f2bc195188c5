import type { TSESTree } from '@typescript-eslint/utils'
import { propertyIn } from '../names/links.ts'
import { keyName, memberName } from '../names/bindings.ts'
import type { FunctionNode, ParameterDefinition, Path } from '../names/bindings.ts'
import { calledName } from '../names/calls.ts'
import { isFunction } from '../names/classes.ts'
import { annotationOf } from '../names/origin.ts'
import { callable, describedEndpoints } from '../models/described-routes.ts'
import { eventSources, loginStrategies, ownEvents, procedureInputs, procedureMethods, procedureSchemas, resolverRoots, serverFunctions } from '../models/requests.ts'
import { declaredAt } from './declared.ts'
import { callbackOf, isMessageHandler } from './callback-use.ts'
import { originBySchemas } from './registration.ts'
import { keptIn } from './stored.ts'
import { safe, unknown } from './text.ts'
import type { Origin } from './text.ts'
import type { Tracker } from './tracker.ts'
import { schemaAllows } from './validated.ts'

/**
 * Request data that is recognised by how the function is passed to a framework and not by the parameter's name: tRPC procedures, GraphQL
 * resolvers, socket listeners. Nothing for other functions.
 */
export function calledBackOrigin(tracker: Tracker, parameter: ParameterDefinition, path: Path, name: string): Origin | undefined {
  const { function: handler, index } = parameter
  const input = index === 0 ? path.findIndex((step) => procedureInputs.has(String(step))) : -1
  const isInput = input === 0 || (input === 1 && path[0] === 'opts')
  const procedure = isInput ? procedureOf(handler) : index === 0 && path[0] === 'data' ? serverFunctionOf(handler) : undefined
  if (procedure !== undefined) return inputOrigin(tracker, procedure, path.slice(Math.max(input, 0) + 1), name)
  const isArguments = (index === 1 && (isResolver(handler) || isInResolvers(tracker, handler))) || (index === 0 && isRootResolver(handler))
  if (isArguments && originBySchemas(tracker, handler, path) !== undefined) return safe
  const isSent = index === 0 && isEndpoint(handler, path)
  if (isArguments || isSent || isListener(handler) || isParameterOfPath(parameter) || isLogin(parameter)) return sentAs(tracker, parameter.node, path, name)
  const callback = callbackOf(tracker, parameter, path)
  if (callback !== undefined) return originBySchemas(tracker, handler, path) ?? sentAs(tracker, parameter.node, path, name, callback.by)
  return index === 0 && isMessageHandler(handler) ? sentAs(tracker, parameter.node, path, name, 'message') : parentOf(tracker, parameter, path)
}

function sentAs(tracker: Tracker, node: TSESTree.Parameter, path: Path, name: string, by?: 'message'): Origin {
  const annotation = annotationOf(node)
  const type = annotation === undefined ? 'none' : declaredAt(tracker, annotation, path)
  return type === 'safe' ? safe : { kind: 'request', name, type, via: [], ...(by !== undefined && { by }) }
}

/** The call that turns the function into a procedure: `t.procedure.input(schema).query(handler)`. */
function procedureOf({ parent }: FunctionNode): TSESTree.CallExpression | undefined {
  if (parent.type !== 'CallExpression' || parent.callee.type !== 'MemberExpression') return undefined
  return procedureMethods.has(memberName(parent.callee) ?? '') ? parent : undefined
}

/** The same for TanStack: `createServerFn().inputValidator(schema).handler(({ data }) => …)`. */
function serverFunctionOf(handler: FunctionNode): TSESTree.CallExpression | undefined {
  const made = procedureOf(handler)
  let at: TSESTree.Node | undefined = made
  while (at?.type === 'CallExpression' || at?.type === 'MemberExpression') at = at.type === 'CallExpression' ? at.callee : at.object
  return at?.type === 'Identifier' && serverFunctions.has(at.name) ? made : undefined
}

function inputOrigin(tracker: Tracker, procedure: TSESTree.CallExpression, path: Path, name: string): Origin | undefined {
  for (let at: TSESTree.Node = procedure.callee; at.type === 'MemberExpression' || at.type === 'CallExpression'; ) {
    if (at.type === 'CallExpression') {
      const [schema] = at.arguments
      if (procedureSchemas.has(memberName(at.callee) ?? '') && schema !== undefined) {
        if (isFunction(schema)) return schema.params[0] && sentAs(tracker, schema.params[0], path, name)
        const through = schemaAllows(tracker, schema, path, undefined)
        return through === 'safe' ? safe : through === 'text' ? { kind: 'request', name, type: 'none', via: [] } : unknown
      }
      at = at.callee
    } else at = at.object
  }
  return undefined
}

/** `{ Query: { user: (parent, args) => … } }`, `resolve: (parent, args) => …`. */
function isResolver({ parent, params }: FunctionNode): boolean {
  if (parent.type !== 'Property' || parent.parent.type !== 'ObjectExpression') return false
  const holder = parent.parent.parent
  if (keyName(parent) === 'resolve' && params.length > 1) return true
  const name =
    holder.type === 'Property'
      ? keyName(holder)
      : holder.type === 'VariableDeclarator' && holder.id.type === 'Identifier'
        ? holder.id.name
        : undefined
  return name !== undefined && resolverRoots.test(name)
}

/** A function in a file of resolvers whose first parameter is named like the parent object. */
function isInResolvers({ file: { file } }: Tracker, { params: [parent] }: FunctionNode): boolean {
  return /\bresolvers?[/.]/i.test(file) && parent?.type === 'Identifier' && /^_|^(?:parent|root|obj)/.test(parent.name)
}

/** The parent object of a field resolver, `{ Query: { … }, Post: { comments: (post) => … } }`: another resolver loaded it from the database. */
function parentOf(tracker: Tracker, { function: { parent, params }, index }: ParameterDefinition, path: Path): Origin | undefined {
  if (index !== 0 || path.length === 0 || parent.type !== 'Property' || parent.parent.type !== 'ObjectExpression') return undefined
  const holder = parent.parent.parent
  const around = holder.type === 'Property' && holder.parent.type === 'ObjectExpression' ? holder.parent : undefined
  const isBesideQueries = around?.properties.some((property) => property.type === 'Property' && resolverRoots.test(keyName(property) ?? '')) === true
  const isNamed = /\bresolvers?[/.]/i.test(tracker.file.file) || /^_?args$/.test(nameOf(params[1] ?? parent))
  return isBesideQueries || isNamed ? keptIn('database', path) : undefined
}

/** Resolvers without a parent argument: `const root = { user: ({ id }) => … }`, passed to a server as `rootValue`. */
function isRootResolver({ parent }: FunctionNode): boolean {
  const holder = parent.type === 'Property' ? parent.parent.parent : undefined
  if (holder?.type === 'Property') return keyName(holder) === 'rootValue'
  return holder?.type === 'VariableDeclarator' && holder.id.type === 'Identifier' && /^root(?:Value|Resolvers?)?$/.test(holder.id.name)
}

/** Firebase's `onCall(({ data }) => …)` or `onCall((data, context) => …)`, Encore's `api({ expose: true, path }, ({ id }) => …)`. */
function isEndpoint({ parent, params }: FunctionNode, path: Path): boolean {
  if (parent.type !== 'CallExpression') return false
  const name = calledName(parent)
  if (name === callable) return path[0] === 'data' || params.length > 1
  const [options] = parent.arguments
  const isPublic = name === describedEndpoints.name && options?.type === 'ObjectExpression' ? propertyIn(options, describedEndpoints.public) : undefined
  return isPublic?.type === 'Literal' && isPublic.value === true
}

/** `router.param('slug', (req, res, next, slug) => …)`. */
function isParameterOfPath({ function: { parent }, index }: ParameterDefinition): boolean {
  return (
    index === 3 && parent.type === 'CallExpression' && memberName(parent.callee) === 'param'
  )
}

/** `new LocalStrategy((username, password, done) => …)`. */
function isLogin({ function: { parent, params }, index }: ParameterDefinition): boolean {
  return (
    parent.type === 'NewExpression' &&
    loginStrategies.test(parent.callee.type === 'MemberExpression' ? (memberName(parent.callee) ?? '') : nameOf(parent.callee)) &&
    index < params.length - 1
  )
}

function nameOf(node: TSESTree.Node): string {
  return node.type === 'Identifier' ? node.name : ''
}

/** `socket.on('search', (text) => …)`: custom events of the client, not those of the connection's own lifecycle. */
function isListener({ parent }: FunctionNode): boolean {
  if (parent.type !== 'CallExpression' || parent.callee.type !== 'MemberExpression') return false
  const { object } = parent.callee
  const [event] = parent.arguments
  return (
    memberName(parent.callee) === 'on' &&
    object.type === 'Identifier' &&
    eventSources.test(object.name) &&
    event?.type === 'Literal' &&
    !ownEvents.has(String(event.value))
  )
}
