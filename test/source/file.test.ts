import { describe, expect, it } from 'vitest'
import { languageOf } from '../../src/source/syntax/file.ts'
import { parseSource, parseSourceSync } from '../../src/source/syntax/parsed-file.ts'

describe('imports', () => {
  it('reads static imports with their names', async () => {
    const file = await parseSource(
      '/a.ts',
      `import d, { a as b, type T } from 'x'\nimport * as ns from "y"\nimport type { U } from 'z'\nimport 's'`,
    )
    expect(
      file.imports.map(({ kind, specifier, typeOnly, names }) => ({
        kind,
        specifier,
        typeOnly,
        names: names.map((n) => [n.imported, n.local, n.typeOnly]),
      })),
    ).toEqual([
      {
        kind: 'import',
        specifier: 'x',
        typeOnly: false,
        names: [
          ['default', 'd', false],
          ['a', 'b', false],
          ['T', 'T', true],
        ],
      },
      { kind: 'import', specifier: 'y', typeOnly: false, names: [['*', 'ns', false]] },
      { kind: 'import', specifier: 'z', typeOnly: true, names: [['U', 'U', true]] },
      { kind: 'import', specifier: 's', typeOnly: false, names: [] },
    ])
    const [first] = file.imports
    expect(first && file.text.slice(...first.specifierRange)).toBe("'x'")
    expect(first && file.text.slice(...first.range)).toBe(`import d, { a as b, type T } from 'x'`)
  })

  it.each([
    ["import { type V } from 'v'", true],
    ["import type {} from 'v'", true],
    ["import {} from 'v'", false],
    ["import { type V, w } from 'v'", false],
    ["export type * from 'v'", true],
    ["export { type V } from 'v'", true],
    ["export * from 'v'", false],
    ["import type x = require('v')", true],
    ["import x = require('v')", false],
  ])('%s is erased: %s', (text, typeOnly) => {
    expect(parseSourceSync('/a.ts', text).imports).toMatchObject([{ specifier: 'v', typeOnly }])
  })

  it('counts a re-export once, and an exported import as an import', () => {
    const file = parseSourceSync(
      '/a.ts',
      `import { a } from 'x'\nexport { a as c }\nexport { b, default as q } from 'y'\nexport * as ns from 'z'`,
    )
    expect(file.imports.map((record) => [record.kind, record.specifier])).toEqual([
      ['import', 'x'],
      ['reexport', 'y'],
      ['reexport', 'z'],
    ])
    expect(file.exports).toMatchObject([
      { name: 'c', from: { specifier: 'x', name: 'a' } },
      { name: 'b', from: { specifier: 'y', name: 'b' } },
      { name: 'q', from: { specifier: 'y', name: 'default' } },
      { name: 'ns', from: { specifier: 'z', name: '*' } },
    ])
  })

  it('counts dynamic imports of literals only', () => {
    const file = parseSourceSync('/a.ts', "import('a'); import(`b`); import('c' + d); import(`e/${f}`); import(g)")
    expect(file.imports.map((record) => [record.kind, record.specifier])).toEqual([
      ['dynamic', 'a'],
      ['dynamic', 'b'],
    ])
  })

  it('takes every import of a declaration file for erased', () => {
    expect(parseSourceSync('/a.d.ts', "import { a } from 'x'").imports).toMatchObject([{ typeOnly: true }])
  })
})

describe('require', () => {
  const names = (text: string) =>
    parseSourceSync('/a.js', text).imports.map((record) => [
      record.specifier,
      ...record.names.map((name) => `${name.imported}:${name.local}`),
    ])

  it.each([
    ["const a = [...require('x'), 1]", [['x']]],
    ["const a = require('x')", [['x', '*:a']]],
    ["var a = require('x').b", [['x', 'b:a']]],
    ["const { a, b: c } = require('x')", [['x', 'a:a', 'b:c']]],
    ["const app = require('x')()", [['x']]],
    ["const v = require('x').b.c", [['x']]],
    ["require('x')", [['x']]],
    [
      "const a = require('x'), b = require('y')",
      [
        ['x', '*:a'],
        ['y', '*:b'],
      ],
    ],
    ["// require('x')\n/* require('y') */", []],
    ['const s = "require(\'x\')"', []],
    ["const s = `\nrequire('x')\n`", []],
    ["const r = `${require('x')}`", [['x']]],
    ["a.require('x'); requires('y'); require(z)", []],
  ])('%s', (text, expected) => {
    expect(names(text)).toEqual(expected)
  })
})

describe('what cannot be parsed', () => {
  it('names the place of a syntax error', async () => {
    const file = await parseSource('/a.ts', 'const a = ;\n')
    expect(file.syntaxErrors).toEqual([{ message: 'Unexpected token', range: [10, 11] }])
    expect(file.imports).toEqual([])
    expect(file.program.body).toEqual([])
  })

  it('makes up no module where an export names none', () => {
    const file = parseSourceSync('/app/a.ts', "export * FROM t'\nexport { a } from './a'")
    expect(file.syntaxErrors).not.toEqual([])
    for (const { range, specifierRange } of file.imports) expect(specifierRange[0]).toBeGreaterThanOrEqual(range[0])
    expect(file.exports.filter(({ from }) => from?.specifier === '')).toEqual([])
  })

  it('survives binary content, emptiness and lone surrogates', async () => {
    expect((await parseSource('/a.ts', '\u0000\u0001PNG\ud800')).syntaxErrors).not.toEqual([])
    expect((await parseSource('/a.ts', '')).syntaxErrors).toEqual([])
    expect((await parseSource('/a.ts', '"\ud800"')).program.type).toBe('Program')
  })

  it('keeps offsets in UTF-16 units, byte order mark included', () => {
    const file = parseSourceSync('/a.ts', "\uFEFF// é€𝒳\r\nimport a from 'x'")
    expect(file.imports.map((record) => file.text.slice(...record.range))).toEqual(["import a from 'x'"])
  })

  it('lets CommonJS return at the top level', () => {
    expect(parseSourceSync('/a.js', 'if (x) return\nwith (a) {}').syntaxErrors).toEqual([])
  })
})

it('knows the language by the name', () => {
  expect(['/a.ts', '/a.mts', '/a.tsx', '/a.d.ts', '/a.d.mts', '/a.js', '/a.cjs', '/a.jsx'].map(languageOf)).toEqual([
    'ts',
    'ts',
    'tsx',
    'dts',
    'dts',
    'js',
    'js',
    'jsx',
  ])
})
