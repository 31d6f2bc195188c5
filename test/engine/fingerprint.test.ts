import { describe, expect, test } from 'vitest'

import type { Diagnostic } from '../../src/core/diagnostic.ts'
import type { Finding } from '../../src/core/finding.ts'
import type { Location } from '../../src/core/location.ts'
import type { Text } from '../../src/core/text.ts'
import { parseDocument } from '../../src/documents/parse.ts'
import { collect } from '../../src/engine/collect.ts'
import { fingerprinted } from '../../src/engine/fingerprint.ts'

const diagnostic = (location: Location, rule = 'some-rule', message = 'm'): Diagnostic => ({
  rule,
  topic: 'test',
  severity: 'warn',
  message,
  location,
  related: [],
})

function findings(file: string, text: Text, places: readonly Diagnostic[]): readonly Finding[] {
  const found = collect(places, (asked) => (asked === file ? text : undefined), (rule) => rule)
  return [...fingerprinted(found, ['/project']).values()]
}

/** The fingerprints of findings on these ranges of a source text. */
function inSource(text: string, stretches: readonly string[], file = '/project/src/a.ts'): string[] {
  let from = 0
  const places = stretches.map((stretch) => {
    const start = text.indexOf(stretch, from)
    if (start < 0) throw new Error(`no '${stretch}'`)
    from = start + stretch.length
    return diagnostic({ file, range: [start, from] })
  })
  return findings(file, { text }, places).map(({ fingerprint }) => fingerprint)
}

function inDocument(text: string, pointer: readonly (string | number)[], part?: readonly [number, number]): string {
  const file = '/project/openapi.yaml'
  const [finding] = findings(file, parseDocument(file, text), [diagnostic({ file, pointer, ...(part !== undefined && { part }) })])
  return finding?.fingerprint ?? ''
}

describe('the fingerprint of a finding in source', () => {
  const before = inSource("db.query('SELECT ' + name)", ["db.query('SELECT ' + name)"])

  test('is 16 hexadecimal digits', () => {
    expect(before).toEqual([expect.stringMatching(/^[0-9a-f]{16}$/)])
  })

  test.each([
    ['lines move', "import 'x'\n\n\ndb.query('SELECT ' + name)", "db.query('SELECT ' + name)"],
    ['a formatter breaks lines, changes quotes and adds commas', 'db.query(\r\n\t"SELECT " +\r\n\t\tname,\r\n);', 'db.query(\r\n\t"SELECT " +\r\n\t\tname,\r\n);'],
  ])('stays when %s', (_, text, stretch) => {
    expect(inSource(text, [stretch])).toEqual(before)
  })

  test('is another for other code, another rule and another file', () => {
    const text = "db.query('SELECT ' + name)"
    expect(inSource("db.query('SELECT ' + title)", ["db.query('SELECT ' + title)"])).not.toEqual(before)
    expect(inSource(text, [text], '/project/src/b.ts')).not.toEqual(before)
    expect(findings('/project/src/a.ts', { text }, [diagnostic({ file: '/project/src/a.ts', range: [0, text.length] }, 'other-rule')])[0]?.fingerprint).not.toBe(before[0])
  })

  test('numbers the same code in one file', () => {
    const three = inSource('run(x)\nrun(x)\nrun(x)', ['run(x)', 'run(x)', 'run(x)'])
    expect(new Set(three).size).toBe(3)
    expect(inSource('run(x)\nok()\nrun(x)', ['run(x)', 'run(x)'])).toEqual(three.slice(0, 2))
  })

  test('does not hold the message, in which counts may change', () => {
    const file = '/project/a.ts'
    const [one] = findings(file, { text: 'abc' }, [diagnostic({ file, range: [0, 3] }, 'r', '3 of 5')])
    const [two] = findings(file, { text: 'abc' }, [diagnostic({ file, range: [0, 3] }, 'r', '4 of 6')])
    expect(one?.fingerprint).toBe(two?.fingerprint)
  })

  test('tells paths from the root, so that a checkout elsewhere gives the same', () => {
    const text = { text: 'abc' }
    const at = (root: string): string | undefined => {
      const file = `${root}/src/a.ts`
      const found = collect([diagnostic({ file, range: [0, 3] })], () => text, (rule) => rule)
      return [...fingerprinted(found, [root]).values()][0]?.fingerprint
    }
    expect(at('/home/me/shop')).toBe(at('/build/1234'))
  })

  test('keeps its content hash when the file is renamed', () => {
    const hashes = ['/project/a.ts', '/project/b/c.ts'].map((file) => findings(file, { text: 'abc' }, [diagnostic({ file, range: [0, 3] })])[0]?.contentHash)
    expect(hashes[0]).toBe(hashes[1])
  })
})

describe('a short stretch is told by its statement', () => {
  const swallowed = (body: string): string => `try {\n  ${body}\n} catch (error) {}`
  const [before] = inSource(swallowed('await save()'), ['catch (error) '])

  test('what the block before a catch does', () => {
    expect(inSource(`async function f() {\n    try { await save(); }\n    catch (error) {}\n}`, ['catch (error) '])).toEqual([before])
    expect(inSource(swallowed('await load()'), ['catch (error) '])).not.toEqual([before])
  })

  test('the same however the statement is laid out', () => {
    const flat = inSource("async function a(id) { const rows = await db.query('SELECT * FROM t WHERE id = ' + id) }", ['id) }'])
    const layouts = [
      "async function a(id) {\n  other()\n  const rows = await db.query(\n    'SELECT * FROM t WHERE id = ' +\n      id,\n  )\n}",
      'async function a(id) {\r\n\tother();\r\n\tconst rows = await db\r\n\t\t.query("SELECT * FROM t WHERE id = "\r\n\t\t\t+ id);\r\n}',
    ]
    for (const text of layouts) {
      const tail = text.slice(text.lastIndexOf('id'))
      expect(inSource(text, [tail])).toEqual(flat)
    }
    expect(inSource("async function a(id) { const rows = await db.query('SELECT * FROM u WHERE id = ' + id) }", ['id) }'])).not.toEqual(flat)
  })

  test.each(['// More of it, and.', '/* More. */', '/**\n * More.\n */'])('a comment above it says nothing: %s', (comment) => {
    expect(inSource(`start()\n${comment}\nconst x = run(id)`, ['run'])).toEqual(inSource('const x = run(id)', ['run']))
  })

  test('an import is the same with one more name', () => {
    const [one] = inSource("import { a } from './x'", ["import { a } from './x'"])
    expect(inSource('import {\n  a,\n  b,\n} from "./x";', ['import {\n  a,\n  b,\n} from "./x"'])).toEqual([one])
    expect(inSource("import { a } from './y'", ["import { a } from './y'"])).not.toEqual([one])
  })

  test('takes no longer for a file of blanks', () => {
    const text = `${' \n'.repeat(500_000)}x`
    expect(inSource(text, ['x'])).toEqual(inSource('\nx', ['x']))
  })
})

describe('the fingerprint of a finding in a document', () => {
  const contract = `paths:
  /order:
    parameters:
      - { name: page, in: query }
      - { name: limit, in: query }
`
  const before = inDocument(contract, ['paths', '/order', 'parameters', 1])

  test.each([
    ['lines move', `# a comment\ninfo: {}\n${contract}`, 1],
    ['it becomes JSON', '{"paths":{"/order":{"parameters":[{"name":"page","in":"query"},{"name":"limit","in":"query"}]}}}', 1],
    ['another item of its list goes', contract.replace('      - { name: page, in: query }\n', ''), 0],
    ['what stands there says more', contract.replace('limit, in: query', 'limit, in: query, required: true'), 1],
  ])('stays when %s', (_, text, index) => {
    expect(inDocument(text, ['paths', '/order', 'parameters', index])).toBe(before)
  })

  test('is another at another place, and for another part of one', () => {
    const others = [inDocument(contract, ['paths', '/order', 'parameters', 0]), inDocument(contract, ['paths', '/order']), inDocument(contract, ['paths'])]
    expect(new Set([before, ...others]).size).toBe(4)
    const path = 'a: /users/orders'
    expect(inDocument(path, ['a'], [1, 6])).not.toBe(inDocument(path, ['a'], [7, 13]))
  })

  test('survives pointers that lead nowhere', () => {
    expect(inDocument(contract, ['paths', 'constructor', 7, 'x'])).toMatch(/^[0-9a-f]{16}$/)
  })
})

test('many texts, no two with the same fingerprint', () => {
  const text = Array.from({ length: 50_000 }, (_, index) => `f${index}`).join('\n')
  let from = 0
  const places = text.split('\n').map((line) => {
    const start = from
    from += line.length + 1
    return diagnostic({ file: '/project/a.ts', range: [start, start + line.length] })
  })
  expect(new Set(findings('/project/a.ts', { text }, places).map(({ fingerprint }) => fingerprint)).size).toBe(50_000)
})
