import { describe, expect, it } from 'vitest'

import { add, remove, rename, replace } from '../../src/core/fix.ts'
import type { DocumentEdit } from '../../src/core/fix.ts'
import type { Pointer } from '../../src/core/location.ts'
import { applyChanges } from '../../src/core/changes.ts'
import { OpenFile } from '../../src/documents/editing/open-file.ts'
import { changesIn } from '../../src/documents/editing/fixes.ts'

const at = (...pointer: Pointer): { file: string; pointer: Pointer } => ({ file: '/a', pointer })

/** The text after the edits, or nothing if they are refused. */
function edited(text: string, ...edits: DocumentEdit[]): string | undefined {
  const file = new OpenFile(/^\s*[[{]/.test(text) ? '/a.json' : '/a.yaml', text)
  const changes = changesIn(file, edits)
  return changes === undefined ? undefined : applyChanges(text, changes)
}

describe('a field is added', () => {
  it.each([
    ['at the end of a block', 'a:\n  b: 1 # one\n  c: 2\nd: 3\n', add(at('a'), 'x', true), 'a:\n  b: 1 # one\n  c: 2\n  x: true\nd: 3\n'],
    ['behind another, its comment and its block', 'a:\n  b: |\n    text\n\n  c: 2\n', add(at('a'), 'x', 'y', 'b'), 'a:\n  b: |\n    text\n  x: y\n\n  c: 2\n'],
    ['behind a block that keeps its blank lines', 'a: |+\n  text\n\nb: 2\n', add(at(), 'x', 1, 'a'), 'a: |+\n  text\n\nx: 1\nb: 2\n'],
    ['to an item of a list', 'a:\n- b: 1\n- c: 2\n', add(at('a', 0), 'x', 1), 'a:\n- b: 1\n  x: 1\n- c: 2\n'],
    ['to an item with fields on their own lines', 'a:\n  - b: 1\n    c: 2\n', add(at('a', 0), 'x', 1, 'b'), 'a:\n  - b: 1\n    x: 1\n    c: 2\n'],
    ['where the last line has no end', 'a: 1', add(at(), 'x', 1), 'a: 1\nx: 1'],
    ['with the line ends of the file', 'a:\r\n  b: 1\r\nc: 2\r\n', add(at('a'), 'x', 1), 'a:\r\n  b: 1\r\n  x: 1\r\nc: 2\r\n'],
    ['before the end of the document', 'a: 1\n...\n', add(at(), 'x', 1), 'a: 1\nx: 1\n...\n'],
    ['behind a field without a value', 'a:\nb: 1\n', add(at(), 'x', 1, 'a'), 'a:\nx: 1\nb: 1\n'],
    ['with the quotes of the keys around it', '"a": 1\n', add(at(), 'x', 'y'), '"a": 1\n"x": "y"\n'],
    ['as a mapping of its own', 'a:\n  b: 1\n', add(at('a'), 'x', { y: { z: [1, { q: 'r' }] }, e: {} }), 'a:\n  b: 1\n  x:\n    y:\n      z:\n        - 1\n        - q: r\n    e: {}\n'],
    ['with a text that needs quotes', 'a: 1\n', add(at(), '200', "it's: so"), "a: 1\n'200': 'it''s: so'\n"],
    ['in braces', 'p: { name: id, in: path }\n', add(at('p'), 'required', true), 'p: { name: id, in: path, required: true }\n'],
    ['in braces without spaces', 'p: {name: id}\n', add(at('p'), 'required', true), 'p: {name: id, required: true}\n'],
    ['in braces, behind another', 'p: { name: id, in: path, x: 1 }\n', add(at('p'), 'required', true, 'in'), 'p: { name: id, in: path, required: true, x: 1 }\n'],
    ['in braces with a comma at the end', 'p: { name: id, }\n', add(at('p'), 'required', true), 'p: { name: id, required: true, }\n'],
    ['to empty braces', 'p: {}\n', add(at('p'), 'required', true), 'p: { required: true }\n'],
    ['in JSON', '{\n  "a": {\n    "b": 1\n  }\n}\n', add(at('a'), 'x', true), '{\n  "a": {\n    "b": 1,\n    "x": true\n  }\n}\n'],
    ['in JSON with tabs', '{\n\t"a": 1,\n\t"b": 2\n}', add(at(), 'x', { y: [1] }, 'a'), '{\n\t"a": 1,\n\t"x": { "y": [1] },\n\t"b": 2\n}'],
    ['in JSON on one line', '{"a":{"b":1}}', add(at('a'), 'x', { y: 1 }), '{"a":{"b":1,"x":{"y":1}}}'],
    ['in empty JSON', '{"a":{}}', add(at('a'), 'x', 1), '{"a":{ "x": 1 }}'],
  ])('%s', (_, text, edit, expected) => {
    expect(edited(text, edit)).toBe(expected)
  })
})

describe('a field or item is removed', () => {
  it.each([
    ['with its lines and comments', 'a: 1\n# about b\nb:\n  c: 1 # inside\n  # still inside\n# about d\nd: 2\n', [remove(at('b'))], 'a: 1\n# about d\nd: 2\n'],
    ['but not what may be a heading', 'm:\n  # all of them\n  a: 1\n  b: 2\n', [remove(at('m', 'a'))], 'm:\n  # all of them\n  b: 2\n'],
    ['without leaving two blank lines', 'a: 1\n\nb: 2\n\nc: 3\n', [remove(at('b'))], 'a: 1\n\nc: 3\n'],
    ['with others around it', 'a: 1\n\nb: 2\n\nc: 3\n\nd: 4\n', [remove(at('b')), remove(at('c'))], 'a: 1\n\nd: 4\n'],
    ['at the end of a text without line end', 'a: 1\nb: 2', [remove(at('b'))], 'a: 1'],
    ['next to the dash', 'l:\n  - a: 1\n    b: 2\n    c: 3\n', [remove(at('l', 0, 'a')), remove(at('l', 0, 'b'))], 'l:\n  - c: 3\n'],
    ['next to the dash and further on', 'l:\n  - a: 1\n    b: 2\n    c: 3\n', [remove(at('l', 0, 'a')), remove(at('l', 0, 'c'))], 'l:\n  - b: 2\n'],
    ['and the mapping stays, empty', 'a:\n  b: 1\n  c: 2\nd: 3\n', [remove(at('a', 'b')), remove(at('a', 'c'))], 'a: {}\nd: 3\n'],
    ['and the mapping keeps its comment', 'a: # why\n  b: 1\n', [remove(at('a', 'b'))], 'a: {} # why\n'],
    ['and the list stays, empty', 'a:\n- 1\nd: 3\n', [remove(at('a', 0))], 'a: []\nd: 3\n'],
    ['and the item stays, empty', 'l:\n  - a: 1\n  - 2\n', [remove(at('l', 0, 'a'))], 'l:\n  - {}\n  - 2\n'],
    ['from a list', 'l:\n  - a\n  - b # two\n  - c\n', [remove(at('l', 1))], 'l:\n  - a\n  - c\n'],
    ['from a list at the indentation of its key', 'l:\n- a\n- b\n', [remove(at('l', 1))], 'l:\n- a\n'],
    ['from nested dashes', 'l:\n- - a\n  - b\n- c\n', [remove(at('l', 0, 0))], 'l:\n- - b\n- c\n'],
    ['from brackets', 'l: [a, b, c]\n', [remove(at('l', 0)), remove(at('l', 2))], 'l: [b]\n'],
    ['from brackets, all', 'l: [ a, b ]\n', [remove(at('l', 0)), remove(at('l', 1))], 'l: []\n'],
    ['from brackets with a comma at the end', 'l: [a, b,]\n', [remove(at('l', 1))], 'l: [a,]\n'],
    ['from JSON', '{\n  "a": 1,\n  "b": {\n    "c": 2\n  },\n  "d": 3\n}\n', [remove(at('b'))], '{\n  "a": 1,\n  "d": 3\n}\n'],
    ['from the end of JSON', '{\n  "a": 1,\n  "d": 3\n}\n', [remove(at('d'))], '{\n  "a": 1\n}\n'],
    ['with what is a key of digits', "r:\n  200: a\n  '204': b\n", [remove(at('r', '200'))], "r:\n  '204': b\n"],
    ['with carriage returns', 'a: 1\r\n# b\r\nb: 2\r\nc: 3\r\n', [remove(at('b'))], 'a: 1\r\nc: 3\r\n'],
  ])('%s', (_, text, edits, expected) => {
    expect(edited(text, ...edits)).toBe(expected)
  })
})

describe('a value is replaced, a key renamed', () => {
  it.each([
    ['in its quotes', 'a: "x" # c\n', replace(at('a'), 'y'), 'a: "y" # c\n'],
    ['in single quotes', "a: 'x'\n", replace(at('a'), "it's"), "a: 'it''s'\n"],
    ['without quotes', 'url: http://a.b/c\n', replace(at('url'), 'https://a.b/c'), 'url: https://a.b/c\n'],
    ['in brackets without quotes', 's: [http, ws]\n', replace(at('s', 0), 'https'), 's: [https, ws]\n'],
    ['with quotes where it needs them', 'a: b\n', replace(at('a'), 'true'), "a: 'true'\n"],
    ['with another type', "a: 'true'\n", replace(at('a'), true), 'a: true\n'],
    ['where nothing stands', 'a:\nb: 1\n', replace(at('a'), 2), 'a: 2\nb: 1\n'],
    ['where an alias stands', 'a: &x 1\nb: *x\n', replace(at('b'), 2), 'a: &x 1\nb: 2\n'],
    ['behind an anchor that nobody uses', 'a: &x 1\n', replace(at('a'), 2), 'a: &x 2\n'],
    ['where a block text stands', 'a: |\n  x\n  y\nb: 1\n', replace(at('a'), 'z'), 'a: z\nb: 1\n'],
    ['where a block stands', 'a:\n  x: 1\nb: 1\n', replace(at('a'), false), 'a: false\nb: 1\n'],
    ['as a list', 'a: { x: 1 }\n', replace(at('a'), ['y', 1]), 'a: [y, 1]\n'],
    ['in JSON', '{"a": "x"}', replace(at('a'), 'y"'), '{"a": "y\\""}'],
    ['key', 'a: 1 # c\n', rename(at('a'), 'b'), 'b: 1 # c\n'],
    ['key in quotes', '"/a/": 1\n', rename(at('/a/'), '/a'), '"/a": 1\n'],
    ['key in JSON', '{"a": 1}', rename(at('a'), 'b'), '{"b": 1}'],
  ])('%s', (_, text, edit, expected) => {
    expect(edited(text, edit)).toBe(expected)
  })

  it('while what is inside changes too', () => {
    expect(edited('a:\n  b: 1\n', rename(at('a'), 'c'), replace(at('a', 'b'), 2), add(at('a'), 'd', 3))).toBe('c:\n  b: 2\n  d: 3\n')
  })
})

describe('what cannot be done without doing more is refused', () => {
  it.each([
    ['inside what an alias repeats', 'a: &x\n  b: 1\nc: *x\n', replace(at('a', 'b'), 2)],
    ['through an alias', 'a: &x\n  b: 1\nc: *x\n', replace(at('c', 'b'), 2)],
    ['removing what an alias needs', 'a: &x 1\nc: *x\n', remove(at('a'))],
    ['removing what an alias needs further in', 'a:\n  b: &x 1\nc: *x\n', remove(at('a'))],
    ['what is merged in', 'a: &x { b: 1 }\nc:\n  <<: *x\n  d: 1\n', remove(at('c', 'b'))],
    ['what hides something merged in', 'a: &x { b: 1 }\nc:\n  <<: *x\n  b: 2\n', remove(at('c', 'b'))],
    ['keys written out', '? a\n: 1\n', remove(at('a'))],
    ['a mapping without braces in a list', 'l: [a: 1]\n', add(at('l', 0), 'x', 1)],
    ['between comments in brackets', 'l: [a, # one\n  b]\n', remove(at('l', 1))],
    ['next to the dash, before a comment', '- a: 1 # c\n  b: 2\n', remove(at(0, 'a'))],
    ['a key that is there', 'a: 1\nb: 2\n', add(at(), 'b', 3)],
    ['a key that is there under its new name', 'a: 1\nb: 2\n', rename(at('a'), 'b')],
    ['a place that is not there', 'a: 1\n', replace(at('b'), 3)],
    ['below a scalar', 'a: 1\n', add(at('a'), 'b', 3)],
    ['a value that says its type', 'a: !!str 1\n', replace(at('a'), 3)],
    ['a text that cannot be read for certain', 'a: 1\na: 2\nb: 3\n', replace(at('b'), 4)],
    ['a list that is to get a field', 'a: [1]\n', add(at('a'), 'b', 3)],
    ['the document itself', 'a: 1\n', remove(at())],
  ])('%s', (_, text, edit) => {
    expect(edited(text, edit)).toBeUndefined()
  })

  it('edits that contradict each other', () => {
    expect(edited('a: { b: 1 }\n', remove(at('a')), replace(at('a', 'b'), 2))).toBeUndefined()
    expect(edited('a: { b: 1 }\n', replace(at('a', 'b'), 2), remove(at('a')))).toBeUndefined()
    expect(edited('a: 1\n', replace(at('a'), 2), replace(at('a'), 3))).toBeUndefined()
    expect(edited('a: 1\n', replace(at('a'), 2), replace(at('a'), 2))).toBe('a: 2\n')
  })
})
