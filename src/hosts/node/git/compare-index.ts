import type { Entry } from './entry.ts'
import type { IndexContent } from './index-file.ts'
import type { Repository } from './repository.ts'

/** A file that is not the same in the index and in a tree. */
export interface IndexDifference {
  readonly path: string
  /** In the tree; left out for a new file. */
  readonly old: Entry | undefined
  /** In the index; left out for a deleted file. */
  readonly staged: Entry | undefined
}

/** Directories to open one by one before git is faster. */
const few = 200

/**
 * Compares an index with a tree, as `git diff-index --cached` does. Directories that the index knows to be the same are not opened.
 * @param tree its id
 * @returns nothing if an object cannot be read, or there are too many
 */
export function compareIndex({ entries, trees }: IndexContent, tree: string, repository: Repository): readonly IndexDifference[] | undefined {
  const found: IndexDifference[] = []
  const seen = new Set<string>()
  // By directory: whether all that is in it is the same. Directories that are not in the tree are missing.
  const compared = new Map<string, boolean>()
  const waiting = [{ path: '', id: tree }]
  let opened = 0
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { path, id } = next
    const isSame = trees.get(path) === id
    compared.set(path, isSame)
    if (isSame) continue
    const object = opened++ < few ? repository.read(id) : undefined
    const inside = object?.type === 'tree' ? entriesOf(object.body) : undefined
    if (inside === undefined) return undefined
    for (const { name, ...old } of inside) {
      const within = path === '' ? name : `${path}/${name}`
      if (old.mode === directoryMode) waiting.push({ path: within, id: old.id })
      else {
        seen.add(within)
        const staged = entries.get(within)
        if (staged?.id !== old.id || staged.mode !== old.mode) found.push({ path: within, old, staged })
      }
    }
  }
  for (const [path, staged] of entries) if (!seen.has(path) && !isWithinSame(path, compared)) found.push({ path, old: undefined, staged })
  return found.sort((one, other) => (one.path < other.path ? -1 : 1))
}

const directoryMode = '040000'

/** Parses a tree: `<mode> <name>\0<id>`, repeated. Nothing if it is damaged. */
function entriesOf(body: Buffer): readonly (Entry & { readonly name: string })[] | undefined {
  const found: (Entry & { readonly name: string })[] = []
  for (let at = 0; at < body.length; ) {
    const end = body.indexOf(0, at)
    const space = body.indexOf(32, at)
    if (space < at || end < space || end + 21 > body.length) return undefined
    found.push({ mode: body.toString('latin1', at, space).padStart(6, '0'), name: body.toString('utf8', space + 1, end), id: body.toString('hex', end + 1, end + 21) })
    at = end + 21
  }
  return found
}

/** True for a file in a directory that was not opened, because all of it is the same. */
function isWithinSame(path: string, compared: Map<string, boolean>): boolean {
  const slash = path.lastIndexOf('/')
  const directory = path.slice(0, Math.max(0, slash))
  const known = compared.get(directory)
  if (known !== undefined) return known
  const isSame = directory !== '' && isWithinSame(directory, compared)
  compared.set(directory, isSame)
  return isSame
}
