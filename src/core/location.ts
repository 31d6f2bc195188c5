/** A JSON Pointer in parts, unescaped. */
export type Pointer = readonly (string | number)[]

/** A place in a document as a pointer, which is resolved to lines and columns only when it is reported. */
export interface DocumentLocation {
  /** Absolute path, forward slashes. */
  readonly file: string
  readonly pointer: Pointer
  /** Mark the field's key and not its value. */
  readonly on?: 'key'
  /** Mark only this part of the key or string, as offsets in its characters, end exclusive. */
  readonly part?: readonly [start: number, end: number]
}

/** A range of source text. Offsets count UTF-16 units from 0, end exclusive. */
export interface SourceLocation {
  /** Absolute path, forward slashes. */
  readonly file: string
  readonly range: readonly [start: number, end: number]
}

/** A place in a document or in source, before it has lines and columns. */
export type Location = DocumentLocation | SourceLocation

/** True for a place in a document, false for one in source. */
export function isDocumentLocation(location: Location): location is DocumentLocation {
  return 'pointer' in location
}

/** A pointer in the syntax of RFC 6901; the root is the empty string. */
export function formatPointer(pointer: Pointer): string {
  let text = ''
  for (const part of pointer) {
    const name = String(part)
    // Hot: few parts contain anything to escape.
    text += `/${/[~/]/.test(name) ? name.replaceAll('~', '~0').replaceAll('/', '~1') : name}`
  }
  return text
}

/** The parts of an RFC 6901 pointer, or nothing if the text is not one. */
export function parsePointer(text: string): string[] | undefined {
  if (text === '') return []
  if (!text.startsWith('/')) return undefined
  return text
    .slice(1)
    .split('/')
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
}
