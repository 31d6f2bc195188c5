import { isObject } from '../../core/json.ts'
import { carriesCredentials, statedSecurity } from '../conventions/access/open-write.ts'
import type { ContractApi } from '../contract.ts'
import type { ContractOperation } from '../contract-operation.ts'
import type { Access, DocumentedApi, DocumentedOperation } from './sides.ts'

/** What a contract documents, as far as code can be compared with it. */
export function documentedApi(api: ContractApi): DocumentedApi {
  const { file, servers, operations } = api
  const { isUsed } = statedSecurity(api)
  return { file, servers: servers.map(({ url }) => url), operations: operations.map((operation) => documentedOperation(operation, isUsed)) }
}

/** @param isSecurityStated true if some operation of the contract requires authentication: otherwise it may just not say so */
function documentedOperation(operation: ContractOperation, isSecurityStated: boolean): DocumentedOperation {
  const { method, path, at, responses } = operation
  const access = isSecurityStated ? accessOf(operation) : undefined
  return {
    ...(access !== undefined && { access }),
    method: method.toUpperCase(),
    path: path.template,
    at: { file: at.file, pointer: [...at.pointer], on: 'key' },
    statuses: responses.map(({ status }) => status.toUpperCase()),
  }
}

function accessOf(operation: ContractOperation): Access | undefined {
  if (operation.isSecured) return 'authenticated'
  const isOptional = operation.security?.some((entry) => !isObject(entry) || Object.keys(entry).length === 0) === true
  return isOptional || carriesCredentials(operation) ? undefined : 'open'
}
