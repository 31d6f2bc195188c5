import { isDocumentEdit } from '../../core/fix.ts'
import type { Edit, Fix, ResolvedFix, TextEdit } from '../../core/fix.ts'
import { groupBy } from '../../core/group.ts'
import { sortChanges } from '../../core/changes.ts'
import type { TextChange } from '../../core/changes.ts'
import { EditTree } from './edit-tree.ts'
import { OpenFile } from './open-file.ts'

/** The number of files that are kept open: enough for one finding. */
const maxOpen = 8

/**
 * Resolves fixes to text changes. Files are read, and documents parsed again, when a fix for them is resolved: by then they are no longer in
 * memory. Only a few are kept open, so resolve fixes in the order of their files.
 */
export class FixResolver {
  readonly #read: (file: string) => string | undefined
  readonly #files = new Map<string, OpenFile | undefined>()

  /** @param textOf the text of a checked file without byte order mark, as it is now */
  constructor(textOf: (file: string) => string | undefined) {
    this.#read = textOf
  }

  /** The fixes of a finding, each resolved independently. Those that cannot be made without changing something else are left out. */
  of({ fixes = [] }: { readonly fixes?: readonly Fix[] }): ResolvedFix[] {
    return fixes.flatMap(({ title, safe, edits }) => {
      const resolved = [...groupBy(edits, ({ at }) => at.file)].map(([file, some]) => this.#resolve(file, some))
      return resolved.every((some) => some !== undefined) ? [{ title, safe, edits: resolved.flat() }] : []
    })
  }

  #resolve(file: string, edits: readonly Edit[]): TextEdit[] | undefined {
    const open = this.#open(file)
    return open === undefined ? undefined : changesIn(open, edits)?.map((change) => textEdit(open, change))
  }

  #open(file: string): OpenFile | undefined {
    if (!this.#files.has(file)) {
      if (this.#files.size >= maxOpen) this.#files.clear()
      const text = this.#read(file)
      this.#files.set(file, text === undefined ? undefined : new OpenFile(file, text))
    }
    return this.#files.get(file)
  }
}

/** The text changes for edits of one file; nothing if they cannot be made, or not together. */
export function changesIn(open: OpenFile, edits: readonly Edit[]): readonly TextChange[] | undefined {
  const inDocument = edits.filter(isDocumentEdit)
  const tree = new EditTree()
  if (tree.add(inDocument) === undefined) return undefined
  if (inDocument.length === edits.length) return open.document.changesFor(tree.root)
  // A file is either a document or source, so edits of both kinds cannot be right.
  return inDocument.length === 0 ? sortChanges(sourceChanges(edits)) : undefined
}

/** The edits of source, as text changes. Edits of documents are left out. */
export function sourceChanges(edits: readonly Edit[]): TextChange[] {
  return edits.flatMap((edit) => (isDocumentEdit(edit) ? [] : [{ start: edit.at.range[0], end: edit.at.range[1], text: edit.text }]))
}

function textEdit({ file, lines }: OpenFile, { start, end, text }: TextChange): TextEdit {
  const from = lines.positionAt(start)
  const to = lines.positionAt(end)
  return { file, range: [start, end], text, line: from.line, column: from.column, endLine: to.line, endColumn: to.column }
}
