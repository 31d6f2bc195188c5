import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** The sources whose comments users see in their editor: the API, and what custom rules work with. */
const isRead = /^src\/(?:core|config|hosts|api|openapi\/(?!grammar\/|problem|unresolved))|^src\/(?:project\/(?:graph\/graph|layers\/architecture|project|subject)|source\/(?:subject|syntax\/file))\./

/**
 * Shortens the built declarations: removes comments on types that users cannot name, and the markers of source files, and indents with tabs. That
 * saves a twentieth of the package's size limit.
 */
export function shortenDeclarations(directory: string): void {
  for (const name of readdirSync(directory).filter((one) => one.endsWith('.d.mts'))) {
    const file = join(directory, name)
    const [head = '', ...regions] = readFileSync(file, 'utf8').replace(/^\/\/#endregion.*\n/gm, '').split(/^\/\/#region /m)
    writeFileSync(file, (head + regions.map(shortened).join('')).replace(/^(?: {2})+/gm, (blanks) => '\t'.repeat(blanks.length / 2)))
  }
}

/** @param region the path of a source file, a line break, and its declarations */
function shortened(region: string): string {
  const end = region.indexOf('\n')
  const text = region.slice(end + 1)
  return isRead.test(region.slice(0, end)) ? text : text.replace(/^[ \t]*\/\*\*(?:[^*]|\*(?!\/))*\*\/\n/gm, '')
}
