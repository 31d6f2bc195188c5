import fc from 'fast-check'
import { expect, it } from 'vitest'

import { add, remove, rename, replace } from '../../src/core/fix.ts'
import type { DocumentEdit, Json } from '../../src/core/fix.ts'
import { isObject } from '../../src/core/json.ts'
import type { Pointer } from '../../src/core/location.ts'
import { parseDocument } from '../../src/documents/parse.ts'
import { applyChanges } from '../../src/core/changes.ts'
import { editedValue, isSameValue } from '../../src/documents/editing/edited-value.ts'
import { EditTree } from '../../src/documents/editing/edit-tree.ts'
import { OpenFile } from '../../src/documents/editing/open-file.ts'
import { changesIn } from '../../src/documents/editing/fixes.ts'
import { document, json, pointersIn } from './random-documents.ts'
import type { RandomDocument } from './random-documents.ts'

/** Edits at places that exist in the document and do not contradict each other. */
function editsOf({ file, text }: RandomDocument, picks: readonly Pick[]): DocumentEdit[] {
  const { value } = parseDocument(file, text)
  const pointers = pointersIn(value)
  const tree = new EditTree()
  return picks.flatMap(({ place, kind, by, name }) => {
    const pointer = pointers[place % pointers.length] ?? []
    const at = { file, pointer }
    const isMapping = isObject(valueAt(value, pointer))
    const isField = typeof pointer.at(-1) === 'string'
    const edit =
      kind === 'add' && isMapping ? add(at, `new${name}`, by, place % 2 === 0 ? 'id' : undefined)
      : pointer.length === 0 ? undefined
      : kind === 'rename' && isField ? rename(at, `other ${name}`)
      : kind === 'remove' ? remove(at)
      : replace(at, by)
    return edit === undefined || tree.add([edit]) === undefined ? [] : [edit]
  })
}

interface Pick {
  readonly place: number
  readonly kind: string
  readonly by: Json
  readonly name: number
}

function valueAt(value: unknown, pointer: Pointer): unknown {
  return pointer.reduce((at: unknown, part) => (Array.isArray(at) ? (at as unknown[])[Number(part)] : isObject(at) ? at[String(part)] : undefined), value)
}

const pick = fc.record({ place: fc.nat(200), kind: fc.constantFrom('add', 'remove', 'replace', 'rename'), by: json, name: fc.nat(3) })

it('edited texts parse to the edited value, and nothing else of the text is touched', () => {
  let made = 0
  let tried = 0
  fc.assert(
    fc.property(document, fc.array(pick, { minLength: 1, maxLength: 4 }), (random, picks) => {
      const before = parseDocument(random.file, random.text)
      fc.pre(before.problems.length === 0)
      const edits = editsOf(random, picks)
      fc.pre(edits.length > 0)
      tried++
      const changes = changesIn(new OpenFile(random.file, random.text), edits)
      if (changes === undefined) return
      made++
      const tree = new EditTree()
      tree.add(edits)
      const after = parseDocument(random.file, applyChanges(random.text, changes))
      expect(after.problems).toEqual([])
      const wanted = editedValue(before.value, tree.root)
      if (!isSameValue(after.value, wanted)) expect(JSON.stringify(after.value)).toEqual(JSON.stringify(wanted))
      expect(strayDeletions(random, changes, edits)).toEqual([])
    }),
    { numRuns: 500 },
  )
  expect(made / tried).toBeGreaterThan(0.9)
})

/** Deleted text that is neither what the edits name, nor surrounding white space, punctuation or comments. */
function strayDeletions({ file, text }: RandomDocument, changes: NonNullable<ReturnType<typeof changesIn>>, edits: readonly DocumentEdit[]): string[] {
  const parsed = parseDocument(file, text)
  const named = edits.flatMap(({ kind, at: { pointer } }) => (kind === 'add' ? [] : [parsed.locate(pointer), parsed.locate(pointer, 'key')]))
  return changes.flatMap(({ start, end }) => {
    let rest = ''
    for (let at = start; at < end; at++) if (!named.some(([from, to]) => at >= from && at < to)) rest += text[at] ?? ''
    const stray = rest.replace(/#[^\r\n]*/g, '').replace(/[\s,:"'|{}[\]-]/g, '')
    return stray === '' ? [] : [stray]
  })
}
