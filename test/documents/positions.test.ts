import fc from 'fast-check'
import { dump } from 'js-yaml'
import { describe, expect, it } from 'vitest'

import type { Pointer } from '../../src/core/location.ts'
import { parseDocument } from '../../src/documents/parse.ts'

function located(file: string, text: string, pointer: Pointer, on?: 'key'): string {
  const [start, end] = parseDocument(file, text).locate(pointer, on)
  expect(start).toBeGreaterThanOrEqual(0)
  expect(end).toBeGreaterThanOrEqual(start)
  expect(end).toBeLessThanOrEqual(text.length)
  return text.slice(start, end)
}

describe('places in YAML', () => {
  const text = [
    'plain: one',
    '"quoted": "two"',
    'list: [a, { b: c }]',
    'base: &base { x: 1, y: { z: 2 } }',
    'alias: *base',
    'merged:',
    '  <<: *base',
    '  own: 3',
    'numbers: { 0x10: hex, 1.0: float, 200: code, true: yes, ~: nothing }',
    'items:',
    '  - first: 1',
    '    second: 2',
    'empty:',
    'last: end',
    '',
  ].join('\n')

  it.each<[string, Pointer, string, string]>([
    ['a scalar', ['plain'], 'one', 'plain'],
    ['quotes are left out', ['quoted'], 'two', 'quoted'],
    ['a list item has no key', ['list', 0], 'a', 'a'],
    ['inside of a list', ['list', 1, 'b'], 'c', 'b'],
    ['an alias', ['alias'], '*base', 'alias'],
    ['what an alias stands for', ['alias', 'y', 'z'], '2', 'z'],
    ['a merged field', ['merged', 'x'], '1', 'x'],
    ['below a merged field', ['merged', 'y', 'z'], '2', 'z'],
    ['a field beside a merge', ['merged', 'own'], '3', 'own'],
    ['a key in another base', ['numbers', '16'], 'hex', '0x10'],
    ['a key with a needless fraction', ['numbers', '1'], 'float', '1.0'],
    ['a number as key', ['numbers', 200], 'code', '200'],
    ['a boolean as key', ['numbers', 'true'], 'yes', 'true'],
    ['null as key', ['numbers', 'null'], 'nothing', '~'],
    ['the first line stands for an item', ['items', 0], 'first: 1\n    second: 2', 'first: 1'],
    ['a value that is not there', ['empty'], '', 'empty'],
    ['a pointer that leads nowhere: the nearest above', ['plain', 'nothing'], 'plain', 'plain'],
  ])('%s', (_, pointer, value, key) => {
    expect(located('a.yaml', text, pointer)).toBe(value)
    expect(located('a.yaml', text, pointer, 'key')).toBe(key)
  })

  it('counts the characters of CR LF', () => {
    expect(located('a.yaml', 'a: 1\r\nb:\r\n  c: 2\r\n', ['b', 'c'])).toBe('2')
  })

  it('marks the first line of a document', () => {
    expect(located('a.yaml', 'a: 1\nb: 2\n', [], 'key')).toBe('a: 1')
    expect(located('a.json', '{\n  "a": 1\n}\n', [], 'key')).toBe('{')
  })
})

/** JSON Pointers to everything in a value. */
function pointersIn(value: unknown, pointer: Pointer = []): Pointer[] {
  if (typeof value !== 'object' || value === null) return [pointer]
  const entries: [string | number, unknown][] = Array.isArray(value) ? [...value.entries()] : Object.entries(value)
  return [pointer, ...entries.flatMap(([key, below]) => pointersIn(below, [...pointer, key]))]
}

function at(value: unknown, pointer: Pointer): unknown {
  return pointer.reduce<unknown>((holder, key) => (holder as Record<string | number, unknown>)[key], value)
}

const isScalar = (value: unknown): boolean => typeof value !== 'object' || value === null

describe('every place of every value', () => {
  it.each([undefined, 2])('is found in JSON, indented by %s', (indent) => {
    fc.assert(
      fc.property(fc.jsonValue({ noUnicodeString: false }), (value) => {
        const text = JSON.stringify(value, undefined, indent)
        const document = parseDocument('a.json', text)
        expect(document.problems).toEqual([])
        for (const pointer of pointersIn(document.value)) {
          const [start, end] = document.locate(pointer)
          const found = text.slice(start, end)
          const expected = at(document.value, pointer)
          expect(JSON.parse(typeof expected === 'string' ? `"${found}"` : found)).toEqual(expected)
          const key = pointer.at(-1)
          if (typeof key !== 'string') continue
          const [keyStart, keyEnd] = document.locate(pointer, 'key')
          expect(JSON.parse(`"${text.slice(keyStart, keyEnd)}"`)).toBe(key)
        }
      }),
    )
  })

  it('is found in YAML', () => {
    fc.assert(
      fc.property(fc.jsonValue({ noUnicodeString: false }), fc.constantFrom(0, 1, 99), (value, flowLevel) => {
        const text = dump(value, { noRefs: true, lineWidth: -1, ...(flowLevel === 99 ? {} : { flowLevel }) })
        const document = parseDocument('a.yaml', text)
        expect(document.problems).toEqual([])
        for (const pointer of pointersIn(document.value)) {
          const expected = at(document.value, pointer)
          const [start, end] = document.locate(pointer)
          expect(0 <= start && start <= end && end <= text.length).toBe(true)
          // Block scalars are indented, so the extracted text could not be parsed by itself.
          if (!isScalar(expected) || (typeof expected === 'string' && expected.includes('\n'))) continue
          const quote = /["']/.exec(text[start - 1] ?? '')?.[0] ?? ''
          expect(parseDocument('b.yaml', quote + text.slice(start, end) + quote).value).toEqual(expected)
        }
      }),
    )
  })

  it('lies inside of any text, whatever it is', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('a.yaml', 'a.json'),
        fc.string({ unit: fc.constantFrom(...['{', '}', '[', ']', ':', ',', '"', "'", '&', '*', '-', '<', '|', '#', '\n', '\r', '\t', ' ', 'a', '1', '\\', 'é', '😀']) }),
        (file, text) => {
          const document = parseDocument(file, text)
          for (const { offset } of document.problems) expect(0 <= offset && offset <= text.length).toBe(true)
          for (const pointer of pointersIn(document.value)) {
            for (const on of [undefined, 'key'] as const) {
              const [start, end] = document.locate(pointer, on)
              expect(0 <= start && start <= end && end <= text.length).toBe(true)
            }
          }
        },
      ),
      { numRuns: 2000 },
    )
  })
})
