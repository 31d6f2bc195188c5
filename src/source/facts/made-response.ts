import type { TSESTree } from '@typescript-eslint/utils'
import { keyName, memberName } from '../names/bindings.ts'
import { fetchResponses, responseMakers } from '../models/answers.ts'
import type { FileIndex } from '../values/declarations.ts'
import { fieldIn } from './response-use.ts'

/** A response of the Fetch API. */
export interface MadeResponse {
  readonly kind: 'redirect' | 'json' | 'text'
  readonly body: TSESTree.Node | undefined
  /** The expression for the status. */
  readonly status: TSESTree.Node | undefined
}

/** The Fetch API response that a call creates: `new Response(body, { status })`, `Response.json(body)`. Nothing for other calls. */
export function madeResponse(index: FileIndex, call: TSESTree.CallExpression | TSESTree.NewExpression): MadeResponse | undefined {
  const { callee, arguments: args } = call
  const isMethod = callee.type === 'MemberExpression' && callee.object.type === 'Identifier' && fetchResponses.has(callee.object.name)
  const method = isMethod ? memberName(callee) : undefined
  const isMade = call.type === 'NewExpression' && callee.type === 'Identifier' && fetchResponses.has(callee.name)
  const maker = callee.type === 'Identifier' && call.type === 'CallExpression' ? index.find(callee.name, callee.range[0]) : undefined
  const isMaker = maker?.kind === 'import' && responseMakers[maker.specifier]?.includes(maker.name) === true
  const [body, options] = args
  if (method === 'redirect') return { kind: 'redirect', body, status: options }
  if (method !== 'json' && !isMade && !isMaker) return undefined
  return { kind: isMade ? 'text' : 'json', body, status: options?.type === 'ObjectExpression' ? fieldIn(options, 'status') : options }
}

/** `{ statusCode: 404, body: JSON.stringify({ … }) }` of a function behind the gateway of AWS. Nothing for other objects, such as `{ statusCode, message }`. */
export function gatewayResponse(value: TSESTree.Node): Omit<MadeResponse, 'kind'> | undefined {
  const status = value.type === 'ObjectExpression' ? fieldIn(value, 'statusCode') : undefined
  if (value.type !== 'ObjectExpression' || status === undefined) return undefined
  const isGateway = value.properties.every((one) => one.type === 'Property' && gatewayFields.test(keyName(one) ?? ''))
  const body = fieldIn(value, 'body')
  const isText = body?.type === 'CallExpression' && memberName(body.callee) === 'stringify'
  return isGateway ? { status, body: isText ? body.arguments[0] : body } : undefined
}

const gatewayFields = /^(?:statusCode|body|(?:multiValueH|h)eaders|cookies|isBase64Encoded)$/
