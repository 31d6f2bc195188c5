import { describe, expect, it } from 'vitest'

import { checkBeside } from './check.ts'

const withPaths = (paths: string): string => `openapi: 3.1.0\ninfo: { title: References, version: 1.0.0 }\npaths:\n${paths}`
const pathAt = (reference: string): string => withPaths(`  /a:\n    $ref: '${reference}'\n`)
const rules = ['resolvable-references']

describe('a reference that leads nowhere is a finding where it stands', () => {
  it.each([
    ['a missing file', 'missing.yaml'],
    ['a missing place in this file', '#/components/pathItems/missing'],
    ['a missing place in another file', 'good.yaml#/paths/~1nothing'],
    ['itself', '#/paths/~1a'],
    ['itself, by the name of its file', 'bad.yaml#/paths/~1a'],
    ['a place inside of itself', '#/paths/~1a/get'],
    ['a place inside of itself, by the name of its file', 'bad.yaml#/paths/~1a/get'],
    ['a directory', './'],
    ['outside of the project', '../../../../../../../../../../etc/hostname'],
    ['an address that cannot be read', '%zz'],
    ['a file name with a NUL', 'a%00b.yaml'],
    ['a name longer than any file can have', 'a'.repeat(5_000)],
  ])('%s', async (_, reference) => {
    const { findings, stderr } = await checkBeside({ 'bad.yaml': pathAt(reference) }, rules)
    expect(findings).toEqual(['bad.yaml:5 resolvable-references'])
    expect(stderr).toBe('')
  })

  it('two that lead to each other', async () => {
    const { findings } = await checkBeside(
      { 'bad.yaml': withPaths("  /a: { $ref: '#/paths/~1b' }\n  /b: { $ref: '#/paths/~1a' }\n") },
      rules,
    )
    expect(findings).not.toEqual([])
    for (const finding of findings) expect(finding).toMatch(/^bad\.yaml:[45] resolvable-references$/)
  })
})

describe('a reference that was not followed is no finding, and not passed over in silence', () => {
  it.each([
    [
      'another host',
      'https://example.com/openapi.yaml#/paths/~1a',
      /^remote-reference bad\.yaml: 'https:\/\/example\.com\/openapi\.yaml' .*not fetched/,
    ],
    [
      'a file outside of the project',
      '../../../../../../../../../../etc/hostname',
      /^unresolved-reference bad\.yaml: .*outside the project/,
    ],
  ])('%s', async (_, reference, note) => {
    const { code, notes } = await checkBeside({ 'bad.yaml': pathAt(reference) })
    expect(code).toBe(0)
    expect(notes).toEqual([expect.stringMatching(note)])
  })

  it('a file that cannot be parsed: its own place is named, too', async () => {
    const { code, notes } = await checkBeside({
      'bad.yaml': pathAt('parts/broken.yml'),
      'parts/broken.yml': 'get:\n  responses: [\n',
    })
    expect(code).toBe(2)
    expect(notes.some((note) => note.startsWith('syntax-error parts/broken.yml: line 3, column 1: '))).toBe(true)
    expect(notes.some((note) => note.startsWith("unresolved-reference bad.yaml: 'parts/broken.yml' was not read"))).toBe(true)
  })
})

describe('references in circles are no trouble where they lead through a value', () => {
  const to = (name: string): string => `{ $ref: '#/components/schemas/${name}' }`
  const content = `{ application/json: { schema: ${to('Tree')} } }`
  const paths = withPaths(`  /trees: { get: { responses: { 200: { description: Trees, content: ${content} } } } }\n`)
  const contractOf = (schemas: readonly string[]): string => `${paths}components:\n  schemas:\n    ${schemas.join('\n    ')}\n`

  it.each([
    ['a schema inside of itself', [`Tree: { type: object, properties: { children: { type: array, items: ${to('Tree')} } } }`]],
    ['through several', [`Tree: { allOf: [${to('Node')}] }`, `Node: { type: object, properties: { tree: ${to('Tree')} } }`]],
    ['every way to combine schemas', [`Tree: { allOf: [{ anyOf: [{ oneOf: [{ not: ${to('Tree')} }] }] }] }`]],
  ])('%s', async (_, schemas) => {
    expect(await checkBeside({ 'circle.yaml': contractOf(schemas) }, rules)).toMatchObject({ code: 0, findings: [], notes: [] })
  })

  it('a chain of 10,000 references ends', async () => {
    const chain = Array.from({ length: 10_000 }, (_, index) => `S${index}: ${to(`S${index + 1}`)}`)
    const { code } = await checkBeside({ 'long.yaml': contractOf([`Tree: ${to('S0')}`, ...chain, 'S10000: { type: object }']) }, rules)
    expect(code).toBe(0)
  })
})
