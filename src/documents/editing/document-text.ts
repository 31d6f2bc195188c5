import type { Json } from '../../core/fix.ts'
import type { ParsedDocument } from '../document.ts'
import { blockEdits } from './block-edits.ts'
import { sortChanges } from '../../core/changes.ts'
import type { TextChange } from '../../core/changes.ts'
import { editedCollection } from './collection-edits.ts'
import type { EditNode } from './edit-tree.ts'
import { flowEdits } from './flow-edits.ts'
import { jsonSyntax } from './json-syntax.ts'
import type { SyntaxEntry, SyntaxNode } from './syntax.ts'
import { writeInline, writeScalar } from './write.ts'
import type { Style } from './write.ts'
import { yamlSyntax } from './yaml-syntax.ts'

/** A document as it is written, to which edits can be made: its syntax is read once for all of them. */
export class DocumentText {
  readonly #text: string
  readonly #format: Style['format']
  readonly #root: SyntaxNode | undefined

  constructor({ text, format, value, problems }: ParsedDocument) {
    this.#text = text
    this.#format = format
    // A document with problems may mean something else than what was read, so it is not edited.
    if (value !== undefined && problems.length === 0) this.#root = format === 'json' ? jsonSyntax(text) : yamlSyntax(text)
  }

  /**
   * The text changes for these edits, sorted and without overlaps. Everything else in the text stays as it is.
   * @returns nothing if a place does not exist, if another place would change too (anchors), or if the text is written in a way that
   *   only its author can sensibly change
   */
  changesFor(edits: EditNode): readonly TextChange[] | undefined {
    const changes = edits.removed || edits.replacement !== undefined ? undefined : this.#inside(this.#root, edits, undefined)
    return changes === undefined ? undefined : sortChanges(changes)
  }

  #inside(node: SyntaxNode | undefined, edits: EditNode, head: number | undefined): TextChange[] | undefined {
    const entries = node?.entries
    if (node === undefined || entries === undefined || node.shared || (node.kind === 'list' && edits.additions.length > 0)) return undefined
    const byName = new Map(entries.map((entry) => [entry.name, entry]))
    const changes: TextChange[] = []
    for (const [name, child] of edits.children) {
      const entry = byName.get(name)
      const some = entry === undefined ? undefined : this.#ofEntry(entry, child, node.flow)
      if (some === undefined) return undefined
      changes.push(...some)
    }
    if (!haveDistinctNames(entries, edits)) return undefined
    const collection = editedCollection(node, entries, edits, head)
    if (collection.removed.size === 0 && collection.additions.length === 0) return changes
    const own = node.flow ? flowEdits(this.#text, collection, this.#format) : blockEdits(this.#text, collection)
    return own === undefined ? undefined : [...changes, ...own]
  }

  #ofEntry(entry: SyntaxEntry, edits: EditNode, flow: boolean): TextChange[] | undefined {
    if (edits.removed) return entry.pinned ? undefined : []
    const changes: TextChange[] = []
    if (edits.key !== undefined) {
      if (entry.key === undefined) return undefined
      changes.push({ ...entry.key, text: writeScalar(edits.key, this.#styleAt(entry.key.start, flow)) })
    }
    const inner = edits.replacement === undefined ? this.#below(entry, edits) : this.#replaced(entry, edits.replacement.value, flow)
    return inner === undefined ? undefined : [...changes, ...inner]
  }

  #below(entry: SyntaxEntry, edits: EditNode): TextChange[] | undefined {
    return edits.children.size + edits.additions.length === 0 ? [] : this.#inside(entry.value, edits, entry.head)
  }

  #replaced({ value, start, head, end, pinned }: SyntaxEntry, by: Json, flow: boolean): TextChange[] | undefined {
    // A key in brackets may stand without a colon: `{key}`.
    const isIntroduced = this.#text[start] === '-' || this.#text.slice(start, head).includes(':')
    if (pinned || value?.tagged === true || (value === undefined && !isIntroduced)) return undefined
    if (value === undefined || (value.kind !== 'scalar' && !value.flow)) {
      return [{ start: head, end, text: ` ${writeInline(by, { format: this.#format, quote: 'plain', flow })}` }]
    }
    return [{ start: value.start, end: value.end, text: writeInline(by, this.#styleAt(value.start, flow)) }]
  }

  /** The style of what is at an offset now. */
  #styleAt(start: number, flow: boolean): Style {
    const mark = this.#text[start]
    return { format: this.#format, quote: mark === '"' ? 'double' : mark === "'" ? 'single' : 'plain', flow }
  }
}

/** False if a new or renamed field would have the name of another, even of one that is removed at the same time. */
function haveDistinctNames(entries: readonly SyntaxEntry[], { children, additions }: EditNode): boolean {
  const names = new Set(entries.map(({ name }) => name))
  const added = [...[...children.values()].flatMap(({ key }) => key ?? []), ...additions.map(({ key }) => key)]
  return new Set(added).size === added.length && !added.some((name) => names.has(name))
}
