import { describe, expect, it } from 'vitest'

import { parseDocument } from '../../src/documents/parse.ts'

/** The problems, with the text at which each begins. */
function problemsOf(
  file: string,
  text: string,
): { readonly value: unknown; readonly problems: readonly (readonly [message: string, at: string])[] } {
  const { value, problems } = parseDocument(file, text)
  return { value, problems: problems.map(({ message, offset }) => [message, text.slice(offset, offset + 12)] as const) }
}

const bomb = Array.from(
  { length: 30 },
  (_, index) =>
    `a${index}: &a${index} [${
      index === 0
        ? 'x'
        : Array(10)
            .fill(`*a${index - 1}`)
            .join(', ')
    }]`,
).join('\n')
/** Anchors of depth 400, each on top of the previous one: the text is never deep, but its value is. */
const tower = Array.from(
  { length: 30 },
  (_, index) => `a${index}: &a${index} ${'['.repeat(400)}${index === 0 ? 1 : `*a${index - 1}`}${']'.repeat(400)}`,
).join('\n')

describe('YAML that cannot be read', () => {
  it.each([
    ['a mapping where none may stand', 'a: b: c\n', /^this does not belong to anything before it: correct the indentation, or put the text in quotes$/, ' c\n'],
    ['a line that is no entry', 'a: 1\nb\nc: 2\n', /^the line before is not `key: value`/, ' 2\n'],
    ['a template', 'a: {% b %}\n', /^a comma or the closing bracket is expected here/, ' b %}\n'],
    ['tabs', 'a:\n\tb: 1\n', /^tabs cannot indent in YAML: use spaces$/, '\tb: 1\n'],
    ['a quote that never ends', 'a: "b\n', /^the text ends here, but a double quote opened before is never closed$/, ''],
    ['an unknown escape', 'a: "\\q"\n', /^unknown escape in double quotes: write \\\\ for a backslash/, '"\n'],
    ['a tag of a program', 'a: !!js/function x\n', /^the tag 'tag:yaml.org,2002:js\/function' is not supported: remove it$/, '!!js/functio'],
    ['a sequence that never ends', 'a: [1, 2\n', /^the text ends here, but a bracket opened before is never closed$/, ''],
    ['an alias bomb', bomb, /aliases expand to more than/, 'a'],
    ['a tower of aliases', tower, /nested more than 500 levels/, 'a1'],
    ['an alias of what it stands in', 'a: &a\n  b: *a\n', /'\*a' is inside the value/, 'a\n'],
    ['10,000 brackets', '['.repeat(10_000), /^nested more than 500 levels deep$/, '['],
    [
      '10,000 levels of indentation',
      Array.from({ length: 10_000 }, (_, level) => `${' '.repeat(level)}a:\n`).join(''),
      /^nested more than 500 levels deep$/,
      '',
    ],
    ['an alias of nothing', 'a: *nothing\n', /^there is no anchor '&nothing' before this alias$/, 'nothing'],
  ])('%s', (_, text, message, at) => {
    const { value, problems } = problemsOf('a.yaml', text)
    expect(value).toBeUndefined()
    expect(problems).toHaveLength(1)
    expect(problems[0]?.[0]).toMatch(message)
    expect(problems[0]?.[1]).toContain(at)
  })
})

describe('YAML that is read in spite of a mistake', () => {
  it.each([
    ['a key given twice', 'a: 1\nb: 2\na: 3\n', { a: 3, b: 2 }, 'twice', 'a: 3\n'],
    [
      'a closing brace under its key',
      'x:\n  a: {\n    b: 1\n  }\n  c: 2\n',
      { x: { a: { b: 1 }, c: 2 } },
      'indented less',
      '}\n  c: 2\n',
    ],
    [
      'the same with CR LF',
      'x:\r\n  a: {\r\n    b: 1\r\n  }\r\n  c: 2\r\n',
      { x: { a: { b: 1 }, c: 2 } },
      'indented less',
      '}\r\n  c: 2\r\n',
    ],
    ['a second document behind the first', 'a: 1\n---\nb: 2\n', { a: 1 }, 'file of its own', 'b: 2\n'],
    [
      'quoted text that goes on too far to the left',
      'x:\n  a: "one\ntwo"\n  c: 2\n',
      { x: { a: 'one two', c: 2 } },
      'indented less',
      'two"\n  c: 2\n',
    ],
  ])('%s', (_, text, expected, message, at) => {
    const { value, problems } = problemsOf('a.yaml', text)
    expect(value).toEqual(expected)
    expect(problems).toEqual([[expect.stringContaining(message), at]])
  })

  it('several such lines are one problem', () => {
    expect(parseDocument('a.yaml', 'a: {\n b: {\n}\n}\nc: {\n}\n')).toMatchObject({
      value: { a: { b: {} }, c: {} },
      problems: [{ offset: 11 }],
    })
  })

  it('a comment before such a line keeps it from being joined', () => {
    expect(problemsOf('a.yaml', 'x:\n  a: {\n    b: 1 # one\n  }\n')).toEqual({
      value: undefined,
      problems: [[expect.stringContaining('indented less'), '}\n']],
    })
  })
})

describe('JSON that cannot be read', () => {
  it.each([
    ['a comma too many', '{"a": 1,}', 'a key in double quotes is expected here', '}'],
    ['a comma too few', '{"a": 1 "b": 2}', "',' or '}' is expected here", '"b": 2}'],
    ['the wrong bracket', '{"a": [1, 2}', "',' or ']' is expected here", '}'],
    ['no colon', '{"a" 1}', "':' is expected here", '1}'],
    ['no value', '{"a": }', 'a value is expected here', '}'],
    ['a key without quotes', '{a: 1}', "a key in double quotes or '}' is expected here", 'a: 1}'],
    ['a leading zero', '[01]', "a value or ']' is expected here", '01]'],
    ['a word', '[nope]', "a value or ']' is expected here", 'nope]'],
    ['a comment', '{\n  // a\n}', "a key in double quotes or '}' is expected here", '// a\n}'],
    ['a line break in a string', '["a\nb"]', 'a string contains a line break or control character', '\nb"]'],
    ['an escape that is none', '["\\q"]', 'unknown escape', '\\q"]'],
    ['half an escape', '["\\u12"]', 'unknown escape', '\\u12"]'],
    ['a string that never ends', '{"a": "b}', 'never closed', '"b}'],
    ['a text that breaks off', '{"a": [', 'ends too soon', ''],
    ['something after the end', '{} {}', 'nothing more is expected here', '{}'],
  ])('%s', (_, text, message, at) => {
    expect(problemsOf('a.json', text)).toEqual({
      value: undefined,
      problems: [[expect.stringContaining(`not valid JSON: `), at]],
    })
    expect(problemsOf('a.json', text).problems[0]?.[0]).toContain(message)
  })

  it('10,000 brackets', () => {
    const text = '['.repeat(10_000) + ']'.repeat(10_000)
    expect(parseDocument('a.json', text)).toMatchObject({
      value: undefined,
      problems: [{ message: 'nested more than 500 levels deep', offset: 500 }],
    })
  })

  it('a mistake at the end of a large text is found', () => {
    const text = `[${'{"a": "text"}, '.repeat(200_000)}]`
    expect(parseDocument('a.json', text).problems).toMatchObject([{ offset: text.length - 1 }])
  })
})

describe('what is no mistake', () => {
  it.each([
    ['an empty YAML text', 'a.yaml', '', undefined],
    ['comments alone', 'a.yaml', '# nothing\n', undefined],
    ['an empty JSON text', 'a.json', ' \n', undefined],
    ['aliases', 'a.yaml', 'a: &a [1]\nb: [*a, *a]\n', { a: [1], b: [[1], [1]] }],
    ['merge keys', 'a.yaml', 'a: &a { x: 1 }\nb: { <<: *a, y: 2 }\n', { a: { x: 1 }, b: { x: 1, y: 2 } }],
    ['dates stay text', 'a.yaml', 'a: 2024-01-31\n', { a: '2024-01-31' }],
    ['yes and no stay text', 'a.yaml', 'a: [yes, no, on]\n', { a: ['yes', 'no', 'on'] }],
    ['an end of the document, and an empty one behind it', 'a.yaml', '---\na: 1\n...\n---\n', { a: 1 }],
    ['a key named __proto__', 'a.json', '{"__proto__": {"a": 1}}', JSON.parse('{"__proto__": {"a": 1}}') as unknown],
    ['quotes and colons in strings', 'a.json', '{"a\\": \\"b": "\\\\", "c": ": \\": "}', { 'a": "b': '\\', c: ': ": ' }],
    ['JSON under another name', 'a.txt', '{"a": 1}', { a: 1 }],
    ['YAML under another name', 'a.txt', 'a: 1\n', { a: 1 }],
  ])('%s', (_, file, text, value) => {
    expect(parseDocument(file, text)).toMatchObject({ value, problems: [] })
  })
})

it('names every key that stands twice in JSON, where the second stands', () => {
  const text = '{"a": 1, "b": {"c": 1, "c": 2}, "a": 3}'
  const { value, problems } = problemsOf('a.json', text)
  expect(value).toEqual({ a: 3, b: { c: 2 } })
  expect(problems.map(([, at]) => at)).toEqual(['"a": 3}', '"c": 2}, "a"'])
})
