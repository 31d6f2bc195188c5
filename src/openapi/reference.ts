import type { Refused } from '../core/files.ts'
import { field, isObject } from '../core/json.ts'
import { parsePointer } from '../core/location.ts'
import { directoryOf, joinPath } from '../core/paths.ts'
import { memoize } from '../core/memoize.ts'
import type { ParsedDocument } from '../documents/document.ts'
import { isUnreadable } from '../documents/store.ts'
import type { Unreadable } from '../documents/store.ts'
import { Cursor } from './cursor.ts'

/** The target of a reference, or why there is none. */
export type ReferenceOutcome =
  | { readonly kind: 'found'; readonly cursor: Cursor }
  /** No such file, or no such place in it; `what` says which. If `among` lacks a field, `name` is that field. */
  | { readonly kind: 'missing'; readonly what: string; readonly name?: string; readonly among?: Cursor }
  /** A URL, which is not fetched. */
  | { readonly kind: 'remote' }
  /** The file must not be read, or cannot be parsed. */
  | Refused
  | { readonly kind: 'malformed'; readonly reason: string }

/** The part of a contract that resolving references needs. */
export interface ReferringContract {
  /** The entry document. */
  readonly root: Cursor
  /** The document at an absolute path. */
  document(file: string): ParsedDocument | Unreadable
  /** See `Contract.follow`. */
  follow(at: Cursor): Cursor | undefined
}

/**
 * Resolves a reference (RFC 3986 with an RFC 6901 fragment, or a JSON Schema `$anchor`).
 * @param reference the text of `$ref`
 * @param from the document that contains it, which relative references start from
 */
export function resolveReference(contract: ReferringContract, reference: string, from: ParsedDocument): ReferenceOutcome {
  const address = addressOf(reference)
  const fragment = decode(reference.slice(address.length + 1))
  const path = decode(address)
  if (fragment === undefined || path === undefined)
    return { kind: 'malformed', reason: 'a % is not followed by two hexadecimal digits' }
  const identified =
    address === '' ? undefined : (identifiers(from).get(address) ?? identifiers(contract.root.document).get(address))
  if (identified !== undefined) return descend(contract, identified, fragment)
  if (/^file:/i.test(address))
    return { kind: 'refused', reason: "a 'file:' address works on one machine only: write a relative path" }
  if (/^(?:[a-z][a-z0-9+.-]+:|\/\/)/i.test(address)) return { kind: 'remote' }

  const file = path === '' ? from.file : fileAt(path.replaceAll('\\', '/'), from.file)
  const document = file === from.file ? from : contract.document(file)
  if (isUnreadable(document)) {
    return document.kind === 'missing' ? { kind: 'missing', what: `there is no file '${path}'` } : document
  }
  if (document.value === undefined) {
    return { kind: 'refused', reason: document.problems.length > 0 ? 'it cannot be parsed' : 'it is empty' }
  }
  return descend(contract, Cursor.root(document), fragment)
}

/** The file at a path that is relative to another, or absolute. */
function fileAt(path: string, from: string): string {
  const [drive] = /^(?:[a-z]:)?(?=\/)/i.exec(path) ?? []
  return drive === undefined ? joinPath(directoryOf(from), path) : joinPath(drive, path.slice(drive.length))
}

/**
 * Resolves a reference inside a schema with an `$id`: there `#` is that schema, and relative addresses start from its `$id` (JSON Schema
 * 2020-12, section 8.2).
 * @param at the object with the `$ref`, or the string that is an address itself
 * @returns nothing if no schema around it has an `$id`
 */
export function resolveInside(contract: ReferringContract, reference: string, at: Cursor): ReferenceOutcome | undefined {
  if (identifiers(at.document).size === 0) return undefined
  for (const ancestor of at.ancestors()) {
    const id = field(ancestor.value, '$id')
    if (typeof id !== 'string') continue
    if (reference.startsWith('#')) {
      const fragment = decode(reference.slice(1))
      return fragment === undefined ? undefined : descend(contract, ancestor, fragment)
    }
    const address = URL.canParse(reference, id) ? new URL(reference, id).href : undefined
    return address === undefined ? undefined : resolveReference(contract, address, at.document)
  }
  return undefined
}

/** A reference without its fragment. */
export function addressOf(reference: string): string {
  const hash = reference.indexOf('#')
  return hash < 0 ? reference : reference.slice(0, hash)
}

function descend(contract: ReferringContract, start: Cursor, fragment: string): ReferenceOutcome {
  // Strictly, `#/` is the field with the empty name, but people and tools mean the whole document.
  const parts = parsePointer(fragment === '/' && field(start.value, '') === undefined ? '' : fragment)
  if (parts === undefined) {
    const anchor = identifiers(start.document).get(`#${fragment}`)
    return anchor === undefined
      ? { kind: 'missing', what: `no schema has the $anchor '${fragment}'` }
      : { kind: 'found', cursor: anchor }
  }
  let at = start
  for (const [index, part] of parts.entries()) {
    let next = step(at, part)
    if (!next.exists && typeof field(at.value, '$ref') === 'string') {
      const followed = contract.follow(at)
      if (followed !== undefined) next = step(followed, part)
    }
    if (!next.exists) {
      const parent = index === 0 ? 'the document' : `'#/${parts.slice(0, index).join('/')}'`
      return { kind: 'missing', what: `${parent} has no '${part}'`, name: part, among: at }
    }
    at = next
  }
  return { kind: 'found', cursor: at }
}

function step(at: Cursor, part: string): Cursor {
  return at.child(Array.isArray(at.value) && /^\d+$/.test(part) ? Number(part) : part)
}

function decode(text: string): string | undefined {
  if (!text.includes('%')) return text
  try {
    return decodeURIComponent(text)
  } catch {
    // A malformed escape; the caller reports it.
    return undefined
  }
}

/**
 * Schemas of a document by `$id`, and by `#` and `$anchor` (JSON Schema 2020-12, OpenAPI 3.1); the document by its `$self`
 * (3.2).
 */
const identifiers = memoize((document: ParsedDocument): ReadonlyMap<string, Cursor> => {
  return /\$(?:id|anchor|dynamicAnchor|self)\b/.test(document.text) ? collectIdentifiers(document) : new Map()
})

function collectIdentifiers(document: ParsedDocument): ReadonlyMap<string, Cursor> {
  const found = new Map<string, Cursor>()
  const seen = new Set<unknown>()
  const visit = (cursor: Cursor): void => {
    if (typeof cursor.value !== 'object' || cursor.value === null || seen.has(cursor.value)) return
    seen.add(cursor.value)
    if (isObject(cursor.value)) {
      const id = field(cursor.value, '$id')
      if (typeof id === 'string') found.set(id.replace(/#$/, ''), cursor)
      for (const name of ['$anchor', '$dynamicAnchor']) {
        const anchor = field(cursor.value, name)
        if (typeof anchor === 'string') found.set(`#${anchor}`, cursor)
      }
    }
    for (const child of cursor.fields()) visit(child)
    for (const child of cursor.items()) visit(child)
  }
  const root = Cursor.root(document)
  visit(root)
  const self = root.child('$self').string
  if (self !== undefined) found.set(self, root)
  return found
}
