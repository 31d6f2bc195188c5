import { asList, field } from '../../../core/json.ts'
import { directoryOf, joinPath } from '../../../core/paths.ts'
import { parseDocument } from '../../../documents/parse.ts'
import { disk } from '../disk/disk.ts'

/**
 * The files through which a ruleset in YAML or JSON extends itself, from one to the same; nothing if it does not. Spectral would never
 * finish loading it.
 * @param file absolute, forward slashes
 */
export function circleFrom(file: string): readonly string[] | undefined {
  const files = disk.files({ roots: [], allowOutsideRoot: true })
  const done = new Set<string>()
  const visit = (at: string, path: readonly string[]): readonly string[] | undefined => {
    if (path.includes(at)) return [...path.slice(path.indexOf(at)), at]
    if (done.has(at)) return undefined
    done.add(at)
    const content = files.read(at)
    if (content.kind !== 'text') return undefined
    const extended = field(parseDocument(at, content.text).value, 'extends')
    for (const entry of typeof extended === 'string' ? [extended] : asList(extended)) {
      const name: unknown = Array.isArray(entry) ? entry[0] : entry
      if (typeof name !== 'string' || !/^\.{1,2}\/.*\.(?:ya?ml|json)$/.test(name)) continue
      const circle = visit(joinPath(directoryOf(at), name), [...path, at])
      if (circle !== undefined) return circle
    }
    return undefined
  }
  return visit(file, [])
}
