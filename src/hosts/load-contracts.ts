import type { CoverageNote } from '../core/diagnostic.ts'
import { DocumentStore, isUnreadable } from '../documents/store.ts'
import { Contract, syntaxNote, versionOf } from '../openapi/contract.ts'
import type { CheckInput } from './check-files.ts'
import type { Loading } from './loading.ts'

/** Reads and parses contracts; what is none, or cannot be read, is noted. */
export function loadContracts({ contracts: paths, files }: Pick<CheckInput, 'contracts' | 'files'>, loading: Loading): Contract[] {
  const store = new DocumentStore(files)
  const contracts: Contract[] = []
  for (const file of paths) {
    loading.next(file)
    const document = store.load(file)
    if (isUnreadable(document)) {
      loading.note({ kind: 'unreadable', file, message: document.kind === 'missing' ? 'there is no such file' : document.reason })
      continue
    }
    loading.texts.set(file, document)
    const version = versionOf(document)
    if (version !== undefined && 'version' in version) contracts.push(new Contract(document, version.version, store))
    else if (document.problems.length > 0) for (const { message, offset } of document.problems) loading.note(syntaxNote(document, message, offset))
    else loading.note(skipped(file, version?.unsupported))
  }
  return contracts
}

function skipped(file: string, unsupported: string | undefined): CoverageNote {
  const message =
    unsupported === undefined
      ? 'not checked: it is no OpenAPI document by itself (no `openapi` or `swagger` field)'
      : `not checked: OpenAPI ${unsupported} is not known here; 2.0, 3.0, 3.1 and 3.2 are`
  return { kind: 'skipped', file, message }
}
