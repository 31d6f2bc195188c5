import type { Finding } from '../../src/core/finding.ts'
import type { Example, RuleValue } from '../../src/core/rule.ts'
import { apiOfContract } from '../../src/api/contract.ts'
import type { ContractApi } from '../../src/api/contract.ts'
import { DocumentStore } from '../../src/documents/store.ts'
import { groupFindings } from '../../src/engine/grouping.ts'
import { Contract } from '../../src/openapi/contract.ts'
import { checkTexts } from '../support/check.ts'

/**
 * An OpenAPI description with one operation per line: method, path, statuses, operation id. A status may have a type of body: `GET /orders
 * 200:list`, `GET /orders/{id} 200:one 404`, `POST /orders/search 200 #searchOrders`.
 */
export function openapi(...lines: readonly string[]): object {
  const paths: { [path: string]: { [method: string]: object } } = {}
  for (const line of lines) {
    const [method = '', path = '', ...rest] = line.split(' ')
    const id = rest.find((part) => part.startsWith('#'))
    const responses = Object.fromEntries(rest.filter((part) => !part.startsWith('#')).map(responseOf))
    const operation = { ...(id === undefined ? {} : { operationId: id.slice(1) }), responses }
    paths[path] = { ...paths[path], [method.toLowerCase()]: operation }
  }
  return { openapi: '3.1.0', info: { title: 'Test', version: '1.0.0' }, paths }
}

function responseOf(text: string): [string, object] {
  const [status = '', shape] = text.split(':')
  const schema = shape === 'list' ? { type: 'array', items: { type: 'object' } } : { type: 'object', properties: { id: { type: 'string' } } }
  return [status, { description: 'Something', ...(shape === undefined ? {} : { content: { 'application/json': { schema } } }) }]
}

/** The API model of a description. */
export function modelOf(description: object): ContractApi {
  const file = '/project/openapi.json'
  const store = new DocumentStore({ read: () => ({ kind: 'text', text: JSON.stringify(description) }) })
  const document = store.load(file)
  if ('kind' in document) throw new Error('not readable')
  return apiOfContract(new Contract(document, '3.1', store))
}

/** The findings of a rule in a description. */
export async function say(rule: RuleValue, description: object, example: Pick<Example, 'options' | 'settings'> = {}): Promise<readonly Finding[]> {
  const named = { ...rule, id: 'the-rule', topic: 'test' }
  const { findings, coverage } = await checkTexts({ 'openapi.json': JSON.stringify(description) }, [named], example)
  const failed = coverage.find(({ kind }) => kind === 'rule-failed')
  if (failed !== undefined) throw new Error(failed.message)
  return findings
}

/** The messages of a rule about a description, after the same finding at several places has been combined. */
export async function told(...args: Parameters<typeof say>): Promise<readonly Finding[]> {
  return groupFindings(await say(...args))
}

/** The first quoted part of each message: the segment or path at fault. */
export function blamed(findings: readonly Finding[]): string[] {
  return findings.map(({ message }) => /'([^']*)'/.exec(message)?.[1] ?? message)
}
