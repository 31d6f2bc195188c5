/** So many units are looked at where no byte order mark says how a text is encoded. */
const enough = 8

/**
 * How a text is encoded that some editors and shells write: by its byte order mark or, without one, by the zero beside each of its first
 * letters, which in a contract and in code are those of ASCII.
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

/** Of ASCII, what stands in texts. */
function isPlain(byte: number): boolean {
  return (byte >= 0x20 && byte < 0x7f) || byte === 0x09 || byte === 0x0a || byte === 0x0d
}
