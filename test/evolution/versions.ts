import { rules } from '../../rules/index.ts'
import { comparesVersions } from '../../src/core/rule.ts'
import { checkTexts } from '../support/check.ts'

const comparing = rules.filter((rule) => comparesVersions(rule) && rule.id !== 'missing-major-version')

/** A contract, or some of its fields. */
export interface Draft {
  readonly [field: string]: unknown
}

/** What all rules but the verdict find between two versions: `rule:severity message`, sorted. */
export async function findings(base: Draft, head: Draft): Promise<string[]> {
  const { findings: found, coverage } = await checkTexts({ 'base.yaml': JSON.stringify(base), 'head.yaml': JSON.stringify(head) }, comparing)
  if (coverage.some(({ kind }) => kind === 'rule-failed')) throw new Error(coverage.map(({ message }) => message).join('\n'))
  return found.map(({ rule, severity, message }) => `${rule}:${severity} ${message}`).sort()
}

/** A contract with these paths and components. */
export function contract(paths: Draft, components: Draft = {}, more: Draft = {}): Draft {
  return { openapi: '3.0.3', info: { title: 'Test', version: '1.0.0' }, paths, components, ...more }
}

/** A contract whose only operation takes and returns such a value. */
export function about({ request, response, parameter }: { readonly request?: unknown; readonly response?: unknown; readonly parameter?: Draft }, schemas: Draft = {}): Draft {
  const content = (schema: unknown): Draft => ({ 'application/json': { schema } })
  const post = {
    ...(parameter !== undefined && { parameters: [{ name: 'q', in: 'query', ...parameter }] }),
    ...(request !== undefined && { requestBody: { content: content(request) } }),
    responses: { '200': { description: 'Done', ...(response !== undefined && { content: content(response) }) } },
  }
  return contract({ '/things': { post } }, { schemas })
}
