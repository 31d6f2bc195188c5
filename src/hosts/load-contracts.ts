import type { CoverageNote } from '../core/diagnostic.ts'
import { DocumentStore, isUnreadable } from '../documents/store.ts'
import { Contract, syntaxNote, versionOf } from '../openapi/contract.ts'
import type { CheckInput } from './check-files.ts'
import type { Loading } from './loading.ts'

/**
 * Reads and parses contracts, one when it is asked for: an entry document is let go before the next one is read, documents
 * that contracts share are kept. What is no contract, or cannot be read, is noted.
 */
export function* loadContracts({ contracts: paths, files }: Pick<CheckInput, 'contracts' | 'files'>, loading: Loading): Generator<Contract, void> {
  const store = new DocumentStore(files)
  for (const file of paths) {
    loading.next(file)
    const contract = contractIn(file, store, loading)
    if (contract === undefined) continue
    yield contract
    for (const note of contract.coverage) loading.note(note)
    store.release(file)
  }
}

function contractIn(file: string, store: DocumentStore, loading: Loading): Contract | undefined {
  const document = store.load(file)
  if (isUnreadable(document)) {
    loading.note({ kind: 'unreadable', file, message: document.kind === 'missing' ? 'there is no such file' : document.reason })
    return undefined
  }
  loading.read(file)
  const version = versionOf(document)
  if (version !== undefined && 'version' in version) return new Contract(document, version.version, store)
  if (document.problems.length > 0) for (const { message, offset } of document.problems) loading.note(syntaxNote(document, message, offset))
  else loading.note(skipped(file, version?.unsupported))
  return undefined
}

function skipped(file: string, unsupported: string | undefined): CoverageNote {
  const message =
    unsupported === undefined
      ? 'not checked: it is no OpenAPI document by itself (no `openapi` or `swagger` field)'
      : `not checked: OpenAPI ${unsupported} is not known here; 2.0, 3.0, 3.1 and 3.2 are`
  return { kind: 'skipped', file, message }
}
