import { UsageError } from '../../../core/errors.ts'
import type { Files } from '../../../core/files.ts'
import { isWithin, joinPath } from '../../../core/paths.ts'
import { openRevision } from './change.ts'
import { disk } from './disk.ts'
import { absolutePath, projectRoot } from './paths.ts'
import type { Tree } from './tree.ts'

/** One of two states that are compared. */
export interface Side {
  /** As the user wrote it. */
  readonly text: string
  readonly tree: Tree
  /** The file that was named, or that the other side names: absolute, forward slashes. */
  readonly path?: string
  /** The name of a file in reports. Files of the earlier revision have one of their own, which is not taken for the file on disk. */
  readonly shown: (path: string) => string
  /** Reads files by their names in reports. */
  readonly files: (roots: readonly string[]) => Files
}

/** A file, a git revision, or a file in a revision: `main:openapi.yaml`. */
interface Operand {
  readonly text: string
  readonly revision?: string
  readonly path?: string
}

/**
 * Opens what is to be compared. A revision alone stands for the file that the other side names, or else for all of its contracts.
 * @param head the working tree if left out; then a revision alone is the commit at which the present branch left it
 * @throws UsageError for revisions that do not exist
 */
export async function openSides(cwd: string, base: string, head: string | undefined): Promise<readonly [base: Side, head: Side]> {
  const old = operandIn(cwd, base)
  const present: Operand = head === undefined ? { text: 'the working tree' } : operandIn(cwd, head)
  if (old.revision === undefined && head === undefined) throw new UsageError(`diff: '${base}' is a file: add a revision or a file to compare it with, as in \`setsquare diff main ${base}\``)
  const isExact = old.path !== undefined || present.revision !== undefined
  const path = old.path ?? present.path
  const named = path !== undefined && { path }
  return [await open(cwd, { ...named, ...old }, isExact, 'earlier'), await open(cwd, { ...named, ...present }, true, 'later')]
}

function operandIn(cwd: string, text: string): Operand {
  const path = absolutePath(cwd, text)
  if (disk.typeOf(path) === 'file') return { text, path }
  const [, revision, inside] = /^([^:]+):(.+)$/.exec(text) ?? []
  if (revision === undefined || inside === undefined) return { text, revision: text }
  return { text, revision, path: /^\.\.?\//.test(inside) ? absolutePath(cwd, inside) : joinPath(projectRoot(cwd), inside) }
}

async function open(cwd: string, { text, revision, path }: Operand, isExact: boolean, version: 'earlier' | 'later'): Promise<Side> {
  const named = path !== undefined && { path }
  if (revision === undefined) return { text, tree: disk, ...named, shown: (file) => file, files: (roots) => disk.files({ roots }) }
  const { top, tree } = await openRevision(cwd, revision, isExact, 'diff')
  if (path !== undefined && !isWithin(top, path)) throw new UsageError(`diff: '${path}' is not in the repository of '${text}': compare it with a file`)
  const files = (roots: readonly string[]): Files => tree.files({ roots })
  if (version === 'later') return { text, tree, ...named, shown: (file) => file, files }
  const place = joinPath(top, `${revision}:`)
  return {
    text,
    tree,
    ...named,
    shown: (file) => `${place}${file.slice(top.length)}`,
    files: (roots) => {
      const real = files(roots)
      return { read: (file) => (isWithin(place, file) ? real.read(`${top}${file.slice(place.length)}`) : { kind: 'missing' }) }
    },
  }
}
