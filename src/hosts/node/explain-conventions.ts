import { apiOfContract } from '../../api/contract.ts'
import { conventionsOf } from '../../api/conventions/overview.ts'
import type { ConventionSeen } from '../../api/conventions/overview.ts'
import { UsageError } from '../../core/errors.ts'
import { LineIndex } from '../../core/lines.ts'
import { isDocumentLocation } from '../../core/location.ts'
import { directoryOf } from '../../core/paths.ts'
import { DocumentStore } from '../../documents/store.ts'
import { Contract } from '../../openapi/contract.ts'
import { rules } from './config/own-rules.ts'
import { openContract } from '../load-contracts.ts'
import { loadConfiguration } from './config/configuration.ts'
import { nodeFiles } from './disk/files.ts'
import { absolutePath, projectRoot } from './disk/paths.ts'

/** A convention of a contract, with the positions that deviate from it. */
export interface ExplainedConvention extends Omit<ConventionSeen, 'deviating'> {
  readonly deviating: readonly { readonly file: string; readonly line: number; readonly column: number; readonly what: string }[]
}

/**
 * The configured or inferred conventions of a contract.
 * @throws UsageError if the file is not a contract
 * @throws ConfigurationError for an invalid configuration
 */
export async function explainConventions(cwd: string, path: string, configFile?: string): Promise<readonly ExplainedConvention[]> {
  const { configuration } = await loadConfiguration({ cwd, ...(configFile !== undefined && { configFile }) }, rules)
  const file = absolutePath(cwd, path)
  const contract = openContract(file, new DocumentStore(nodeFiles({ roots: [projectRoot(cwd), projectRoot(directoryOf(file))] })))
  if (!(contract instanceof Contract)) throw new UsageError(`'${path}' is not a contract: ${contract.notes.map(({ message }) => message).join('; ')}`)
  const settings = { conventions: configuration.conventions ?? {}, architecture: {} }
  const seen = conventionsOf(apiOfContract(contract), settings)
  // After `conventionsOf`, which loads documents on demand.
  const documents = new Map(contract.loaded.map((document) => [document.file, { document, lines: new LineIndex(document.text) }]))
  return seen.map(({ deviating, ...convention }) => ({
    ...convention,
    deviating: deviating.flatMap(({ at, what }) => {
      const found = documents.get(at.file)
      if (found === undefined || !isDocumentLocation(at)) return []
      return [{ file: at.file, ...found.lines.positionAt(found.document.locate(at.pointer, at.on)[0]), what }]
    }),
  }))
}
