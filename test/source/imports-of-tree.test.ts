import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from '@typescript-eslint/parser'
import { describe, expect, it } from 'vitest'

import { parseSourceSync } from '../../src/source/syntax/parsed-file.ts'
import { importsOfTree } from '../../src/source/syntax/imports-of-tree.ts'

const services = join(import.meta.dirname, '../../fixtures/services')
const files = readdirSync(services, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'))

/** The imports that we read from the tree of ESLint's parser, beside those of the parser's module record. */
function both(text: string): unknown[] {
  const source = parseSourceSync('/a.ts', text)
  expect(source.syntaxErrors).toEqual([])
  return [importsOfTree(parse(text, { range: true }), text), source.imports]
}

describe('what a tree imports is what a module record says', () => {
  it.each([
    "import a from 'x'",
    "import * as a from 'x'",
    "import a, { b, c as d, type E, default as f, 'string name' as g } from 'x'",
    "import type A from 'x'",
    "import type { B } from 'x'\nimport type * as C from 'y'",
    "import type {} from 'x'\nimport {} from 'y'\nimport 'z'",
    "import data from './data.json' with { type: 'json' }",
    "export * from 'x'\nexport * as ns from 'y'\nexport type * from 'z'",
    "export { a, b as c, default as d, type E } from 'x'\nexport type { F } from 'y'\nexport {} from 'z'",
    "import { a } from 'x'\nexport { a }\nexport const b = 1\nexport default a",
    "const a = await import('x')\nfunction f() { return import(`y`) }\nimport(name)\nimport(`z${name}`)",
    "export { a } from 'x'\nimport { b } from 'y'\nconst c = () => import('z')\nexport * from 'w'",
    "type A = import('x').A\nconst url = import.meta.url",
    "// import('x')\nconst text = \"import('y')\"",
  ])('%s', (text) => {
    const [ofTree, ofRecord] = both(text)
    expect(ofTree).toEqual(ofRecord)
  })

  it.each(files)('%s', (file) => {
    const [ofTree, ofRecord] = both(readFileSync(join(services, file), 'utf8'))
    expect(ofTree).toEqual(ofRecord)
  })
})
