import type { CoverageNote } from '../core/diagnostic.ts'
import { groupBy } from '../core/group.ts'
import { isSameJson } from '../core/json.ts'
import { directoryOf } from '../core/paths.ts'
import { isUnreadable } from '../documents/store.ts'
import type { DocumentStore } from '../documents/store.ts'
import type { Contract } from '../openapi/contract.ts'
import { relativePath } from '../reporters/reporter.ts'

/** A reference to another file. */
const leadsOutside = /\$ref["']?\s*:\s*["']?[^\s#"']/

/** Finds the files from which one may have been made, among those of a run: for JSON, YAML of the same name. */
export function sourcesAmong(entries: readonly string[]): (entry: string) => readonly string[] {
  const yaml = groupBy(entries.filter((entry) => /\.ya?ml$/.test(entry)), nameOf)
  return (entry) => (entry.endsWith('.json') ? (yaml.get(nameOf(entry)) ?? []) : [])
}

/** `openapi` for `/shop/docs/openapi.json`. */
function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1).replace(/\.\w+$/, '')
}

/** The one of these files that says the same as the contract in all. Files that both refer to have to be the same too. */
export function originalOf({ root: { value, document } }: Contract, sources: readonly string[], store: DocumentStore): string | undefined {
  if (document.problems.length > 0) return undefined
  const isAlone = !leadsOutside.test(document.text)
  return sources.find((source) => {
    if (!isAlone && directoryOf(source) !== directoryOf(document.file)) return false
    const original = store.load(source)
    return !isUnreadable(original) && original.problems.length === 0 && isSameJson(original.value, value)
  })
}

/** The note in place of the findings in a copy. */
export function copyNote(file: string, original: string): CoverageNote {
  return { kind: 'skipped', file, message: `not checked: it says the same as ${relativePath(directoryOf(file), original)}, where its findings are reported` }
}
