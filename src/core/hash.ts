/**
 * A 64-bit hash of a text as 16 hexadecimal digits, the same on every machine. Two multiplicative hashes side by side, mixed as in
 * MurmurHash3, because the engine also runs where there is no `node:crypto`. Not for cryptographic use.
 */
export function hash64(text: string): string {
  let high = 0xdeadbeef
  let low = 0x41c6ce57
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at)
    high = Math.imul(high ^ unit, 0x9e3779b1)
    low = Math.imul(low ^ unit, 0x5f356495)
  }
  const mixedHigh = mix(high ^ Math.imul(low, 0x85ebca6b))
  const mixedLow = mix(low ^ Math.imul(mixedHigh, 0xc2b2ae35))
  return hexadecimal(mixedHigh) + hexadecimal(mixedLow)
}

function mix(value: number): number {
  const once = Math.imul(value ^ (value >>> 16), 0x85ebca6b)
  const twice = Math.imul(once ^ (once >>> 13), 0xc2b2ae35)
  return (twice ^ (twice >>> 16)) >>> 0
}

function hexadecimal(value: number): string {
  return value.toString(16).padStart(8, '0')
}
