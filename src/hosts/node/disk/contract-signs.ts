import { utf16In } from '../../utf16.ts'
import type { Tree } from './tree.ts'

/** Contracts nearly always say what they are in their first lines. */
const headBytes = 4096
/** Beyond this only the beginning is looked at: the largest contract known is 47 MB, and repositories hold far larger data. */
const maxBytes = 128 * 1024 * 1024

/** What the beginning (or, if need be, all) of a YAML or JSON text gives away. */
export type ContractSigns =
  /** It names its OpenAPI version. */
  | 'contract'
  /** It has the fields of a contract, without the version. */
  | 'unversioned'
  | 'empty'
  | 'binary'
  /** Too large to look for the version beyond its beginning. */
  | 'undecided'
  /** Its content is not here: Git LFS has put a pointer in its place. */
  | 'pointer'
  | 'none'

/**
 * Tells a contract by its content, without parsing it: most YAML and JSON in a repository is something else.
 * @throws what the file system throws
 */
export function contractSigns(tree: Pick<Tree, 'headOf'>, file: string): ContractSigns {
  const head = tree.headOf(file, headBytes)
  if (head.size === 0) return 'empty'
  const signs = signsIn(head.bytes)
  if (signs === 'contract' || signs === 'binary' || head.size <= headBytes) return signs
  if (head.size > maxBytes) return 'undecided'
  return signsIn(tree.headOf(file, head.size).bytes)
}

/** Looks for the signs in bytes that may end anywhere. Only ASCII matters, so any superset of it will do as encoding. */
export function signsIn(bytes: Buffer): ContractSigns {
  const encoding = utf16In(bytes)
  // Whoever reads the file will refuse it: what it is has to be known for that.
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

/** Cheap, on bytes: spares large data files the decoding. */
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

/** JSON, also behind comments and the marks of YAML that programs which write such files put first. */
const inBraces = /^(?:[ \t]*(?:#[^\n]*|---[ \t]*|%[^\n]*)?\r?\n)*[ \t]*(?:---[ \t]+)?\{/

const version = /^["']?\d+(?:\.\d+)*/

/** The key stands in the column of the document's first key. */
function hasVersionInYaml(text: string): boolean {
  const indent = /^(?!---|%|[ \t]*(?:#|\r?$))[ \t]*/m.exec(text)?.[0] ?? ''
  const fields = /^([ \t]*)["']?(?:openapi|swagger)["']?[ \t]*:[ \t]+/gm
  for (const match of text.matchAll(fields)) {
    const value = match.index + match[0].length
    if (match[1] === indent && version.test(text.slice(value, value + 20))) return true
  }
  return false
}

/** The key stands in the outermost object: one pass over the text, strings skipped. */
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
