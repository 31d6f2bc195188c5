import { isDocumentEdit } from '../../core/fix.ts'
import type { Edit, Fix, ResolvedFix, TextEdit } from '../../core/fix.ts'
import { groupBy } from '../../core/group.ts'
import { inOrder } from '../../core/changes.ts'
import type { TextChange } from '../../core/changes.ts'
import { EditTree } from './edit-tree.ts'
import { OpenFile } from './open-file.ts'

/** So many files stay open: those of one finding. */
const maxOpen = 8

/**
 * Works out what fixes are in the texts of files. Files are read when a fix of theirs is asked for, and documents parsed again:
 * by then nobody has them in memory any more. A few stay open, so ask in the order of files.
 */
export class FixResolver {
  readonly #read: (file: string) => string | undefined
  readonly #files = new Map<string, OpenFile | undefined>()

  /** @param textOf the text of a checked file without byte order mark, as it is now */
  constructor(textOf: (file: string) => string | undefined) {
    this.#read = textOf
  }

  /** The fixes of a finding as changes to texts, each for itself. One that cannot be made safely is left out. */
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

/** The changes that make these edits of one file; nothing where they cannot be made, or not together. */
export function changesIn(open: OpenFile, edits: readonly Edit[]): readonly TextChange[] | undefined {
  const inDocument = edits.filter(isDocumentEdit)
  const tree = new EditTree()
  if (tree.add(inDocument) === undefined) return undefined
  if (inDocument.length === edits.length) return open.document.changesFor(tree.root)
  // Offsets are one way to say where something is, pointers another: nobody can say both of one file.
  return inDocument.length === 0 ? inOrder(sourceChanges(edits)) : undefined
}

/** The edits that are changes to a text already. */
export function sourceChanges(edits: readonly Edit[]): TextChange[] {
  return edits.flatMap((edit) => (isDocumentEdit(edit) ? [] : [{ start: edit.at.range[0], end: edit.at.range[1], text: edit.text }]))
}

function textEdit({ file, lines }: OpenFile, { start, end, text }: TextChange): TextEdit {
  const from = lines.positionAt(start)
  const to = lines.positionAt(end)
  return { file, range: [start, end], text, line: from.line, column: from.column, endLine: to.line, endColumn: to.column }
}
