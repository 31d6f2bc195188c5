import { utf16In } from '../../utf16.ts'
import type { Tree } from './tree.ts'

// Contracts nearly always give their version within the first lines.
const headBytes = 4096
// Of larger files only the beginning is read: the largest contract known is 47 MB, and repositories hold far larger data.
const maxBytes = 128 * 1024 * 1024

/** What the beginning of a YAML or JSON text tells about it, or if necessary the whole text. */
export type ContractSigns =
  /** It has an OpenAPI version. */
  | 'contract'
  /** It has the fields of a contract, but no version. */
  | 'unversioned'
  | 'empty'
  | 'binary'
  /** Too large to look for a version beyond its beginning. */
  | 'undecided'
  /** A pointer by Git LFS, without the content. */
  | 'pointer'
  | 'none'

/**
 * Recognises a contract by its content, without parsing it: most YAML and JSON in a repository is something else.
 * @throws the file system's error
 */
export function contractSigns(tree: Pick<Tree, 'headOf'>, file: string): ContractSigns {
  const head = tree.headOf(file, headBytes)
  if (head.size === 0) return 'empty'
  const signs = signsIn(head.bytes)
  if (signs === 'contract' || signs === 'binary' || head.size <= headBytes) return signs
  if (head.size > maxBytes) return 'undecided'
  return signsIn(tree.headOf(file, head.size).bytes)
}

/** Looks for the signs in bytes that may be cut off anywhere. Only ASCII characters matter, so every superset of ASCII works. */
export function signsIn(bytes: Buffer): ContractSigns {
  const encoding = utf16In(bytes)
  // The file will be refused with a message about its encoding, but only if it is recognised as a contract.
  if (encoding !== undefined) return signsIn(asUtf8(bytes, encoding === 'big-endian'))
  if (!mentionsVersionField(bytes)) return unversionedOrNone(bytes)
  const text = bytes.toString('latin1').replace(/^\xEF\xBB\xBF/, '')
  if (!/\S/.test(text)) return 'empty'
  const versioned = inBraces.test(text) ? hasVersionInJson(text) : hasVersionInYaml(text)
  return versioned ? 'contract' : unversionedOrNone(bytes)
}

function asUtf8(bytes: Buffer, isBigEndian: boolean): Buffer {
  const whole = Buffer.from(bytes.subarray(0, bytes.length & ~1))
  return Buffer.from((isBigEndian ? whole.swap16() : whole).toString('utf16le'))
}

/** A cheap test on bytes, which spares large data files the decoding. */
function mentionsVersionField(bytes: Buffer): boolean {
  return bytes.includes('openapi') || bytes.includes('swagger')
}

function unversionedOrNone(bytes: Buffer): ContractSigns {
  if (bytes.subarray(0, headBytes).includes(0)) return 'binary'
  const text = bytes.toString('latin1', 0, headBytes)
  if (!/\S/.test(text)) return 'empty'
  if (text.startsWith('version https://git-lfs.github.com/')) return 'pointer'
  return /^(?:paths|[ \t]*"paths")[ \t]*:/m.test(text) && /^(?:info|[ \t]*"info")[ \t]*:/m.test(text) ? 'unversioned' : 'none'
}

/** Matches JSON, also after comments and YAML markers, which some generators put first. */
const inBraces = /^(?:[ \t]*(?:#[^\n]*|---[ \t]*|%[^\n]*)?\r?\n)*[ \t]*(?:---[ \t]+)?\{/

const version = /^["']?\d+(?:\.\d+)*/

/** True if the key is at the indentation of the document's first key. */
function hasVersionInYaml(text: string): boolean {
  const indent = /^(?!---|%|[ \t]*(?:#|\r?$))[ \t]*/m.exec(text)?.[0] ?? ''
  const fields = /^([ \t]*)["']?(?:openapi|swagger)["']?[ \t]*:[ \t]+/gm
  for (const match of text.matchAll(fields)) {
    const value = match.index + match[0].length
    if (match[1] === indent && version.test(text.slice(value, value + 20))) return true
  }
  return false
}

/** True if the key is in the outermost object. One pass over the text, skipping strings. */
function hasVersionInJson(text: string): boolean {
  let depth = 0
  for (let at = 0; at < text.length; at++) {
    const char = text.charCodeAt(at)
    if (char === 123 || char === 91) depth++
    else if (char === 125 || char === 93) depth--
    else if (char === 34) {
      const end = closingQuote(text, at)
      if (depth === 1 && isVersionField(text, at + 1, end)) return true
      at = end
    }
  }
  return false
}

function isVersionField(text: string, start: number, end: number): boolean {
  if (end - start !== 7 || !(text.startsWith('openapi', start) || text.startsWith('swagger', start))) return false
  const value = /^\s*:\s*/.exec(text.slice(end + 1, end + 40))
  return value !== null && version.test(text.slice(end + 1 + value[0].length, end + 21 + value[0].length))
}

/** Offset of the quote that ends the string begun at `start`, or of the text's end. */
function closingQuote(text: string, start: number): number {
  for (let at = start + 1; ; at++) {
    at = text.indexOf('"', at)
    if (at < 0) return text.length
    let backslashes = 0
    while (text.charCodeAt(at - 1 - backslashes) === 92) backslashes++
    if (backslashes % 2 === 0) return at
  }
}
