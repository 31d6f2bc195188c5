import { EVENT_ID, getScalarValue, SCALAR_STYLE } from 'js-yaml'
import type { Event } from 'js-yaml'

import type { Child, NodeId, PositionTree } from './positions.ts'
import { anchorOf } from './yaml-aliases.ts'
import { yamlParser } from './yaml-library.ts'

/** The positions of all nodes of a YAML text, from js-yaml's events. A node's number is the index of its event. */
export class YamlPositions implements PositionTree {
  readonly root: NodeId = 1
  readonly #events: readonly Event[]
  readonly #text: string
  /** For each collection, the index of the event that closes it. */
  readonly #closing: Int32Array
  /** For each alias, the node that it refers to. */
  readonly #aliased = new Map<NodeId, NodeId>()

  constructor(events: readonly Event[], text: string) {
    this.#events = events
    this.#text = text
    this.#closing = new Int32Array(events.length)
    const anchors = new Map<string, NodeId>()
    const open: number[] = []
    for (let index = 0; index < events.length; index++) {
      const event = events[index]
      if (event === undefined) break
      if (event.type === EVENT_ID.POP) this.#closing[open.pop() ?? 0] = index
      else if (event.type === EVENT_ID.ALIAS)
        this.#aliased.set(index, anchors.get(text.slice(event.anchorStart, event.anchorEnd)) ?? index)
      else {
        if (event.type !== EVENT_ID.SCALAR) open.push(index)
        const anchor = event.type === EVENT_ID.DOCUMENT ? undefined : anchorOf(event, text)
        if (anchor !== undefined) anchors.set(anchor, index)
      }
    }
  }

  children(node: NodeId): ReadonlyMap<string, Child> | undefined {
    const target = this.#aliased.get(node)
    if (target !== undefined) return target === node ? undefined : this.children(target)
    const type = this.#events[node]?.type
    if (type === EVENT_ID.SEQUENCE)
      return new Map([...this.#items(node)].map((item, index) => [String(index), { key: undefined, node: item }]))
    return type === EVENT_ID.MAPPING ? this.#fields(node) : undefined
  }

  range(node: NodeId): readonly [number, number] {
    const event = this.#events[node]
    switch (event?.type) {
      case EVENT_ID.SCALAR:
        return event.valueStart < 0 ? this.#gapBefore(node) : [event.valueStart, Math.max(event.valueStart, event.valueEnd)]
      case EVENT_ID.ALIAS:
        return [event.anchorStart - 1, event.anchorEnd]
      case EVENT_ID.MAPPING:
      case EVENT_ID.SEQUENCE: {
        // The event has no end: a collection ends where its last descendant does.
        const last = this.#end(node) - 1
        const end = last > node ? this.#lastOffset(last) : event.start + 2
        return [event.start, Math.min(Math.max(event.start, end), this.#text.length)]
      }
      default:
        return [0, Math.min(1, this.#text.length)]
    }
  }

  *#items(node: NodeId): Generator<NodeId> {
    for (let item = node + 1; item < this.#end(node); item = this.#after(item)) yield item
  }

  #fields(node: NodeId): Map<string, Child> {
    const own = new Map<string, Child>()
    const merged: NodeId[] = []
    for (let key = node + 1; key < this.#end(node);) {
      const value = this.#after(key)
      const name = this.#keyName(key)
      if (name === '<<' && this.#isPlain(key)) merged.push(value)
      else own.set(name, { key: this.range(key), node: value })
      key = this.#after(value)
    }
    for (const source of merged.flatMap((value) => this.#mergeSources(value))) {
      for (const [name, child] of this.children(source) ?? []) if (!own.has(name)) own.set(name, child)
    }
    return own
  }

  /** The mappings that `<<` merges: one or a list of them, mostly aliases. */
  #mergeSources(value: NodeId): NodeId[] {
    return this.#events[value]?.type === EVENT_ID.SEQUENCE ? [...this.#items(value)] : [value]
  }

  #keyName(node: NodeId): string {
    return keyName(this.#events[this.#aliased.get(node) ?? node], this.#text)
  }

  #isPlain(node: NodeId): boolean {
    const event = this.#events[node]
    return event?.type === EVENT_ID.SCALAR && event.style === SCALAR_STYLE.PLAIN
  }

  /** The empty range of a value without text, right after what precedes it. */
  #gapBefore(node: NodeId): readonly [number, number] {
    const offset = node > 0 ? this.#lastOffset(node - 1) : 0
    return [offset, offset]
  }

  #lastOffset(index: number): number {
    for (let at = index; at >= 0; at--) {
      const event = this.#events[at]
      if (event?.type === EVENT_ID.SCALAR && event.valueEnd >= 0) return event.valueEnd
      if (event?.type === EVENT_ID.ALIAS) return event.anchorEnd
      if (event?.type === EVENT_ID.MAPPING || event?.type === EVENT_ID.SEQUENCE) return event.start + 1
    }
    return 0
  }

  #end(node: NodeId): number {
    return this.#closing[node] ?? node
  }

  #after(node: NodeId): NodeId {
    const type = this.#events[node]?.type
    return (type === EVENT_ID.MAPPING || type === EVENT_ID.SEQUENCE ? this.#end(node) : node) + 1
  }
}

/** A key as a string, as the constructed value has it: `0x10` becomes `16`. Empty for keys that are not scalars. */
export function keyName(event: Event | undefined, source: string): string {
  if (event?.type !== EVENT_ID.SCALAR) return ''
  const text = getScalarValue(source, event)
  if (event.style !== SCALAR_STYLE.PLAIN || !/^(?:[-+.~\d]|true$|false$|null$|$)/i.test(text)) return text
  const document: Event = { type: EVENT_ID.DOCUMENT, explicitStart: false, explicitEnd: false, directives: [] }
  const events: Event[] = [document, { ...event, tagStart: -1, tagEnd: -1 }, { type: EVENT_ID.POP }]
  const { constructFromEvents, schema } = yamlParser()
  return String(constructFromEvents(events, { source, schema })[0])
}
