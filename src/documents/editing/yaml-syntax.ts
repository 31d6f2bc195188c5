import { CHOMPING_MODE, COLLECTION_STYLE, EVENT_ID, SCALAR_STYLE } from 'js-yaml'
import type { AliasEvent, Event, MappingEvent, ScalarEvent, SequenceEvent } from 'js-yaml'

import { maxDepth } from '../document.ts'
import type { NodeId } from '../positions.ts'
import { anchorOf } from '../yaml-aliases.ts'
import { yamlParser } from '../yaml-library.ts'
import { keyName } from '../yaml-positions.ts'
import type { SyntaxEntry, SyntaxNode } from './syntax.ts'

type Collection = MappingEvent | SequenceEvent
type NodeEvent = Collection | ScalarEvent | AliasEvent

/** The syntax tree of the first document in a YAML text, which must be valid; nothing if the document is empty. */
export function yamlSyntax(text: string): SyntaxNode | undefined {
  return new YamlSyntax(text).nodeAt(1)
}

/** A collection that is open during the scan. */
interface Frame {
  readonly id: NodeId
  readonly event: Collection
  /** True if it has brackets of its own. In `[a: 1]`, the mapping has none. */
  readonly brackets: boolean
  children: number
}

/** The syntax of a YAML text from js-yaml's events. They give the positions of values; the text between them is scanned. */
class YamlSyntax {
  readonly #text: string
  readonly #events: readonly Event[]
  /** For each node, where its field or item begins: at the key, at the dash, or in brackets at the item. */
  readonly #begins: Int32Array
  /** For each node, the offset after what introduces it: colon, dash, anchor, tag. */
  readonly #heads: Int32Array
  /** For each node, the offset after its last character. */
  readonly #ends: Int32Array
  /** For each node, the index of the event after its last one. */
  readonly #next: Int32Array
  readonly #children = new Map<NodeId, NodeId[]>()
  /** Mappings with keys in the form `? key`. */
  readonly #explicit = new Set<NodeId>()
  readonly #aliases: { readonly at: NodeId; readonly target: NodeId }[] = []

  constructor(text: string) {
    this.#text = text
    this.#events = yamlParser().parseEvents(text, { maxDepth })
    const count = this.#events.length
    this.#begins = new Int32Array(count)
    this.#heads = new Int32Array(count)
    this.#ends = new Int32Array(count)
    this.#next = new Int32Array(count)
    this.#scan()
  }

  nodeAt(id: NodeId): SyntaxNode | undefined {
    const event = this.#events[id]
    if (event === undefined || !isNode(event) || event.type === EVENT_ID.ALIAS) return undefined
    if (event.type === EVENT_ID.SCALAR && event.valueStart < 0) return undefined
    const common = { end: this.#ends[id] ?? 0, shared: this.#aliases.some(({ target }) => target === id), tagged: event.tagStart >= 0 }
    if (event.type === EVENT_ID.SCALAR) {
      // `valueStart` of a block scalar is after its header.
      const start = isBlock(event) ? this.#skipGap(this.#heads[id] ?? 0, false) : event.valueStart - quotes(event)
      return { ...common, kind: 'scalar', flow: false, start, entries: undefined }
    }
    let entries: readonly SyntaxEntry[] | null | undefined = null
    const read = (): readonly SyntaxEntry[] | undefined => (entries === null ? (entries = this.#entriesOf(id, event)) : entries)
    return {
      ...common,
      kind: event.type === EVENT_ID.MAPPING ? 'mapping' : 'list',
      flow: event.style === COLLECTION_STYLE.FLOW,
      start: event.start,
      get entries() {
        return read()
      },
    }
  }

  #entriesOf(id: NodeId, event: Collection): SyntaxEntry[] | undefined {
    if (this.#explicit.has(id) || (event.style === COLLECTION_STYLE.FLOW && !this.#hasBrackets(event))) return undefined
    const children = this.#children.get(id) ?? []
    if (event.type === EVENT_ID.SEQUENCE) return children.map((child, index) => this.#entry(String(index), child, this.#begins[child] ?? 0, undefined))
    const fields: SyntaxEntry[] = []
    for (let index = 0; index + 1 < children.length; index += 2) {
      const [key = 0, value = 0] = children.slice(index, index + 2)
      const keyEvent = this.#events[key]
      const name = keyName(keyEvent, this.#text)
      // Merged fields would reappear for removed ones, and could be overridden by added ones.
      if (keyEvent?.type !== EVENT_ID.SCALAR || name === '<<') return undefined
      const isBare = keyEvent.anchorStart < 0 && keyEvent.tagStart < 0 && keyEvent.valueStart >= 0
      const span = { start: this.#begins[key] ?? 0, end: this.#ends[key] ?? 0 }
      fields.push(this.#entry(name, value, span.start, isBare ? span : undefined))
    }
    return fields
  }

  #entry(name: string, id: NodeId, start: number, key: SyntaxEntry['key']): SyntaxEntry {
    const next = this.#next[id] ?? id
    const pinned = this.#aliases.some(({ at, target }) => target >= id && target < next && (at < id || at >= next))
    return { name, start, end: this.#ends[id] ?? start, key, head: this.#heads[id] ?? start, value: this.nodeAt(id), pinned }
  }

  /** Computes all positions in one pass over the events of the first document. */
  #scan(): void {
    const open: Frame[] = []
    const anchors = new Map<string, NodeId>()
    let at = 0
    for (let id = 1; id < this.#events.length; id++) {
      const event = this.#events[id]
      if (event?.type === EVENT_ID.POP) {
        const frame = open.pop()
        if (frame === undefined) return
        if (frame.brackets) at = this.#skipGap(at, true) + 1
        this.#ends[frame.id] = at
        this.#next[frame.id] = id + 1
        continue
      }
      if (event === undefined || !isNode(event)) return
      at = this.#introduce(id, open.at(-1), at)
      if (event.type === EVENT_ID.ALIAS) {
        this.#aliases.push({ at: id, target: anchors.get(this.#text.slice(event.anchorStart, event.anchorEnd)) ?? id })
      } else {
        at = Math.max(at, event.anchorEnd, event.tagEnd)
        const anchor = anchorOf(event, this.#text)
        if (anchor !== undefined) anchors.set(anchor, id)
      }
      this.#heads[id] = at
      this.#next[id] = id + 1
      if (event.type === EVENT_ID.MAPPING || event.type === EVENT_ID.SEQUENCE) {
        const brackets = this.#hasBrackets(event)
        open.push({ id, event, brackets, children: 0 })
        this.#children.set(id, [])
        at = brackets ? event.start + 1 : event.start
      } else this.#ends[id] = at = this.#endOf(event, at)
    }
  }

  /** Records where a node's field or item begins. Returns the offset after the dash or colon that introduces it. */
  #introduce(id: NodeId, parent: Frame | undefined, start: number): number {
    if (parent === undefined) return start
    this.#children.get(parent.id)?.push(id)
    const isValue = parent.event.type === EVENT_ID.MAPPING && parent.children++ % 2 === 1
    const at = this.#skipGap(start, parent.brackets && !isValue)
    // In brackets a key may stand without a colon.
    if (isValue) return this.#text[at] === ':' ? at + 1 : start
    this.#begins[id] = at
    if (parent.event.type === EVENT_ID.SEQUENCE) return parent.brackets ? at : at + 1
    if (this.#text[at] !== '?' || !/\s/.test(this.#text[at + 1] ?? ' ')) return at
    this.#explicit.add(parent.id)
    return at + 1
  }

  #endOf(event: ScalarEvent | AliasEvent, head: number): number {
    if (event.type === EVENT_ID.ALIAS) return event.anchorEnd
    if (event.valueStart < 0) return head
    return isBlock(event) ? this.#blockEnd(event) : event.valueEnd + quotes(event)
  }

  /** The end of a block scalar: blank lines after it belong to it only with `|+`, and its last line break never does. */
  #blockEnd({ valueStart, valueEnd, chomping }: ScalarEvent): number {
    const value = this.#text.slice(valueStart, valueEnd)
    const kept = chomping === CHOMPING_MODE.KEEP ? value.replace(/(?:\r\n|\n|\r)$/, '') : value.trimEnd()
    return valueStart + kept.length
  }

  #hasBrackets({ style, start }: Collection): boolean {
    return style === COLLECTION_STYLE.FLOW && '{['.includes(this.#text[start] ?? ' ')
  }

  /** The offset after white space and comments, and after commas if `commas` is set (between items in brackets). */
  #skipGap(start: number, commas: boolean): number {
    let at = start
    for (; at < this.#text.length; at++) {
      const char = this.#text[at] ?? ''
      if (char === '#' && (at === 0 || /[\s,[{]/.test(this.#text[at - 1] ?? ''))) {
        while (at + 1 < this.#text.length && !'\r\n'.includes(this.#text[at + 1] ?? '')) at++
      } else if (!' \t\r\n'.includes(char) && !(commas && char === ',')) break
    }
    return at
  }
}

function isNode(event: Event): event is NodeEvent {
  return event.type !== EVENT_ID.DOCUMENT && event.type !== EVENT_ID.POP
}

function isBlock({ style }: ScalarEvent): boolean {
  return style === SCALAR_STYLE.LITERAL_BLOCK || style === SCALAR_STYLE.FOLDED_BLOCK
}

/** The number of quote characters at either end. */
function quotes({ style }: ScalarEvent): 0 | 1 {
  return style === SCALAR_STYLE.SINGLE_QUOTED || style === SCALAR_STYLE.DOUBLE_QUOTED ? 1 : 0
}
