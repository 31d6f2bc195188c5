import { defineAnalysis } from '../core/analysis.ts'
import type { Analysis } from '../core/analysis.ts'
import type { DocumentLocation } from '../core/location.ts'
import { memoize } from '../core/memoize.ts'
import type { Contract } from '../openapi/contract.ts'
import type { Cursor } from '../openapi/cursor.ts'
import { filledUrl } from '../openapi/server-address.ts'
import { buildApi } from './build.ts'
import type { PathSource } from './build.ts'
import { ContractOperation } from './contract-operation.ts'
import type { ContractPath } from './contract-operation.ts'
import { methods } from './model.ts'
import type { Api } from './model.ts'

/** The API that a contract describes. */
export interface ContractApi extends Api<ContractOperation> {
  readonly origin: 'contract'
  readonly contract: Contract
  /** Base URLs: from `servers`, or for OpenAPI 2.0 from `host` and `basePath`. Variables are replaced by their defaults. */
  readonly servers: readonly ServerUrl[]
}

/** A base URL and where it is declared. */
export interface ServerUrl {
  readonly url: string
  readonly at: DocumentLocation
}

/** True for an API described by a contract: see {@link apiOfContract}, which alone creates them. */
export function isContractApi(api: Api): api is ContractApi {
  return api.origin === 'contract'
}

/** Lifts an analysis of contracts for rules that check code as well. Its result is undefined for code. */
export function ofContracts<Result>(analysis: Analysis<ContractApi, Result>): Analysis<Api, Result | undefined> {
  return defineAnalysis(analysis.name, (api: Api, { useOn }) => (isContractApi(api) ? useOn(api, analysis) : undefined))
}

/** The model of a contract's API. */
export const apiOfContract = memoize((contract: Contract): ContractApi => {
  const { root } = contract
  const info = root.child('info')
  const title = info.child('title')
  const at = title.exists ? title.at : root.at
  const sources = root.child('paths').fields().filter((entry) => entry.name?.startsWith('/')).map((entry) => pathSource(contract, entry))
  const api = buildApi<ContractOperation>({ origin: 'contract', file: contract.file, at }, sources)
  return { ...api, origin: 'contract', contract, servers: serversOf(contract) }
})

function pathSource(contract: Contract, entry: Cursor): PathSource<ContractOperation> {
  return {
    template: entry.name ?? '',
    at: entry.atKey,
    locate: (part) => ({ ...entry.atKey, part }),
    operations: (path) => {
      const item = contract.follow(entry)
      return item === undefined ? [] : operationsOf(contract, path, item)
    },
  }
}

function operationsOf(contract: Contract, path: ContractPath, item: Cursor): ContractOperation[] {
  const operations: ContractOperation[] = []
  for (const entry of item.fields()) {
    const method = methods.find((known) => known === entry.name)
    if (method === undefined || (method === 'query' && contract.version !== '3.2')) continue
    if (typeof entry.value === 'object') operations.push(new ContractOperation(contract, path, method, entry, item.child('parameters')))
  }
  return operations
}

function serversOf(contract: Contract): ServerUrl[] {
  const { root } = contract
  if (contract.version === '2.0') {
    const host = root.child('host').string
    const basePath = root.child('basePath')
    const path = basePath.string ?? ''
    if (host === undefined && !basePath.exists) return []
    return [{ url: host === undefined ? path : `https://${host}${path}`, at: basePath.exists ? basePath.at : root.child('host').at }]
  }
  return root.child('servers').items().flatMap((server) => {
    const url = filledUrl(server)
    return url === undefined ? [] : [{ url, at: server.child('url').at }]
  })
}
