import type { Files } from '../../src/core/files.ts'
import { DocumentStore, isUnreadable } from '../../src/documents/store.ts'
import { Contract, versionOf } from '../../src/openapi/contract.ts'
import type { OpenApiNode, ReferenceNode } from '../../src/openapi/node.ts'
import type { Problem } from '../../src/openapi/problem.ts'
import type { UnresolvedReference } from '../../src/openapi/unresolved.ts'
import { walk } from '../../src/openapi/walk.ts'

/** Everything that a walk reports, in order. */
export interface Walked {
  readonly nodes: readonly OpenApiNode[]
  readonly references: readonly ReferenceNode[]
  readonly problems: readonly Problem[]
  readonly unresolved: readonly UnresolvedReference[]
}

/** A contract of texts in memory; the first one is the entry. Files under `/outside` are refused. */
export function contractOf(texts: { readonly [file: string]: string }): Contract {
  const files: Files = {
    read(file) {
      const text = texts[file.replace(/^\/api\//, '')]
      if (file.startsWith('/outside/')) return { kind: 'refused', reason: 'it is outside the project' }
      return text === undefined ? { kind: 'missing' } : { kind: 'text', text }
    },
  }
  const store = new DocumentStore(files)
  const entry = store.load(`/api/${Object.keys(texts)[0] ?? ''}`)
  if (isUnreadable(entry)) throw new Error('the contract has no entry')
  const version = versionOf(entry)
  if (version === undefined || 'unsupported' in version) throw new Error(`not a contract: ${JSON.stringify(entry.problems)}`)
  return new Contract(entry, version.version, store)
}

export function walked(contract: Contract): Walked {
  const nodes: OpenApiNode[] = []
  const references: ReferenceNode[] = []
  const problems: Problem[] = []
  const unresolved: UnresolvedReference[] = []
  walk(contract, {
    node: (node) => void nodes.push(node),
    reference: (reference) => void references.push(reference),
    problem: (problem) => void problems.push(problem),
    unresolved: (reference) => void unresolved.push(reference),
  })
  return { nodes, references, problems, unresolved }
}

/** The beginning of a contract that is complete except for the part being tested. */
export const start = {
  '2.0': "swagger: '2.0'\ninfo: { title: Test, version: '1' }\n",
  '3.0': "openapi: 3.0.4\ninfo: { title: Test, version: '1' }\n",
  '3.1': "openapi: 3.1.2\ninfo: { title: Test, version: '1' }\n",
  '3.2': "openapi: 3.2.0\ninfo: { title: Test, version: '1' }\n",
} as const

/** `kind object.field: found` of every problem, once per cause. */
export function problemsIn(text: string): string[] {
  return walked(contractOf({ 'openapi.yaml': text })).problems.map(({ details: { kind, object, field, found } }) => {
    const place = field === '' ? object : `${object}.${field}`
    return found === '' ? `${kind} ${place}` : `${kind} ${place}: ${found}`
  })
}
