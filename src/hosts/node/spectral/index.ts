import { ConfigurationError } from '../../../core/errors.ts'
import type { FileContent } from '../../../core/files.ts'
import { splitLines } from '../../../core/lines.ts'
import type { LoadedConfiguration } from '../config/configuration.ts'
import { disk } from '../disk/disk.ts'
import { projectRoot } from '../disk/paths.ts'
import type { Tree } from '../disk/tree.ts'
import { SpectralCompanion } from './companion.ts'
import { findRuleset } from './find.ts'
import { loadRuleset } from './load.ts'
import { spectralFor } from './packages.ts'
import { leaveOut } from './problems.ts'

/**
 * The team's own Spectral ruleset, if the project has one.
 * @param known the ids of our rules
 * @throws ConfigurationError if it does not exist or cannot be loaded, or if Spectral is not installed
 */
export async function openSpectral(loaded: LoadedConfiguration, tree: Tree, known: ReadonlySet<string>): Promise<SpectralCompanion | undefined> {
  const file = findRuleset(loaded, tree)
  if (file === undefined) return undefined
  refuseOther(file, tree)
  const packages = spectralFor(file)
  if (packages === undefined) {
    const message = `this Spectral ruleset cannot be run, because Spectral is not installed here: \`npm install --save-dev @stoplight/spectral-cli\`, or ${leaveOut}`
    throw new ConfigurationError([{ file, message }])
  }
  return new SpectralCompanion(await loadRuleset(file, projectRoot(loaded.base), packages), packages, known)
}

/** Spectral loads the file on disk, so that must be the same as in the state that is checked. */
function refuseOther(file: string, tree: Tree): void {
  const read = (state: Tree): FileContent => state.files({ roots: [], allowOutsideRoot: true }).read(file)
  const content = read(tree.typeOf(file) === undefined ? disk : tree)
  const onDisk = read(disk)
  if (content.kind === 'text' && onDisk.kind === 'text' && splitLines(onDisk.text).join('\n') === splitLines(content.text).join('\n')) return
  const message =
    content.kind === 'text'
      ? 'is staged with other content than on disk, and a Spectral ruleset can only be run from disk: stage all of its changes, or none'
      : `could not be read: ${content.kind === 'refused' ? content.reason : 'there is no such file'}`
  throw new ConfigurationError([{ file, message }])
}
