import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** What people read of declarations in their editor: what they call, and what the rules of their own are shown. */
const isRead = /^src\/(?:core|config|hosts|api|openapi\/(?!grammar\/|problem|unresolved))|^src\/(?:project\/(?:graph\/graph|layers\/architecture|project|subject)|source\/(?:subject|syntax\/file))\./

/**
 * Takes out of built declarations the comments on what nobody can name, and the marks of the files that they came from, and indents by tabs: a
 * twentieth of the package's limit.
 */
export function shortenDeclarations(directory: string): void {
  for (const name of readdirSync(directory).filter((one) => one.endsWith('.d.mts'))) {
    const file = join(directory, name)
    const [head = '', ...regions] = readFileSync(file, 'utf8').replace(/^\/\/#endregion.*\n/gm, '').split(/^\/\/#region /m)
    writeFileSync(file, (head + regions.map(shortened).join('')).replace(/^(?: {2})+/gm, (blanks) => '\t'.repeat(blanks.length / 2)))
  }
}

/** @param region the path of a file, a line end, and what is declared in it */
function shortened(region: string): string {
  const end = region.indexOf('\n')
  const text = region.slice(end + 1)
  return isRead.test(region.slice(0, end)) ? text : text.replace(/^[ \t]*\/\*\*(?:[^*]|\*(?!\/))*\*\/\n/gm, '')
}
