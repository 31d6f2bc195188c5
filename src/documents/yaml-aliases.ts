import { EVENT_ID } from 'js-yaml'
import type { Event } from 'js-yaml'

import { maxDepth, maxExpandedNodes } from './document.ts'
import type { DocumentProblem } from './document.ts'

/** The size of a value once aliases are expanded: its number of nodes, and its levels. */
interface Extent {
  size: number
  depth: number
}

/** A scalar, and an alias without an anchor, which the constructor rejects later. */
const single: Extent = { size: 1, depth: 1 }

/**
 * The problem of a document whose aliases make it infinite, too large or too deep, or nothing. Only sizes are computed and nothing is
 * expanded, so the time is linear in the text even for YAML bombs.
 */
export function expansionProblem(events: readonly Event[], text: string): DocumentProblem | undefined {
  if (!events.some((event) => event.type === EVENT_ID.ALIAS)) return undefined
  const anchored = new Map<string, Extent | 'open'>()
  const open: { readonly anchor: string | undefined; readonly extent: Extent }[] = []
  const add = ({ size, depth }: Extent): void => {
    const parent = open.at(-1)?.extent
    if (parent === undefined) return
    parent.size += size
    parent.depth = Math.max(parent.depth, depth + 1)
  }
  for (const event of events) {
    switch (event.type) {
      case EVENT_ID.DOCUMENT:
        open.push({ anchor: undefined, extent: { size: 0, depth: 0 } })
        break
      case EVENT_ID.MAPPING:
      case EVENT_ID.SEQUENCE:
        open.push({ anchor: anchorOf(event, text), extent: { size: 1, depth: 1 } })
        anchored.set(anchorOf(event, text) ?? '', 'open')
        break
      case EVENT_ID.SCALAR: {
        const anchor = anchorOf(event, text)
        if (anchor !== undefined) anchored.set(anchor, single)
        add(single)
        break
      }
      case EVENT_ID.ALIAS: {
        const name = text.slice(event.anchorStart, event.anchorEnd)
        const extent = anchored.get(name) ?? single
        if (extent === 'open') {
          return {
            message: `'*${name}' is inside the value that it refers to: a document cannot contain itself`,
            offset: event.anchorStart,
          }
        }
        add(extent)
        const { size = 0, depth = 0 } = open.at(-1)?.extent ?? {}
        if (size > maxExpandedNodes) {
          return {
            message: `aliases expand to more than ${maxExpandedNodes} nodes: write the document without nested aliases`,
            offset: event.anchorStart,
          }
        }
        if (depth > maxDepth) {
          return { message: `nested more than ${maxDepth} levels deep once aliases are expanded`, offset: event.anchorStart }
        }
        break
      }
      case EVENT_ID.POP: {
        const closed = open.pop()
        if (closed === undefined) break
        if (closed.anchor !== undefined) anchored.set(closed.anchor, closed.extent)
        add(closed.extent)
        break
      }
    }
  }
  return undefined
}

/** The name of an event's anchor, or nothing if it has none. */
export function anchorOf(event: { readonly anchorStart: number; readonly anchorEnd: number }, text: string): string | undefined {
  return event.anchorStart < 0 ? undefined : text.slice(event.anchorStart, event.anchorEnd)
}
