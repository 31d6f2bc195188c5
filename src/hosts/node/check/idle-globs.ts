
import { globMatcher } from '../../../config/globs.ts'
import type { CoverageNote } from '../../../core/diagnostic.ts'
import { globLibrary } from '../../../core/globs.ts'
import { suggestion } from '../../../core/nearest.ts'
import { joinPath } from '../../../core/paths.ts'
import type { LoadedConfiguration } from '../config/configuration.ts'
import { isIgnored } from '../disk/git.ts'
import { isExcluded } from '../disk/kinds.ts'
import type { Tree } from '../disk/tree.ts'

/**
 * Notes about globs in the configuration that match nothing; only a run on the whole project can tell. An override is noted if none of its
 * globs matches a file. For other globs, only the folder or file before the wildcards must exist: a pattern such as `*.generated.yaml` may
 * be meant for future files.
 * @param checked the files that are checked
 */
export function idleGlobs({ file, base, configuration }: LoadedConfiguration, checked: readonly string[], tree: Tree): CoverageNote[] {
  const { overrides = [], ignore = [] } = configuration
  if (file === undefined) return []
  const note = (at: string, what: string): CoverageNote => ({ kind: 'unmatched-glob', file, message: `${at}: ${what}` })
  const lost = (globs: readonly string[]): string[] => globs.flatMap((glob) => missing(glob, base, tree) ?? [])
  return [
    ...overrides.flatMap(({ files }, index) => {
      const at = `overrides[${index}]`
      const matches = globMatcher(files, base)
      if (checked.some(matches)) return lost(files).map((what) => note(at, what))
      const globs = files.map((glob) => `'${glob}'`).join(' or ')
      return [note(at, [`no file that is checked matches ${globs}, so it has no effect`, ...lost(files)].join('; '))]
    }),
    ...lost(ignore).map((what) => note('ignore', what)),
  ]
}

/** The message about the part of a glob that does not exist. Nothing if it exists, is build output, or has no fixed part. */
function missing(glob: string, base: string, tree: Tree): string | undefined {
  const trimmed = glob.replace(/^\.?\//, '').replace(/\/$/, '')
  if (glob.startsWith('!') || (trimmed === glob.replace(/\/$/, '') && !trimmed.includes('/'))) return undefined
  const names = globLibrary().scan(trimmed).base.split('/').filter((name) => name !== '')
  const at = names.findIndex((_, index) => tree.typeOf(joinPath(base, names.slice(0, index + 1).join('/'))) === undefined)
  const name = names[at]
  if (name === undefined) return undefined
  const path = names.slice(0, at + 1).join('/')
  if (isExcluded(`${names.join('/')}/`) || isIgnored(base, path) || isIgnored(base, `${path}/`)) return undefined
  const parent = names.slice(0, at).join('/')
  return `'${glob}': there is no '${path}'${suggestion(name, tree.namesIn(joinPath(base, parent)))}`
}
