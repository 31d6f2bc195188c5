import type { CoverageNote } from '../core/diagnostic.ts'
import { isSameJson } from '../core/json.ts'
import { directoryOf } from '../core/paths.ts'
import { isUnreadable } from '../documents/store.ts'
import type { DocumentStore } from '../documents/store.ts'
import type { Contract } from '../openapi/contract.ts'
import { relativePath } from '../reporters/reporter.ts'

/** A reference to another file. */
const leadsOutside = /\$ref["']?\s*:\s*["']?[^\s#"']/

/** The files from which this one may have been made, among those of a run: for JSON, YAML of the same name. */
export function sourcesOf(entry: string, entries: readonly string[]): readonly string[] {
  const name = nameWithout('json', entry)
  return name === undefined ? [] : entries.filter((other) => nameWithout('ya?ml', other) === name)
}

function nameWithout(extension: string, path: string): string | undefined {
  return new RegExp(`([^/]*)\\.${extension}$`).exec(path)?.[1]
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
