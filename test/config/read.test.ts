import { describe, expect, it } from 'vitest'

import { acceptConfiguration, readConfiguration } from '../../src/config/read.ts'
import type { ConfigurationFile } from '../../src/config/configuration-file.ts'
import { ConfigurationError } from '../../src/core/errors.ts'
import type { ConfigurationProblem } from '../../src/core/errors.ts'
import { parseDocument } from '../../src/documents/parse.ts'
import { sampleRules } from './sample-rules.ts'

function read(text: string, file = '/p/setsquare.yaml'): ConfigurationFile {
  return readConfiguration(parseDocument(file, text), sampleRules)
}

function problemsOf(run: () => unknown): readonly ConfigurationProblem[] {
  try {
    run()
  } catch (error) {
    if (error instanceof ConfigurationError) return error.problems
    throw error
  }
  return []
}

/** `line:column message`, as in the output. */
function said(text: string, file?: string): string[] {
  return problemsOf(() => read(text, file)).map(({ line, column, message }) => `${line}:${column} ${message}`)
}

describe('a configuration that can be followed', () => {
  it('is returned as it was written', () => {
    const text = [
      'preset: strict',
      'rules:',
      '  plural-collections: off',
      '  pagination/*: error',
      '  "*": info',
      '  bounded-page-size: [error, { maximum: 200, names: [size], style: offset, lax: true }]',
      'conventions: { errorEnvelope: problem, pathCase: kebab-case }',
      'architecture:',
      '  preset: clean',
      '  layers:',
      '    - { name: web, files: ["src/web/**"], mayImport: [core], because: reasons }',
      '    - { name: core, suffixes: [.service], mayImport: [] }',
      'overrides:',
      '  - files: ["legacy/**"]',
      '    rules: { plural-collections: off }',
      '    because: it is going away',
      'ignore: ["*.generated.yaml"]',
      'failOn: warn',
    ].join('\n')
    expect(read(text)).toMatchObject({
      preset: 'strict',
      rules: { 'bounded-page-size': ['error', { maximum: 200, names: ['size'], style: 'offset', lax: true }] },
      overrides: [{ files: ['legacy/**'], because: 'it is going away' }],
      failOn: 'warn',
    })
  })

  it.each([['an empty file', ''], ['only comments', '# later\n'], ['an empty mapping', '{}'], ['sections without entries', 'rules:\n# plural-collections: off\nignore:\noverrides: ~\nconventions: null\n']])('may be %s', (_, text) => {
    expect(read(text)).toEqual({})
  })

  it('may be JSON with the address of its schema', () => {
    expect(read('{ "$schema": "./s.json", "preset": "all" }', '/p/setsquare.json')).toEqual({ $schema: './s.json', preset: 'all' })
  })

  it('may come from a program', () => {
    expect(acceptConfiguration({ preset: 'recommended' }, '/p/setsquare.config.js', sampleRules)).toEqual({ preset: 'recommended' })
  })
})

describe('a mistake is shown where it stands, with what was probably meant', () => {
  it.each([
    ['unknown rule', 'rules:\n  plural-colections: error\n', "2:3 unknown rule 'plural-colections': did you mean 'plural-collections'?"],
    ['qualified rule', 'rules: { setsquare/max-nesting: off }', "1:10 unknown rule 'setsquare/max-nesting': did you mean 'max-nesting'?"],
    ['rule like no other', 'rules: { zzz: off }', "1:10 unknown rule 'zzz': `setsquare rules` lists them"],
    ['unknown topic', 'rules: { "paginaton/*": off }', "1:11 unknown rule 'paginaton/*': did you mean 'pagination/*'?"],
    ['unknown severity', 'rules:\n  max-nesting: wran\n', "2:16 'rules.max-nesting' must be off, info, warn or error, not 'wran': did you mean 'warn'?"],
    ['number for a severity', 'rules: { max-nesting: 2 }', "1:23 'rules.max-nesting' must be off, info, warn or error, or [severity, options], not 2"],
    ['unknown option', 'rules:\n  bounded-page-size: [warn, { maximun: 5 }]', "2:31 unknown option 'maximun' of bounded-page-size: did you mean 'maximum'?"],
    ['option of a rule without any', 'rules: { max-nesting: [warn, { depth: 5 }] }', "1:32 unknown option 'depth' of max-nesting, which takes none"],
    ['option too large', 'rules: { bounded-page-size: [warn, { maximum: 5000 }] }', "1:47 'rules.bounded-page-size[1].maximum' must be a whole number from 1 to 1000, not 5000"],
    ['option of the wrong type', 'rules: { bounded-page-size: [warn, { names: limit }] }', "1:45 'rules.bounded-page-size[1].names' must be a list, not 'limit'"],
    ['item of the wrong type', 'rules: { bounded-page-size: [warn, { names: [limit, 3] }] }', "1:53 'rules.bounded-page-size[1].names[1]' must be a string, not 3"],
    ['third entry', 'rules: { max-nesting: [warn, {}, 1] }', "1:34 'rules.max-nesting[2]' is one entry too many: write [severity, options]"],
    ['empty entry', 'rules: { max-nesting: [] }', "1:23 'rules.max-nesting' must not be empty"],
    ['unknown preset', 'preset: recomended', "1:9 'preset' must be recommended, strict or all, not 'recomended': did you mean 'recommended'?"],
    ['unknown key', 'overides: []', "1:1 unknown key 'overides': did you mean 'overrides'?"],
    ["another linter's key", 'extends: recommended', "1:1 unknown key 'extends': did you mean 'preset'?"],
    ['key nested', 'conventions: { pathcase: x }', "1:16 unknown key 'pathcase' in 'conventions': did you mean 'pathCase'?"],
    ['empty key', 'failOn:\n', "1:7 'failOn' must be error, warn, info or never, not null"],
    ['empty key in a section', 'overrides:\n  - files: [a]\n    rules:\n', "3:10 'overrides[0].rules' must be a mapping, not null"],
    ['override without files', 'overrides:\n  - rules: { "*": off }\n', "2:5 'overrides[0]' needs 'files'"],
    ['glob with the separators of Windows', "ignore: ['src\\routes\\**', 'a\\*.ts', 'b\\.ts']", "1:11 globs have forward slashes: write 'src/routes/**'"],
    ['the same in an override', "overrides: [{ files: ['src\\a.ts'], rules: {} }]", "1:24 globs have forward slashes: write 'src/a.ts'"],
    ['override for no files', 'overrides: [{ files: [], rules: {} }]', "1:22 'overrides[0].files' must not be empty"],
    ['unknown rule in the second override', 'overrides:\n- {files: [a], rules: {}}\n- {files: [a], rules: {zzz: off}}', "3:24 unknown rule 'zzz': `setsquare rules` lists them"],
    ['second key in an override', 'overrides: [{files: [a], rules: {}}, {file: [a], rules: {}, files: [b]}]', "1:39 unknown key 'file' in 'overrides[1]': did you mean 'files'?"],
    ['envelope nobody knows', 'conventions: { errorEnvelope: neested }', "1:31 'conventions.errorEnvelope' must be nested, flat or problem, not 'neested': did you mean 'nested'?"],
    ['envelope that is a list', 'conventions: { errorEnvelope: [] }', "1:31 'conventions.errorEnvelope' must be nested, flat or problem, or a mapping, not a list"],
    ['keyword nobody reads', 'conventions: { errorEnvelope: { requierd: [code] } }', "1:33 unknown key 'requierd' in 'conventions.errorEnvelope': did you mean 'required'?"],
    ['type of a property', 'conventions: { errorEnvelope: { properties: { code: { type: text } } } }', "1:61 'conventions.errorEnvelope.properties.code.type' must be string, integer, number, boolean, object, array or null, not 'text'"],
    ['list instead of a mapping', '- a', '1:1 the configuration must be a mapping, not a list'],
    ['text instead of a mapping', 'strict', "1:1 the configuration must be a mapping, not 'strict'"],
  ])('%s', (_, text, expected) => {
    expect(said(text)).toEqual([expected])
  })

  it('finds every mistake at once', () => {
    expect(said('presset: all\nrules: { a-a-a: off, max-nesting: on }\nfailOn: sometimes\n')).toHaveLength(4)
  })

  it.each([
    ['unknown layer', '{ name: a, files: [x], mayImport: [domian] }', "unknown layer 'domian': did you mean 'domain'?"],
    ['layer that nothing belongs to', '{ name: a, files: [], mayImport: [] }', "no module can belong to 'a'"],
    ['layer twice', '{ name: domain, files: [x], mayImport: [] }', "there is another layer named 'domain'"],
  ])('%s', (_, layer, expected) => {
    const [only, ...more] = said(`architecture: { layers: [{ name: domain, files: [src/domain/**], mayImport: [] }, ${layer}] }`)
    expect(more).toEqual([])
    expect(only).toMatch(/^1:\d\d+ /)
    expect(only).toContain(expected)
  })

  it('shows where YAML is broken', () => {
    expect(said('preset: all\n"unclosed\n')[0]).toMatch(/^[23]:\d+ \w/)
  })

  it('shows where JSON is broken', () => {
    expect(said('{\n  "preset": "all",\n}', '/p/setsquare.json')).toEqual([expect.stringMatching(/^3:1 \w/)])
  })

  it('does not accept a key twice', () => {
    expect(said('preset: all\npreset: strict\n')).toEqual([expect.stringMatching(/^2:1 \w/)])
  })

  it('has no position in a program, but names the path', () => {
    const problems = problemsOf(() => acceptConfiguration({ rules: { 'max-nesting': 'eror' } }, '/p/setsquare.config.js', sampleRules))
    expect(problems).toEqual([
      { file: '/p/setsquare.config.js', message: "'rules.max-nesting' must be off, info, warn or error, not 'eror': did you mean 'error'?" },
    ])
  })

  it.each([
    [new Map([['preset', 'strict']]), 'the configuration must be a mapping, not a Map'],
    [() => ({ preset: 'strict' }), 'the configuration must be a mapping, not a function'],
    [{ rules: new Set(['max-nesting']) }, "'rules' must be a mapping, not a Set"],
  ])('a program exports plain values (%o)', (value, message) => {
    expect(problemsOf(() => acceptConfiguration(value, '/p/setsquare.config.js', sampleRules))).toEqual([{ file: '/p/setsquare.config.js', message }])
  })

  it('is not taken in by names that every object has', () => {
    expect(said('rules: { constructor: off, toString: off }')).toHaveLength(2)
    expect(said('{ "__proto__": { "preset": "all" } }', '/p/setsquare.json')).toHaveLength(1)
  })
})
