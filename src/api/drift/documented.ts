import type { ContractApi } from '../contract.ts'
import type { ContractOperation } from '../contract-operation.ts'
import type { DocumentedApi, DocumentedOperation } from './sides.ts'

/** What a contract documents, as far as code can be compared with it. */
export function documentedApi({ file, servers, operations }: ContractApi): DocumentedApi {
  return { file, bases: [...new Set(servers.map(({ url }) => pathOf(url)))], operations: operations.map(documentedOperation) }
}

function documentedOperation({ method, path, at, responses }: ContractOperation): DocumentedOperation {
  return {
    method: method.toUpperCase(),
    path: path.template,
    at: { file: at.file, pointer: [...at.pointer], on: 'key' },
    statuses: responses.map(({ status }) => status.toUpperCase()),
  }
}

/** The path of a URL, absolute or not. */
function pathOf(url: string): string {
  return url.trim().replace(/^(?:[a-z][\w+.-]*:)?\/\/[^/?#]*/i, '').replace(/[?#].*$/s, '')
}
