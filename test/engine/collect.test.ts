import { describe, expect, test } from 'vitest'

import type { Diagnostic } from '../../src/core/diagnostic.ts'
import type { Location } from '../../src/core/location.ts'
import type { Text } from '../../src/core/text.ts'
import { parseDocument } from '../../src/documents/parse.ts'
import { collect } from '../../src/engine/collect.ts'

const texts = new Map<string, Text>([
  ['/a.yaml', parseDocument('/a.yaml', 'paths:\r\n  /order/{id}: {}\r\n  "/quo\\ted/x": {}\r\n')],
  ['/b.ts', { text: 'const a = 1\nconst b = 2\n' }],
])

const diagnostic = (location: Location, rule = 'some-rule'): Diagnostic => ({ rule, topic: 'test', severity: 'warn', message: 'm', location, related: [] })

const places = (...diagnostics: Diagnostic[]): string[] =>
  collect(diagnostics, (file) => texts.get(file), (rule) => `docs/${rule}`).map(
    ({ file, line, column, endLine, endColumn, rule }) => `${file} ${line}:${column}-${endLine}:${endColumn} ${rule}`,
  )

describe('collect', () => {
  test('lines and columns from 1, end exclusive, with CR LF line ends', () => {
    expect(places(diagnostic({ file: '/a.yaml', pointer: ['paths', '/order/{id}'], on: 'key' }))).toEqual(['/a.yaml 2:3-2:14 some-rule'])
  })

  test('a part of a key', () => {
    expect(places(diagnostic({ file: '/a.yaml', pointer: ['paths', '/order/{id}'], on: 'key', part: [1, 6] }))).toEqual(['/a.yaml 2:4-2:9 some-rule'])
  })

  test('a part of a key with escapes marks the whole key and not a wrong part', () => {
    const [place] = places(diagnostic({ file: '/a.yaml', pointer: ['paths', '/quo\ted/x'], on: 'key', part: [1, 4] }))
    expect(place).toBe('/a.yaml 3:4-3:14 some-rule')
  })

  test('sorted by file, position and rule, whatever the order they were found in', () => {
    const found = [
      diagnostic({ file: '/b.ts', range: [12, 17] }),
      diagnostic({ file: '/b.ts', range: [0, 5] }, 'z-rule'),
      diagnostic({ file: '/b.ts', range: [0, 5] }, 'a-rule'),
      diagnostic({ file: '/a.yaml', pointer: ['paths'], on: 'key' }),
    ]
    const expected = ['/a.yaml 1:1-1:6 some-rule', '/b.ts 1:1-1:6 a-rule', '/b.ts 1:1-1:6 z-rule', '/b.ts 2:1-2:6 some-rule']
    expect(places(...found)).toEqual(expected)
    expect(places(...found.toReversed())).toEqual(expected)
  })

  test('the same finding reached twice is one finding', () => {
    expect(places(diagnostic({ file: '/b.ts', range: [0, 5] }), diagnostic({ file: '/b.ts', range: [0, 5] }))).toHaveLength(1)
  })
})
