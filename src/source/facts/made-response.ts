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

/**
 * `{ statusCode: 404, body: JSON.stringify({ … }) }` of a function behind the gateway of AWS, `{ status: 404, jsonBody: { … } }` of Azure. Nothing for
 * other objects, such as `{ statusCode, message }`.
 */
export function statedResponse(value: TSESTree.Node, name: 'status' | 'statusCode'): Omit<MadeResponse, 'kind'> | undefined {
  const isResponse = value.type === 'ObjectExpression' && value.properties.every((one) => one.type === 'Property' && statedFields.test(keyName(one) ?? ''))
  if (!isResponse) return undefined
  const [status, json, body] = [name, 'jsonBody', 'body'].map((field) => fieldIn(value, field))
  const isText = body?.type === 'CallExpression' && memberName(body.callee) === 'stringify'
  const sent = json ?? (isText ? body.arguments[0] : body)
  return (status ?? sent) && { status, body: sent }
}

const statedFields = /^(?:status(?:Code)?|(?:jsonB|b)ody|(?:multiValueH|h)eaders|cookies|isBase64Encoded|contentType)$/
