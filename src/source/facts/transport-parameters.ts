import type { TSESTree } from '@typescript-eslint/utils'
import { memberName } from '../names/bindings.ts'
import type { Range } from '../syntax/records.ts'
import { transportTypes } from '../models/transport.ts'
import { walk } from '../syntax/tree.ts'
import type { FileIndex, FunctionLike } from '../values/declarations.ts'
import type { ValueReader } from '../values/reader.ts'
import { pathOf } from '../values/value.ts'
import type { Value } from '../values/value.ts'

/** A parameter that looks like a request, a response or a context that holds both. */
export interface TransportParameter {
  readonly name: string
  /** Left out for untyped parameters, which are recognised by their name and that of their neighbour. */
  readonly type?: Value
  readonly range: Range
  /** There is no response parameter next to it: its use shows that it is a request. */
  readonly isAlone?: true
}

/** Limit for each file. */
const maxParameters = 20

/** The parameters through which functions of a file receive requests and responses. */
export function transportParameters(index: FileIndex, reader: ValueReader): TransportParameter[] {
  const found: TransportParameter[] = []
  for (const owner of index.functions) {
    if (found.length >= maxParameters) break
    const parameters = owner.params.flatMap((_, position) => parameterOf(owner, position, reader) ?? [])
    const isPair = parameters.some(({ name }) => requestName.test(name)) && parameters.some(({ name }) => responseName.test(name))
    for (const parameter of parameters) {
      const isUntyped = parameter.type === undefined
      const isNamed = isUntyped && requestName.test(parameter.name)
      if (parameter.type === undefined ? isNamed && isPair : isTransportType(parameter.type)) found.push(parameter)
      else if (isNamed && usesRequestMembers(owner, parameter.name)) found.push({ ...parameter, isAlone: true })
      else if (isUntyped && !isPair && owner.params.length > 1 && responds(owner, parameter.name)) found.push({ ...parameter, isAlone: true })
      else if (isUntyped && contextName.test(parameter.name) && isContext(owner, parameter.name)) found.push({ ...parameter, isAlone: true })
    }
  }
  return found
}

const requestName = /^_?(?:req|request)$/
const responseName = /^_?(?:res|response|reply|h)$/
const contextName = /^_?(?:ctx|context)$/

/** Members of a server's request; two of them distinguish it from a request to another service. */
const requestMembers: ReadonlySet<string> = new Set(['headers', 'cookies', 'params', 'query', 'ip', 'originalUrl', 'hostname', 'session'])

/** Members that other things have as well. */
const carriedMembers: ReadonlySet<string> = new Set(['body', 'user', 'payload', 'auth'])

/** Members of Koa's context which those of bots, jobs or procedures do not have: `ctx.throw(404)`, `ctx.status = 201`. */
const contextMembers: ReadonlySet<string> = new Set(['throw', 'assert', 'status', 'body', 'request', 'response', 'cookies', 'query', 'params', 'headers', 'redirect'])

function usesRequestMembers(owner: FunctionLike, name: string): boolean {
  const members = membersUsed(owner, name)
  return [...members].filter((member) => requestMembers.has(member) || carriedMembers.has(member)).length > 1 || members.has('cookies') || members.has('originalUrl')
}

/**
 * Functions that respond, `(body, res) => res.status(201).json(…)`, `(body, res) => fail(res, 400)`, as opposed to callbacks that receive a
 * response of another server.
 */
function responds({ body, params: [first] }: FunctionLike, name: string): boolean {
  const isCallback = first?.type === 'Identifier' && /^_?err(?:or)?$|^_$/.test(first.name)
  if (!/^(?:res|reply)$/.test(name) || isCallback || body === null || body === undefined) return false
  let found = false
  const isIt = (node: TSESTree.Node | undefined): boolean => node?.type === 'Identifier' && node.name === name
  walk(body, (node) => {
    if (node.type !== 'CallExpression' || node.arguments.length === 0) return
    const { callee, arguments: args } = node
    if (callee.type === 'MemberExpression' ? isIt(callee.object) && responseMembers.has(memberName(callee) ?? '') : args.length > 1 && isIt(args[0])) found = true
  })
  return found
}

/** Methods for sending a response. */
const responseMembers: ReadonlySet<string> = new Set(['json', 'send', 'cookie', 'sendStatus', 'redirect', 'status', 'code'])

function isContext(owner: FunctionLike, name: string): boolean {
  return [...membersUsed(owner, name)].filter((member) => contextMembers.has(member)).length > 1
}

/** The members of a parameter that a function uses. */
function membersUsed({ body }: FunctionLike, name: string): ReadonlySet<string> {
  const members = new Set<string>()
  if (body !== null && body !== undefined)
    walk(body, (node) => {
      if (node.type === 'MemberExpression' && node.object.type === 'Identifier' && node.object.name === name) members.add(memberName(node) ?? '')
    })
  return members
}

/** Nothing for patterns without a type, and for parameters whose type is known to be something else. */
function parameterOf(owner: FunctionLike, position: number, reader: ValueReader): TransportParameter | undefined {
  const pattern = owner.params[position]
  const target = pattern?.type === 'TSParameterProperty' ? pattern.parameter : pattern
  const plain = target?.type === 'AssignmentPattern' ? target.left : target
  if (plain?.type !== 'Identifier' && plain?.type !== 'ObjectPattern') return undefined
  const annotation = plain.typeAnnotation?.typeAnnotation
  const name = plain.type === 'Identifier' ? plain.name : ''
  if (annotation === undefined) return name === '' ? undefined : { name, range: plain.range }
  const type = reader.readType(annotation)
  return type.kind === 'unknown' ? undefined : { name, type, range: plain.range }
}

function isTransportType(type: Value): boolean {
  if (type.kind === 'import') return transportTypes.has(type.name)
  return type.kind === 'member' && pathOf(type).root.kind === 'import' && transportTypes.has(type.name)
}
