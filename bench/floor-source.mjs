// The floor for source linters in this runtime: read every file, parse it on all cores, take its imports and exports. With --trees, every syntax
// tree is transferred into JavaScript too, as a rule that looks everywhere requires.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'oxc-parser'

const [directory, ...flags] = process.argv.slice(2)
const trees = flags.includes('--trees')

const files = readdirSync(directory, { recursive: true })
  .filter((name) => /\.[cm]?tsx?$/.test(name))
  .map((name) => join(directory, name))

const counts = await Promise.all(
  files.map(async (file) => {
    const result = await parse(file, readFileSync(file, 'utf8'), { preserveParens: false })
    const { staticImports, staticExports, dynamicImports } = result.module
    return {
      records: staticImports.length + staticExports.length + dynamicImports.length,
      statements: trees ? result.program.body.length : 0,
    }
  }),
)
const total = (key) => counts.reduce((sum, count) => sum + count[key], 0)
console.log(`${files.length} files, ${total('records')} imports and exports${trees ? `, ${total('statements')} statements` : ''}`)
