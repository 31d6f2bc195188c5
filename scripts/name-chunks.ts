import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** The hash that the bundler puts into the names of chunks. */
const hash = /-[\w-]{8}(?=\.cjs$)/

/**
 * Names the chunks of a program after the contents of all of them, because a cache of compiled code recognises chunks by their names, and one
 * of results the whole build. The bundler's own hashes are from before minifying.
 * @param separate entries that only the program itself loads, which are named as chunks are
 * @param others the other texts of the build that results depend on
 */
export function nameChunks(directory: string, separate: readonly string[], others: readonly string[]): void {
  const scripts = readdirSync(directory).filter((name) => name.endsWith('.cjs')).sort()
  const texts = new Map(scripts.map((name) => [name, readFileSync(join(directory, name), 'utf8')]))
  const common = createHash('sha256').update([...texts.values(), ...others].join('\n')).digest().readUIntBE(0, 4).toString(36).padStart(7, '0')
  const own = new Set(separate.map((name) => `${name}.cjs`))
  const stems: string[] = []
  const names = new Map<string, string>()
  for (const name of scripts) {
    if (!own.has(name) && !hash.test(name)) continue
    const stem = (own.has(name) ? name : name.replace(hash, '')).slice(0, -'.cjs'.length)
    // The bundler may give several chunks the same name, apart from the hash.
    const alike = stems.filter((other) => other === stem).length
    stems.push(stem)
    names.set(name, `${stem}${alike === 0 ? '' : `.${alike}`}-${common}.cjs`)
  }
  for (const [name, text] of texts) {
    writeFileSync(join(directory, name), text.replace(/(?<=\.\/)[\w-]+\.cjs/g, (other) => names.get(other) ?? other))
    renameSync(join(directory, name), join(directory, names.get(name) ?? name))
  }
}
