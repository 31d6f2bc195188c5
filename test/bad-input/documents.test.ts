import { describe, expect, it } from 'vitest'

import { contract, directoryWith, setsquare } from '../support/program.ts'
import { checkBeside } from './check.ts'

const info = 'openapi: 3.1.0\ninfo: { title: Bad, version: 1.0.0 }\npaths: {}\n'
const start = '{\n  "openapi": "3.1.0",\n  "info": { "title": "Bad", "version": "1.0.0" },\n  "paths": {}'
const bomb = Array.from(
  { length: 40 },
  (_, index) =>
    `x-${index}: &a${index} [${
      index === 0
        ? 'ha'
        : Array(10)
            .fill(`*a${index - 1}`)
            .join(', ')
    }]\n`,
).join('')
const stairs = Array.from({ length: 10_000 }, (_, index) => `${' '.repeat(index)}a:\n`).join('')

describe('a document that cannot be parsed is named with its line and what to do', () => {
  it.each([
    ['a tab for indentation', 'bad.yaml', `${info}x-a:\n\tb: 1\n`, /line 5, column 1: tab/],
    ['indentation that fits nothing', 'bad.yaml', `${info}x-a:\n    b: 1\n  c: 2\n`, /line 6, column 3: /],
    ['a bracket that is never closed', 'bad.yaml', `${info}x-a: [1, 2\n`, /line 5, column 1: /],
    ['a quote that is never closed', 'bad.yaml', `${info}x-a: "text\n`, /line [45], column \d+: /],
    ['a second document in the file', 'bad.yaml', `${info}---\nopenapi: 3.1.0\n`, /line 5, column 1: a second YAML document begins here, .*file of its own/],
    ['an alias of nothing', 'bad.yaml', `${info}x-a: *nothing\n`, /line 4, column 7: .*nothing/],
    [
      'an alias bomb',
      'bad.yaml',
      `${info}${bomb}`,
      /line \d+, column \d+: aliases expand to more than \d+ nodes: write the document without nested aliases/,
    ],
    [
      '10,000 brackets in each other',
      'bad.yaml',
      `${info}x-a: ${'['.repeat(10_000)}${']'.repeat(10_000)}\n`,
      /line 4, column \d+: nested more than \d+ levels deep/,
    ],
    [
      '10,000 levels of indentation',
      'bad.yaml',
      `${info}x-a:\n${stairs.replace(/^/gm, ' ')}`,
      /line \d+, column \d+: nested more than \d+ levels deep/,
    ],
    ['a comma too many', 'bad.json', `${start},\n}`, /line 5, column 1: not valid JSON: /],
    ['a comment in JSON', 'bad.json', `${start}\n  // done\n}`, /line 5, column 3: not valid JSON: /],
    ['JSON that breaks off', 'bad.json', start, /line 4, column \d+: not valid JSON: the text ends too soon/],
    ['JSON with something after it', 'bad.json', `${start}\n}\n}`, /line 6, column 1: not valid JSON: /],
    [
      '10,000 brackets in each other in JSON',
      'bad.json',
      `${start},\n  "x-a": ${'['.repeat(10_000)}${']'.repeat(10_000)}\n}`,
      /line 5, column \d+: nested more than \d+ levels deep/,
    ],
  ])('%s', async (_, name, text, message) => {
    const { code, notes, findings } = await checkBeside({ [name]: text })
    expect(code).toBe(2)
    expect(notes).not.toEqual([])
    expect(notes[0]).toMatch(message)
    for (const note of notes) expect(note.startsWith(`syntax-error ${name}: line `)).toBe(true)
    expect(findings).toEqual([])
  })

  it.each([
    ['YAML', 'bad.yaml', `${contract}  /order:\n    get: { responses: {} }\n`, /bad\.yaml: line 13, column 3: .*twice/],
    ['JSON', 'bad.json', `${start},\n  "paths": {}\n}`, /bad\.json: line 5, column 3: .*'paths'.*twice/],
  ])('a key that stands twice in %s, and the rest is checked', async (_, name, text, message) => {
    const { code, notes } = await checkBeside({ [name]: text })
    expect(code).toBe(2)
    expect(notes).toEqual([expect.stringMatching(message)])
  })

  it('all problems of all files in one run', async () => {
    const { notes } = await checkBeside({ 'a.yaml': `${info}x: *nothing\n`, 'b.json': `${start},\n}`, 'c.ts': 'const = 1\n' })
    expect(notes.map((note) => note.split(':')[0]).sort()).toEqual([
      'syntax-error a.yaml',
      'syntax-error b.json',
      'syntax-error c.ts',
    ])
  })

  it('a broken file is not called no file', async () => {
    const cwd = directoryWith({ 'openapi.yaml': `${info}x: *nothing\n` })
    const { code, stdout, stderr } = await setsquare(['check', 'openapi.yaml'], { cwd })
    expect(code).toBe(2)
    expect(stdout + stderr).toContain('openapi.yaml: line 4, column 5: ')
    expect(stderr).not.toContain('no OpenAPI document')
  })
})

describe('a document with nothing to check is named with the reason', () => {
  it.each([
    ['an empty file', 'bad.yaml', '', /skipped bad\.yaml: not checked: it is empty/],
    ['a pointer of Git LFS', 'bad.yaml', 'version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 12345\n', /skipped bad\.yaml: not checked: it is a Git LFS pointer.*`git lfs pull`/],
    ['blanks and comments', 'bad.yaml', '\n# openapi: 3.1.0\n\n', /skipped bad\.yaml: not checked: it /],
    ['a list', 'bad.yaml', '- openapi: 3.1.0\n', /skipped bad\.yaml: not checked: it has no top-level 'openapi' or 'swagger' field/],
    ['a JSON string', 'bad.json', '"openapi"', /skipped bad\.json: not checked: it has no top-level 'openapi' or 'swagger' field/],
    [
      'a version that is still to come',
      'bad.yaml',
      'openapi: 4.0.0\ninfo: {}\npaths: {}\n',
      /skipped bad\.yaml: not checked: OpenAPI 4\.0\.0 is not supported; 2\.0, 3\.0, 3\.1 and 3\.2 are/,
    ],
    [
      'a version that is long gone',
      'bad.json',
      '{ "swagger": "1.2", "info": {}, "paths": {} }',
      /skipped bad\.json: not checked: OpenAPI 1\.2 is not supported/,
    ],
  ])('%s', async (_, name, text, message) => {
    const { notes, findings } = await checkBeside({ [name]: text })
    expect(notes).toEqual([expect.stringMatching(message)])
    expect(findings).toEqual([])
  })
})

describe('what is unusual but right is read as it is meant', () => {
  const lineOf = async (name: string, text: string): Promise<readonly string[]> => {
    const { code, notes, findings } = await checkBeside({ [name]: text })
    expect({ code, notes }).toEqual({ code: 0, notes: [] })
    return findings
  }

  it.each([
    ['lines that end with CR LF', contract.replaceAll('\n', '\r\n')],
    ['lines that end with CR', contract.replaceAll('\n', '\r')],
    ['a byte order mark', `\uFEFF${contract}`],
    ['both', `\uFEFF${contract.replaceAll('\n', '\r\n')}`],
    ['names of the prototype', `${contract}x-a: { __proto__: { paths: {} }, constructor: 1, toString: 2 }\n`],
    ['keys that are no strings', `${contract}x-a: { 1: a, true: b, null: c, 1.5: d }\n`],
    ['a million characters in one string', `${contract}x-a: ${'word '.repeat(200_000)}\n`],
  ])('%s', async (_, text) => {
    expect(await lineOf('odd.yaml', text)).toEqual(['odd.yaml:5 plural-collections'])
  })

  it('a path of 100,000 segments', async () => {
    const findings = await lineOf('odd.yaml', contract.replace('  /order:\n', `  ${'/a{b}'.repeat(100_000)}: {}\n  /order:\n`))
    expect(findings).toContain('odd.yaml:6 plural-collections')
  })

  it('names that are hard to print', async () => {
    const names = [
      'it\'s a "name".yaml',
      'two\nlines.yaml',
      'straße 書店.yaml',
      '$(touch x);`y`.yaml',
      '-dash.yaml',
      'esc\u001B[31m.yaml',
    ]
    const cwd = directoryWith(Object.fromEntries(names.map((name) => [name, contract])))
    const only = ['--rule', '*:off', '--rule', 'plural-collections:info']
    const json = await setsquare(['check', '--format', 'json', ...only], { cwd })
    const report = JSON.parse(json.stdout) as { findings: { file: string }[] }
    expect(report.findings.map(({ file }) => file)).toEqual([...names].sort())
    const pretty = await setsquare(['check', ...only], { cwd })
    expect(pretty.stdout).toContain('straße 書店.yaml')
    expect(pretty.stdout).not.toContain('\u001B')
    expect(pretty.stdout).not.toContain('two\nlines')
  })
})
