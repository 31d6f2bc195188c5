import fc from 'fast-check'
import { CORE_SCHEMA, constructFromEvents, dump, mergeTag, parseEvents } from 'js-yaml'
import { describe, expect, it } from 'vitest'

import type { NodeId, PositionTree } from '../../src/documents/positions.ts'
import { YamlPositions } from '../../src/documents/yaml-positions.ts'
import { readPlainYaml } from '../../src/documents/yaml-plain.ts'
import { edit, edits } from '../fuzz/mutate-text.ts'

const schema = CORE_SCHEMA.withTags(mergeTag)

/** Every node of a document: its range, the range of its key, and its children. */
function outline(tree: PositionTree, node: NodeId = tree.root): unknown {
  const below = [...(tree.children(node) ?? [])].map(([name, child]) => [name, child.key, outline(tree, child.node)])
  return [tree.range(node), ...below]
}

/** The library's result for a text: the value with all positions, or nothing if it rejects the text. */
function byLibrary(text: string): { value: unknown; places: unknown } | undefined {
  try {
    const events = parseEvents(text, {})
    const documents = constructFromEvents(events, { source: text, schema })
    return documents.length === 1 ? { value: documents[0], places: outline(new YamlPositions(events, text)) } : undefined
  } catch {
    return undefined
  }
}

/** Our own result in the same form; nothing if we leave the text to the library. */
function ours(text: string): { value: unknown; places: unknown } | undefined {
  const read = readPlainYaml(text)
  return read && { value: read.value, places: outline(read.positions) }
}

const plain: Record<string, string> = {
  'scalars of every kind': 'a: one\nb: 2\nc: -1.5e3\nd: 0x1F\ne: true\nf: False\ng: null\nh: ~\ni:\nj: .inf\nk: 0o17\nl: 1_000\nm: nothing\nn: 2024-01-31\n',
  'quotes': `a: 'it''s'\nb: "tab\\t quote\\" \\u00e9 \\x41 \\/"\nc: ''\nd: ""\n'e f': 1\n"g": 2\n`,
  'quotes over lines': `a: 'one\n  two\n\n  three'\nb: "one \\\n  two\n  three"\nc: end\n`,
  'plain text over lines': 'a: one\n  two\n\n  three\n   four\nb:\n  five\n  six\nc: end\n',
  'urls, hashes and colons inside text': 'a: https://example.com/#x:y\nb: a#b\nc: a:b:c\nd: -x\ne: "x": \n'.replace('e: "x": \n', ''),
  'comments': '# first\na: 1 # one\n# between\n\nb: # below\n  # deeper\n  c: 2\n  # at the end\n',
  'literal blocks': 'a: |\n  one\n   two\n\n  three\nb: |-\n  one\n\nc: |+\n  one\n\n\nd: |2-\n   one\n  two\ne: |\nf: end\n',
  'folded blocks': 'a: >\n  one\n  two\n\n  three\n    four\n  five\nb: >-\n  one\n  two\n\nc: >+ # kept\n  one\n\n',
  'a block at the end without line break': 'a: |\n  one\n  two',
  'spaces at the end of a block': 'a: |\n  one\n   ',
  'sequences': 'a:\n  - one\n  - - two\n    - three\n  -\n    four\n  -\n  - five: 5\n    six: 6\n  -   seven: 7\n      eight: 8\nb:\n- nine\n- ten\nc: end\n',
  'a sequence as document': '- a\n- b: 1\n  c: 2\n- |\n  text\n',
  'flow collections': 'a: []\nb: {}\nc: [1, two, "three", \'four\', ]\nd: { e: 5, "f": [6, { g: 7 }], h: http://x.org/y }\n',
  'flow over lines': 'a: [\n  one,\n  two\n  ]\nb: {\n    c: 1,\n    d: 2 }\ne: end\n',
  'status codes as keys': "200: ok\n'404': missing\ndefault: other\n",
  'a mark before the document': '---\na: 1\n',
  'letters of the whole world': 'a: Größe\nb: 日本語\nc: "😀"\n',
  'names of the prototype': 'constructor: 1\ntoString: 2\n',
}

const left: Record<string, string> = {
  'anchors and aliases': 'a: &x 1\nb: *x\n',
  'merge keys': 'a: &x { b: 1 }\nc:\n  <<: *x\n',
  'tags': 'a: !!str 1\n',
  'explicit keys': '? a\n: 1\n',
  'keys that are no text': '0x10: a\n',
  'a key given twice': 'a: 1\na: 2\n',
  'the prototype as key': '__proto__: 1\n',
  'tabs': 'a:\t1\n',
  'carriage returns': 'a: 1\r\nb: 2\r\n',
  'several documents': 'a: 1\n---\nb: 2\n',
  'directives': '%YAML 1.2\n---\na: 1\n',
  'a single scalar': 'text\n',
  'nothing': '',
  'a line indented too little': 'a:\n    b: 1\n  c: 2\n',
  'a mapping inside a line': 'a: b: c\n',
  'quotes that are not closed': 'a: "b\n',
  'an unknown escape': 'a: "\\q"\n',
  'text behind quotes': "a: 'b' c\n",
  'flow that is not closed': 'a: [b\nc: d\n',
  'flow lines indented too little': 'a: [\nb ]\n',
  'a character that YAML refuses': 'a: \u0007\n',
  'half a character': 'a: \ud800\n',
}

describe('plain YAML', () => {
  it.each(Object.entries(plain))('reads %s as the library does', (_, text) => {
    const expected = byLibrary(text)
    expect(expected).toBeDefined()
    expect(ours(text)).toEqual(expected)
  })

  it.each(Object.entries(left))('leaves %s to the library', (_, text) => {
    expect(ours(text)).toBeUndefined()
  })

  it('never reads anything otherwise than the library', () => {
    const text = fc.oneof(fc.string(), fc.constantFrom('', '- a', 'a: b', 'a #b', "it's", '"', '1', 'null', '~', 'x\ny\n', 'one two '.repeat(30), ' lead', 'trail ', '\n\nx', 'a:', '?', '[', 'é'))
    const value = fc.letrec((tie) => ({
      node: fc.oneof({ depthSize: 'small' }, text, fc.integer(), fc.double({ noNaN: true }), fc.boolean(), fc.constant(null), tie('list'), tie('map')),
      list: fc.array(tie('node'), { maxLength: 4 }),
      map: fc.dictionary(text, tie('node'), { maxKeys: 4 }),
    })).map
    const styles = fc.record({
      indent: fc.integer({ min: 1, max: 4 }),
      seqNoIndent: fc.boolean(),
      flowLevel: fc.constantFrom(-1, 1, 2, 3),
      lineWidth: fc.constantFrom(-1, 20, 80),
      forceQuotes: fc.boolean(),
    })
    let readHere = 0
    fc.assert(
      fc.property(value, styles, fc.option(edits), (document, style, changes) => {
        const dumped = dump(document, style)
        const text = changes === null ? dumped : edit(dumped, changes)
        const read = ours(text)
        if (read === undefined) return
        readHere++
        expect(read).toEqual(byLibrary(text))
      }),
      { numRuns: 3000 },
    )
    // Our parser must not be so cautious as to leave everything to the library: it reads about 670 of the texts, give or take 25 by chance.
    expect(readHere).toBeGreaterThan(500)
  })
  it('never reads a block scalar otherwise than the library', () => {
    const line = fc.constantFrom('', '', '  text', '  - one: two', '    more', '  text # no comment', ' ', '   ', '  \ttab', 'key: end')
    let readHere = 0
    fc.assert(
      fc.property(
        fc.record({ key: fc.constantFrom('a: ', '- ', 'a:\n  b: '), mark: fc.constantFrom('|', '>'), end: fc.constantFrom('', '-', '+', '2', '2-', '+2'), lines: fc.array(line, { maxLength: 7 }) }),
        ({ key, mark, end, lines }) => {
          const text = `${key}${mark}${end}\n${lines.join('\n')}`
          const read = ours(text)
          if (read === undefined) return
          readHere++
          expect(read).toEqual(byLibrary(text))
        },
      ),
      { numRuns: 3000 },
    )
    expect(readHere).toBeGreaterThan(1000)
  })
})
