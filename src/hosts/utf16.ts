// How many UTF-16 units are examined if there is no byte order mark.
const enough = 8

/**
 * The byte order of a text in UTF-16, which some editors and shells write: by its byte order mark or, without one, by the zero byte next to
 * each of its first characters, which are ASCII in contracts and in code.
 */
export function utf16In(bytes: Uint8Array): 'little-endian' | 'big-endian' | undefined {
  const [first, second] = bytes
  if (first === 0xff && second === 0xfe) return 'little-endian'
  if (first === 0xfe && second === 0xff) return 'big-endian'
  if (bytes.length < 2 * enough || (first === 0) === (second === 0)) return undefined
  const zeros = first === 0 ? 0 : 1
  for (let at = 0; at < 2 * enough; at += 2) if (bytes[at + zeros] !== 0 || !isPlain(bytes[at + 1 - zeros] ?? 0)) return undefined
  return zeros === 1 ? 'little-endian' : 'big-endian'
}

/** Printable ASCII, and the white space that texts contain. */
function isPlain(byte: number): boolean {
  return (byte >= 0x20 && byte < 0x7f) || byte === 0x09 || byte === 0x0a || byte === 0x0d
}
