import type { Edit, Fix, ResolvedFix, TextEdit } from '../core/fix.ts'
import { LineIndex } from '../core/lines.ts'

/** A text with what is needed to say where a change to it stands. */
interface OpenText {
  readonly text: string
  readonly lines: LineIndex
}

/**
 * Works out what fixes are in the texts of files. Files are read when a fix of theirs is asked for, and documents parsed again:
 * by then nobody has them in memory any more. The last file is kept, so ask in the order of files.
 */
export class FixResolver {
  private readonly read: (file: string) => string | undefined
  private last: { readonly file: string; readonly open: OpenText | undefined } | undefined

  /** @param textOf the text of a checked file without byte order mark, as it is now */
  constructor(textOf: (file: string) => string | undefined) {
    this.read = textOf
  }

  /** The fixes of a finding that can be made in its text; a fix that cannot be made safely is left out. */
  of({ fixes = [] }: { readonly fixes?: readonly Fix[] }): ResolvedFix[] {
    return fixes.flatMap(({ title, safe, edits }) => {
      const resolved = edits.map((edit) => this.resolve(edit))
      return resolved.every((edit) => edit !== undefined) ? [{ title, safe, edits: resolved }] : []
    })
  }

  private resolve(edit: Edit): TextEdit | undefined {
    const open = this.open(edit.at.file)
    if (open === undefined || edit.kind !== 'text') return undefined
    const { file, range } = edit.at
    const from = open.lines.positionAt(range[0])
    const to = open.lines.positionAt(range[1])
    return { file, range, text: edit.text, line: from.line, column: from.column, endLine: to.line, endColumn: to.column }
  }

  private open(file: string): OpenText | undefined {
    if (this.last?.file !== file) {
      const text = this.read(file)
      this.last = { file, open: text === undefined ? undefined : { text, lines: new LineIndex(text) } }
    }
    return this.last.open
  }
}
