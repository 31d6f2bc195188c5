import { apiOfContract } from '../api/contract.ts'
import { documentedApi } from '../api/drift/documented.ts'
import type { DocumentedApi } from '../api/drift/sides.ts'
import type { Files } from '../core/files.ts'
import { DocumentStore } from '../documents/store.ts'
import { Contract } from '../openapi/contract.ts'
import { originalOf, sourcesAmong } from './copies.ts'
import { openContract } from './load-contracts.ts'

/** What contracts document. Files that are no contract, and copies of others, are left out. */
export function documentedIn(entries: readonly string[], files: Files): DocumentedApi[] {
  const store = new DocumentStore(files)
  const sourcesOf = sourcesAmong(entries)
  return entries.flatMap((entry) => {
    const contract = openContract(entry, store)
    if (!(contract instanceof Contract) || originalOf(contract, sourcesOf(entry), store) !== undefined) return []
    const documented = documentedApi(apiOfContract(contract))
    store.release(entry)
    return [documented]
  })
}
