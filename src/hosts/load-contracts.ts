import type { CoverageNote } from '../core/diagnostic.ts'
import { isUnreadable } from '../documents/store.ts'
import type { DocumentStore } from '../documents/store.ts'
import { Contract, syntaxNote, versionOf } from '../openapi/contract.ts'

/** Why a file contains no contract. */
export interface NoContract {
  readonly notes: readonly CoverageNote[]
  /** False if the file could not even be read. */
  readonly isReadable: boolean
}

/** The contract with this entry document, or why there is none. Documents that it refers to are read on demand. */
export function openContract(file: string, store: DocumentStore): Contract | NoContract {
  const document = store.load(file)
  if (isUnreadable(document)) {
    const message = document.kind === 'missing' ? 'there is no such file' : document.reason
    return { notes: [{ kind: 'unreadable', file, message }], isReadable: false }
  }
  const version = versionOf(document)
  if (version !== undefined && 'version' in version) return new Contract(document, version.version, store)
  const problems = document.problems.map(({ message, offset }) => syntaxNote(document, message, offset))
  return { notes: problems.length > 0 ? problems : [skipped(file, version?.unsupported)], isReadable: true }
}

function skipped(file: string, unsupported: string | undefined): CoverageNote {
  const message =
    unsupported === undefined
      ? 'not checked: it is not an OpenAPI document by itself (it has no `openapi` or `swagger` field)'
      : `not checked: OpenAPI ${unsupported} is not supported; 2.0, 3.0, 3.1 and 3.2 are`
  return { kind: 'skipped', file, message }
}
