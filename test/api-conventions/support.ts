import type { Finding } from '../../src/core/finding.ts'
import type { Rule, RuleValue } from '../../src/core/rule.ts'
import type { Conventions } from '../../src/core/settings.ts'
import { groupFindings } from '../../src/engine/grouping.ts'
import { checkTexts } from '../support/check.ts'

/** A finding as these tests compare it: place and message. */
export interface Said {
  readonly pointer: string
  readonly message: string
  readonly severity: string
}

interface Circumstances {
  readonly conventions?: Conventions
  readonly options?: { readonly [name: string]: unknown }
  readonly files?: { readonly [file: string]: unknown }
}

/** Checks one contract, or several files with `openapi.yaml` as the entry, by one rule, from values instead of texts. Throws if the rule fails. */
export async function say(rule: RuleValue, document: unknown, more: Circumstances = {}): Promise<Said[]> {
  return (await found(rule, document, more)).map(saidOf)
}

/** The messages after the same finding at several places has been combined. */
export async function told(rule: RuleValue, document: unknown, more: Circumstances = {}): Promise<Said[]> {
  return groupFindings(await found(rule, document, more)).map(saidOf)
}

async function found(rule: RuleValue, document: unknown, more: Circumstances): Promise<readonly Finding[]> {
  const named: Rule = { ...rule, id: 'tested', topic: 'tested' }
  const texts = Object.fromEntries(
    Object.entries({ 'openapi.json': document, ...more.files }).map(([file, value]) => [file, JSON.stringify(value, undefined, 1)]),
  )
  const example = {
    ...(more.options === undefined ? {} : { options: more.options }),
    ...(more.conventions === undefined ? {} : { settings: { conventions: more.conventions } }),
  }
  const { findings, coverage } = await checkTexts(texts, [named], example)
  const failed = coverage.filter(({ kind }) => kind === 'rule-failed')
  if (failed.length > 0) throw new Error(failed.map(({ message }) => message).join('\n'))
  return findings
}

function saidOf({ pointer = '', message, severity, file }: Finding): Said {
  return { pointer: file.endsWith('/openapi.json') ? pointer : `${file.slice('/project/'.length)}#${pointer}`, message, severity }
}

/** An OpenAPI 3.1 document with these paths. */
export function openapi(paths: object, more: object = {}): object {
  return { openapi: '3.1.0', info: { title: 'Shop', version: '1.0.0' }, paths, ...more }
}

/** A Swagger 2.0 document with these paths. */
export function swagger(paths: object, more: object = {}): object {
  return { swagger: '2.0', info: { title: 'Shop', version: '1.0.0' }, paths, ...more }
}

/** A JSON response body with this schema. */
export function json(schema: object): object {
  return { description: 'A body', content: { 'application/json': { schema } } }
}

export function object(...properties: string[]): object {
  return { type: 'object', properties: Object.fromEntries(properties.map((name) => [name, { type: 'string' }])) }
}

/** A GET whose response is a list. */
export function list(more: object = {}): object {
  return { responses: { 200: json({ type: 'array', items: object('id') }) }, ...more }
}

export function query(name: string, schema: object = { type: 'string' }, more: object = {}): object {
  return { name, in: 'query', schema, ...more }
}

export const done = { 200: { description: 'Done' } }
