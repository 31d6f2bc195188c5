import { JsonPositions } from '../json-positions.ts'
import type { NodeId } from '../positions.ts'
import type { SyntaxEntry, SyntaxNode } from './syntax.ts'

/** The syntax tree of a JSON text, which must be valid. */
export function jsonSyntax(text: string): SyntaxNode {
  const positions = new JsonPositions(text)
  const nodeAt = (id: NodeId): SyntaxNode => {
    const [start, end] = positions.extent(id)
    const kind = text[start] === '{' ? 'mapping' : text[start] === '[' ? 'list' : 'scalar'
    let entries: SyntaxEntry[] | undefined
    return {
      kind,
      start,
      end,
      flow: true,
      shared: false,
      tagged: false,
      get entries() {
        return (entries ??= [...(positions.children(id) ?? [])].map(([name, { key, node }]) => entry(name, key, nodeAt(node))))
      },
    }
  }
  const entry = (name: string, key: readonly [number, number] | undefined, value: SyntaxNode): SyntaxEntry => {
    const { start, end } = value
    if (key === undefined) return { name, start, end, key, head: start, value, pinned: false }
    const quoted = { start: key[0] - 1, end: key[1] + 1 }
    return { name, start: quoted.start, end, key: quoted, head: text.indexOf(':', quoted.end) + 1, value, pinned: false }
  }
  return nodeAt(positions.root)
}
