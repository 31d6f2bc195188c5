import { constructFromEvents, CORE_SCHEMA, EVENT_ID, getScalarValue, mergeTag, parseEvents, YAMLException } from 'js-yaml'
import type { Event } from 'js-yaml'

import { maxDepth, maxExpandedNodes } from './document.ts'
import type { DocumentProblem, ParsedDocument } from './document.ts'
import { locator } from './positions.ts'
import type { Child, NodeId, PositionTree } from './positions.ts'

/** YAML 1.2 with merge keys, which contracts use although the core schema has none. Timestamps stay strings. */
const schema = CORE_SCHEMA.withTags(mergeTag)

/** Parses the first document of a YAML text. Never throws for what the text holds: problems come back. */
export function parseYaml(file: string, text: string): ParsedDocument {
  const problems: DocumentProblem[] = []
  const nothing = { file, text, format: 'yaml', value: undefined, problems, locate: (): readonly [number, number] => [0, 0] } as const
  let events: Event[]
  try {
    events = parseEvents(text, { maxDepth })
  } catch (error) {
    problems.push(problemOf(error))
    return nothing
  }
  const bomb = expansionProblem(events, text)
  if (bomb !== undefined) {
    problems.push(bomb)
    return nothing
  }
  const value = construct(events, text, problems)
  let locate: ParsedDocument['locate'] | undefined
  return {
    ...nothing,
    value,
    locate: (pointer, on) => (locate ??= locator(new YamlPositions(events, text)))(pointer, on),
  }
}

function construct(events: Event[], source: string, problems: DocumentProblem[]): unknown {
  try {
    return constructFromEvents(events, { source, schema })[0]
  } catch (error) {
    const problem = problemOf(error)
    problems.push(problem)
    if (!problem.message.includes('duplicated mapping key')) return undefined
  }
  // A key given twice is reported, and the rest of the document is still worth checking.
  try {
    return constructFromEvents(events, { source, schema, json: true })[0]
  } catch (error) {
    problems.push(problemOf(error))
    return undefined
  }
}

function problemOf(error: unknown): DocumentProblem {
  if (!(error instanceof YAMLException)) throw error
  return { message: error.reason, offset: error.mark?.position ?? 0 }
}

/** Counts the nodes the document would have with every alias written out: linear in its text, whatever the answer. */
function expansionProblem(events: readonly Event[], text: string): DocumentProblem | undefined {
  if (!events.some((event) => event.type === EVENT_ID.ALIAS)) return undefined
  const sizes = new Map<string, number>()
  const open: { name: string | undefined; size: number }[] = []
  const add = (size: number): void => {
    const parent = open.at(-1)
    if (parent !== undefined) parent.size += size
  }
  for (const event of events) {
    switch (event.type) {
      case EVENT_ID.DOCUMENT:
        open.push({ name: undefined, size: 0 })
        break
      case EVENT_ID.MAPPING:
      case EVENT_ID.SEQUENCE:
        open.push({ name: anchorOf(event, text), size: 1 })
        break
      case EVENT_ID.SCALAR: {
        const name = anchorOf(event, text)
        if (name !== undefined) sizes.set(name, 1)
        add(1)
        break
      }
      case EVENT_ID.ALIAS: {
        add(sizes.get(text.slice(event.anchorStart, event.anchorEnd)) ?? 1)
        const size = open.at(-1)?.size ?? 0
        if (size > maxExpandedNodes) {
          return { message: `aliases expand to more than ${maxExpandedNodes} nodes: write the document without nested aliases`, offset: event.anchorStart }
        }
        break
      }
      case EVENT_ID.POP: {
        const closed = open.pop()
        if (closed === undefined) break
        if (closed.name !== undefined) sizes.set(closed.name, closed.size)
        add(closed.size)
        break
      }
    }
  }
  return undefined
}

function anchorOf(event: { readonly anchorStart: number; readonly anchorEnd: number }, text: string): string | undefined {
  return event.anchorStart < 0 ? undefined : text.slice(event.anchorStart, event.anchorEnd)
}

/** Nodes are numbered by their event. */
class YamlPositions implements PositionTree {
  readonly root: NodeId
  private readonly events: readonly Event[]
  private readonly text: string
  /** For each collection's event, the event that closes it. */
  private readonly closing: Int32Array

  constructor(events: readonly Event[], text: string) {
    this.events = events
    this.text = text
    this.closing = new Int32Array(events.length)
    const open: number[] = []
    for (let index = 0; index < events.length; index++) {
      const type = events[index]?.type
      if (type === EVENT_ID.POP) this.closing[open.pop() ?? 0] = index
      else if (type === EVENT_ID.DOCUMENT || type === EVENT_ID.MAPPING || type === EVENT_ID.SEQUENCE) open.push(index)
    }
    this.root = 1
  }

  children(node: NodeId): ReadonlyMap<string, Child> | undefined {
    const event = this.events[node]
    const children = new Map<string, Child>()
    if (event?.type === EVENT_ID.MAPPING) {
      for (let key = node + 1; key < this.end(node); ) {
        const value = this.after(key)
        children.set(this.scalar(key), { key: this.range(key), node: value })
        key = this.after(value)
      }
    } else if (event?.type === EVENT_ID.SEQUENCE) {
      let index = 0
      for (let item = node + 1; item < this.end(node); item = this.after(item)) {
        children.set(String(index++), { key: undefined, node: item })
      }
    } else return undefined
    return children
  }

  range(node: NodeId): readonly [number, number] {
    const event = this.events[node]
    switch (event?.type) {
      case EVENT_ID.SCALAR:
        return event.valueStart < 0 ? this.gapBefore(node) : [event.valueStart, Math.max(event.valueStart, event.valueEnd)]
      case EVENT_ID.ALIAS:
        return [event.anchorStart - 1, event.anchorEnd]
      case EVENT_ID.MAPPING:
      case EVENT_ID.SEQUENCE: {
        // A collection's own end is not in its event: it ends where the last thing inside it does.
        const last = this.end(node) - 1
        const end = last > node ? this.lastOffset(last) : event.start + 2
        return [event.start, Math.min(Math.max(event.start, end), this.text.length)]
      }
      default:
        return [0, Math.min(1, this.text.length)]
    }
  }

  /** An empty value stands nowhere itself: it is put right behind what comes before it. */
  private gapBefore(node: NodeId): readonly [number, number] {
    const offset = node > 0 ? this.lastOffset(node - 1) : 0
    return [offset, offset]
  }

  private lastOffset(index: number): number {
    for (let at = index; at >= 0; at--) {
      const event = this.events[at]
      if (event?.type === EVENT_ID.SCALAR && event.valueEnd >= 0) return event.valueEnd
      if (event?.type === EVENT_ID.ALIAS) return event.anchorEnd
      if (event?.type === EVENT_ID.MAPPING || event?.type === EVENT_ID.SEQUENCE) return event.start + 1
    }
    return 0
  }

  private end(node: NodeId): number {
    return this.closing[node] ?? node
  }

  private after(node: NodeId): NodeId {
    const type = this.events[node]?.type
    return (type === EVENT_ID.MAPPING || type === EVENT_ID.SEQUENCE ? this.end(node) : node) + 1
  }

  private scalar(node: NodeId): string {
    const event = this.events[node]
    return event?.type === EVENT_ID.SCALAR ? getScalarValue(this.text, event) : ''
  }
}
