import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { LineIndex, lineReader, splitLines } from '../../src/core/lines.ts'
import { joinPath } from '../../src/core/paths.ts'
import { nearest, suggestion } from '../../src/core/nearest.ts'
import { printable } from '../../src/core/printable.ts'
import { wrap } from '../../src/core/wrap.ts'

it.each([
  ['/a', 'b', '/a/b'],
  ['/a/', 'b..c', '/a/b..c'],
  ['/', 'b', '/b'],
  ['/', '..', '/'],
  ['/a', '', '/a'],
  ['/a', '.env', '/a/.env'],
  ['/a', './b/../c/', '/a/c'],
  ['/a', '../../b', '/b'],
])('%s and %s are joined as %s', (directory, relative, joined) => {
  expect(joinPath(directory, relative)).toBe(joined)
})

describe('the nearest name', () => {
  it.each([
    ['sumary', ['summary', 'tags', 'description'], 'summary'],
    ['tag', ['summary', 'tags'], 'tags'],
    ['opeartionId', ['operationId', 'parameters'], 'operationId'],
    ['WARN', ['error', 'warn'], 'warn'],
    ['wran', ['error', 'warn', 'info'], 'warn'],
    ['plural-collection', ['plural-collections', 'max-nesting'], 'plural-collections'],
    ['xyz', ['summary', 'tags'], undefined],
    ['a', ['b'], undefined],
    ['', ['in', 'name'], undefined],
    ['on', ['off', 'no'], 'no'],
    ['anything', [], undefined],
    ['maximum', ['max', 'names'], 'max'],
    ['desc', ['description', 'summary'], 'description'],
    ['par', ['parameters', 'parent'], undefined],
    ['pathCas', ['pathCase', 'pathcast'], 'pathCase'],
    ['a'.repeat(101), [`${'a'.repeat(101)}s`], undefined],
  ])('to %s among %j is %s', (name, candidates, expected) => {
    expect(nearest(name, candidates)).toBe(expected)
  })

  it('is put as a question, or not at all', () => {
    expect(suggestion('sumary', ['summary'])).toBe(": did you mean 'summary'?")
    expect(suggestion('xyz', ['summary'])).toBe('')
  })
})

describe('lines and columns', () => {
  it.each([
    ['a\nb', 2, 2, 1],
    ['a\r\nb', 3, 2, 1],
    ['a\rb', 2, 2, 1],
    ['a\n', 2, 2, 1],
    ['', 0, 1, 1],
    ['ab', 99, 1, 3],
    ['ab', -5, 1, 1],
    ['\u2028x', 1, 1, 2],
  ])('of %j at %i are %i:%i', (text, offset, line, column) => {
    expect(new LineIndex(text).positionAt(offset)).toEqual({ line, column })
  })

  it('lead back to the offset, in any text', () => {
    const text = fc.string({ unit: fc.constantFrom('a', '\n', '\r', '\r\n', '😀', ' ') })
    fc.assert(
      fc.property(text, fc.nat(40), (value, offset) => {
        const at = Math.min(offset, value.length)
        const { line, column } = new LineIndex(value).positionAt(at)
        const lines = splitLines(value)
        expect(line).toBeLessThanOrEqual(lines.length)
        // A column beyond the end of the line may only refer to its line break.
        expect(column - 1).toBeLessThanOrEqual((lines[line - 1]?.length ?? 0) + 1)
        const ended = [...value.matchAll(/\r\n|\n|\r/g)].filter((end) => end.index + end[0].length <= at)
        expect(line).toBe(ended.length + 1)
      }),
    )
  })

  it('are told one by one, in any order', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('a', '\n', '\r', 'ß') }), fc.array(fc.integer({ min: 1, max: 9 })), (value, asked) => {
        const lineAt = lineReader(value)
        expect(asked.map(lineAt)).toEqual(asked.map((line) => splitLines(value)[line - 1]))
      }),
    )
  })
})

describe('text for a terminal', () => {
  it('is wrapped without losing a word, and never within code', () => {
    expect(wrap('one two three four', 9)).toEqual(['one two', 'three', 'four'])
    expect(wrap('use `a b c d e f` here', 8)).toEqual(['use', '`a b c d e f`', 'here'])
    expect(wrap('', 8)).toEqual([''])
    expect(wrap('a ` b', 3)).toEqual(['a `', 'b'])
  })

  it('has nothing in it that could steer the terminal', () => {
    expect(printable('a\tb')).toBe('a  b')
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(printable(text)).not.toMatch(/[\u0000-\u001F\u007F-\u009F]/)
      }),
    )
  })
})
