import type { DocumentEdit, Json } from '../../core/fix.ts'

/** A field to add to a mapping. */
export interface Addition {
  readonly key: string
  readonly value: Json
  /** The field to insert it after; at the end if there is no such field. */
  readonly after: string | undefined
}

/** The edits of a value in a document and of its descendants. */
export class EditNode {
  removed = false
  replacement: { readonly value: Json } | undefined
  /** The new key of the field that the value is in. */
  key: string | undefined
  readonly additions: Addition[] = []
  readonly children = new Map<string, EditNode>()

  /** True if there is no edit here or below. */
  get isEmpty(): boolean {
    return !this.removed && this.replacement === undefined && this.key === undefined && this.additions.length === 0 && this.children.size === 0
  }
}

/** Edits of one document that can be made together. */
export class EditTree {
  readonly root = new EditNode()

  /**
   * Adds edits, all or none.
   * @returns a function that removes them again, to be called before anything else is added; nothing if one of them conflicts with another
   *   or with an earlier one
   */
  add(edits: readonly DocumentEdit[]): (() => void) | undefined {
    const steps: (() => void)[] = []
    const undo = (): void => {
      for (const step of steps.reverse()) step()
    }
    for (const edit of edits) {
      const step = this.#addOne(edit)
      if (step === undefined) {
        undo()
        return undefined
      }
      steps.push(step)
    }
    return undo
  }

  /** @returns a function that removes the edit again, or nothing if it conflicts with another */
  #addOne(edit: DocumentEdit): (() => void) | undefined {
    const path = [this.root]
    for (const part of edit.at.pointer) {
      const parent = path.at(-1) ?? this.root
      if (parent.removed || parent.replacement !== undefined) return undefined
      path.push(parent.children.get(String(part)) ?? new EditNode())
    }
    const node = path.at(-1) ?? this.root
    const undone = change(node, edit)
    if (undone === undefined) return undefined
    for (const [index, part] of edit.at.pointer.entries()) path[index]?.children.set(String(part), path[index + 1] ?? node)
    return () => {
      undone()
      for (const [index, part] of [...edit.at.pointer.entries()].reverse()) {
        if (path[index + 1]?.isEmpty === true) path[index]?.children.delete(String(part))
      }
    }
  }
}

/** Records the edit at its node. Making the same edit twice is no conflict. */
function change(node: EditNode, edit: DocumentEdit): (() => void) | undefined {
  const nothing = (): void => undefined
  const isGone = node.removed || node.replacement !== undefined
  switch (edit.kind) {
    case 'remove':
      if (node.removed) return nothing
      if (!node.isEmpty) return undefined
      node.removed = true
      return () => (node.removed = false)
    case 'replace':
      if (node.replacement !== undefined && isSame(node.replacement.value, edit.value)) return nothing
      if (isGone || node.additions.length > 0 || node.children.size > 0) return undefined
      node.replacement = { value: edit.value }
      return () => (node.replacement = undefined)
    case 'rename':
      if (node.key === edit.key) return nothing
      if (node.removed || node.key !== undefined) return undefined
      node.key = edit.key
      return () => (node.key = undefined)
    case 'add': {
      const { key, value, after } = edit
      const other = node.additions.find((addition) => addition.key === key)
      if (other !== undefined) return isSame(other.value, value) ? nothing : undefined
      if (isGone) return undefined
      node.additions.push({ key, value, after })
      return () => node.additions.pop()
    }
  }
}

function isSame(a: Json, b: Json): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}
