import { groupBy } from '../../core/group.ts'

/** The limit of nested brackets: far more than people or bundlers write, far fewer than overflow the parser's stack (about 10,000). */
const maxDepth = 1_000
/** The limit of operators or keywords in one statement, which nest without brackets. */
const maxChain = 10_000

/** Shorter texts (in characters) cannot nest deeply enough to do harm. */
const harmless = 8_000

// Kinds of byte.
const letter = 1
const digit = 2
const opening = 3
const closing = 4
const closingBrace = 5
const lineBreak = 6
const separator = 7
const quote = 8
const slash = 9
const operator = 10

/** A table from bytes to kinds; 0 for bytes that do not matter, such as all beyond ASCII. */
function kindsOf(characters: { readonly [kind: number]: string }): Uint8Array {
  const kinds = new Uint8Array(256)
  for (const [kind, ofKind] of Object.entries(characters)) for (const character of ofKind) kinds[character.charCodeAt(0)] = Number(kind)
  return kinds
}

const letters = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_$'
const digits = '0123456789'
const structure = { [opening]: '([{', [closing]: ')]', [closingBrace]: '}', [separator]: ',;', [quote]: '"\'', [slash]: '/' }
const brackets = kindsOf(structure)
const tokens = kindsOf({ ...structure, [letter]: letters, [digit]: digits, [lineBreak]: '\n', [operator]: '!&*+-.:<=?`|~' })
/** 1 for letters and digits. */
const isInWord = kindsOf({ 1: letters + digits })

/** Keywords that contain the next expression, type or statement, so that they nest without brackets, by their first letter. */
const nesting = groupBy(
  `abstract as async asserts await case class delete do else extends for if in infer instanceof is keyof new of readonly satisfies throw
  typeof unique void while with yield`.split(/\s+/),
  (word) => word.charCodeAt(0),
)

/**
 * True if the text nests so deeply, or chains so many operators or keywords, that the recursive parser might overflow its stack: it is native
 * code, so that would crash the process. Strings and comments are skipped. Ends of statements are almost never so far apart that a chain between them
 * could be too long, so a slower scan counts chains only if they are. This scan runs over every large text, in code that the runtime has not optimised
 * yet, so it reads bytes and does little with most of them.
 */
export function nestsTooDeeply(text: string): boolean {
  if (text.length < harmless) return false
  const bytes = bytesOf(text)
  const open: number[] = []
  let chainFrom = 0
  let wordsFrom = 0
  for (let index = 0; index < bytes.length; index++) {
    // The last byte is a separator, so this ends.
    while (brackets[bytes[index] ?? 0] === 0) index++
    const byte = bytes[index] ?? 0
    const kind = brackets[byte]
    switch (kind) {
      case opening:
        if (open.push(byte) > maxDepth) return chainsTooMuch(bytes, text)
        break
      case closing:
        open.pop()
        break
      case quote:
        index = endOfString(bytes, index)
        break
      case slash:
        index = endOfComment(bytes, index)
        break
      default: {
        // } , ;
        if (index - chainFrom > maxChain || index - wordsFrom > 3 * maxChain) return chainsTooMuch(bytes, text)
        if (kind === 5) open.pop()
        chainFrom = index
        if (kind === 5 ? !continues(bytes, index + 1) : open.at(-1) !== parenthesis) wordsFrom = index
      }
    }
  }
  return false
}

const encoder = new TextEncoder()
let room = new Uint8Array(1 << 18)

/** The text in UTF-8 with a semicolon after it, valid until the next call: memory for every text would cost as much as the scan. */
function bytesOf(text: string): Uint8Array {
  if (room.length <= 3 * text.length) room = new Uint8Array(4 * text.length)
  const { written } = encoder.encodeInto(text, room)
  room[written] = semicolon
  return room.subarray(0, written + 1)
}

/** The exact scan, which counts operators and keywords too, and skips the text of template literals if it is certain where they are. */
function chainsTooMuch(bytes: Uint8Array, text: string): boolean {
  // In JSX text, and in a regular expression after its slash, a backtick does not begin a template.
  let knowsTemplates = !/<\s*\/|\/\s*>/.test(text)
  let isDoubtful = text.startsWith('#!')
  // The shortest keyword takes three characters with the space after it.
  const countsWords = bytes.length > 3 * maxChain
  const open: number[] = []
  let chain = 0
  let words = 0
  for (let index = 0; index < bytes.length; index++) {
    const byte = bytes[index] ?? 0
    switch (tokens[byte]) {
      case letter: {
        const start = index
        while (isInWord[bytes[index + 1] ?? 0] === 1) index++
        if (countsWords && isNesting(bytes, start, index + 1) && ++words > maxChain) return true
        break
      }
      case opening:
        if (open.push(byte) > maxDepth || ++chain > maxChain) return true
        break
      case closing:
        open.pop()
        break
      case closingBrace:
        if (open.pop() === backtick) {
          index = endOfTemplateText(bytes, index, open)
          break
        }
        chain = 0
        if (!continues(bytes, index + 1)) words = 0
        break
      case lineBreak:
        isDoubtful = false
        if (endsStatement(bytes, index)) chain = 0
        break
      case separator:
        chain = 0
        // A separator inside parentheses, as in `for (;;)`, does not end a statement.
        if (open.at(-1) !== parenthesis) words = 0
        break
      case quote:
        index = endOfString(bytes, index)
        break
      case slash:
        if (bytes[index + 1] === stroke || bytes[index + 1] === asterisk) index = endOfComment(bytes, index)
        else if (++chain > maxChain) return true
        else isDoubtful = true
        break
      case operator:
        if (++chain > maxChain) return true
        if (byte === backtick) {
          knowsTemplates &&= !isDoubtful
          if (knowsTemplates) index = endOfTemplateText(bytes, index, open)
          if (open.length > maxDepth) return true
        } else if (isAt(bytes, index, '<!--') || isAt(bytes, index, '-->')) isDoubtful = true
        break
    }
  }
  return false
}

const feed = 10
const parenthesis = 40
const asterisk = 42
const stroke = 47
const semicolon = 59
const backtick = 96

/** True if `else` follows a block, which continues the statement. */
function continues(bytes: Uint8Array, from: number): boolean {
  let index = from
  while ((bytes[index] ?? Infinity) <= 32) index++
  return isAt(bytes, index, 'else')
}

function isNesting(bytes: Uint8Array, start: number, end: number): boolean {
  const words = nesting.get(bytes[start] ?? 0)
  return words?.some((word) => word.length === end - start && isAt(bytes, start, word)) === true
}

function isAt(bytes: Uint8Array, start: number, word: string): boolean {
  for (let index = 0; index < word.length; index++) if (bytes[start + index] !== word.charCodeAt(index)) return false
  return true
}

/** The end of a string, which is on one line; an apostrophe in JSX text or a regular expression so counts until the end of its line. */
function endOfString(bytes: Uint8Array, start: number): number {
  const mark = bytes[start]
  for (let index = start + 1; index < bytes.length; index++) {
    const byte = bytes[index]
    if (byte === mark || byte === feed) return index
    if (byte === 92) index++
  }
  return bytes.length
}

/** The end of a template's text, or the bracket of the next expression in it, which is pushed on `open`. Without an end, it is no template. */
function endOfTemplateText(bytes: Uint8Array, start: number, open: number[]): number {
  for (let index = start + 1; index < bytes.length; index++) {
    const byte = bytes[index]
    if (byte === backtick) return index
    if (byte === 92) index++
    else if (byte === 36 && bytes[index + 1] === 123) {
      open.push(backtick)
      return index + 1
    }
  }
  return start
}

/** The last character of a comment, or the line break after it; the index itself if no comment begins there. */
function endOfComment(bytes: Uint8Array, start: number): number {
  if (bytes[start + 1] === stroke) return endOr(bytes.indexOf(feed, start), bytes)
  if (bytes[start + 1] !== asterisk) return start
  let end = bytes.indexOf(stroke, start + 3)
  while (end !== -1 && bytes[end - 1] !== asterisk) end = bytes.indexOf(stroke, end + 1)
  return endOr(end, bytes)
}

function endOr(index: number, bytes: Uint8Array): number {
  return index === -1 ? bytes.length : index
}

/** True if a line break ends a statement without a semicolon: the text before and after it cannot be one expression. */
function endsStatement(bytes: Uint8Array, end: number): boolean {
  const before = bytes[bytes[end - 1] === 13 ? end - 2 : end - 1]
  return isOperandEnd(before) && tokens[bytes[end + 1] ?? 0] === 1
}

/** A word, a closing bracket or a quote. */
function isOperandEnd(byte: number | undefined): boolean {
  return isInWord[byte ?? 0] === 1 || byte === 41 || byte === 93 || byte === 34 || byte === 39 || byte === 96
}
