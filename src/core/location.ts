/** A JSON Pointer in parts, unescaped. */
export type Pointer = readonly (string | number)[]

/** A place in a document, named by what stands there and not by line: lines are worked out when a host asks. */
export interface DocumentLocation {
  /** Absolute path, forward slashes. */
  readonly file: string
  readonly pointer: Pointer
  /** Mark the field's key and not its value. */
  readonly on?: 'key'
  /** Mark only this part of the key or string, as offsets in its characters, end exclusive. */
  readonly part?: readonly [start: number, end: number]
}

/** A stretch of source text. Offsets count UTF-16 units from 0, end exclusive. */
export interface SourceLocation {
  /** Absolute path, forward slashes. */
  readonly file: string
  readonly range: readonly [start: number, end: number]
}

/** Where something stands, symbolically. */
export type Location = DocumentLocation | SourceLocation

export function isDocumentLocation(location: Location): location is DocumentLocation {
  return 'pointer' in location
}

/** A pointer as RFC 6901 writes it; the root is the empty string. */
export function formatPointer(pointer: Pointer): string {
  let text = ''
  for (const part of pointer) {
    const name = String(part)
    // Every finding has a pointer, and few of its parts have anything to escape.
    text += `/${/[~/]/.test(name) ? name.replaceAll('~', '~0').replaceAll('/', '~1') : name}`
  }
  return text
}

/** The parts of an RFC 6901 pointer, or nothing where the text is not one. */
export function parsePointer(text: string): string[] | undefined {
  if (text === '') return []
  if (!text.startsWith('/')) return undefined
  return text
    .slice(1)
    .split('/')
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
}
