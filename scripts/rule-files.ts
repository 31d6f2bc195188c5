import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const repository = fileURLToPath(new URL('..', import.meta.url))

/** The file of a rule: `rules/<topic>/<id>.ts`. */
export interface RuleFile {
  readonly topic: string
  readonly id: string
  /** Absolute. */
  readonly path: string
}

/** The files of all rules, sorted by topic and id. */
export function ruleFiles(): RuleFile[] {
  const root = join(repository, 'rules')
  const topics = readdirSync(root, { withFileTypes: true }).filter((entry) => entry.isDirectory())
  const files = topics.flatMap(({ name: topic }) =>
    readdirSync(join(root, topic))
      .filter((name) => name.endsWith('.ts'))
      .map((name) => ({ topic, id: name.slice(0, -'.ts'.length), path: join(root, topic, name) })),
  )
  const byPlace = (a: RuleFile, b: RuleFile): number => (`${a.topic}/${a.id}` < `${b.topic}/${b.id}` ? -1 : 1)
  const sorted = files.sort(byPlace)
  for (const { id, path } of sorted) {
    const other = sorted.find((file) => file.id === id && file.path !== path)
    if (other !== undefined) throw new Error(`two rules are called '${id}': ${path} and ${other.path}`)
  }
  return sorted
}

/** The identifier of a rule in generated code: `pluralCollections`. */
export function identifierOf(id: string): string {
  const name = id.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase())
  return /^\d/.test(name) ? `_${name}` : name
}
