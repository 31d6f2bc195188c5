import { groupBy } from '../../core/group.ts'

/** Far beyond what people or bundlers write, and far below what overflows the parser's stack (about 10,000). */
const maxDepth = 1_000
const maxChain = 10_000

/** Below this size no text can nest deeply enough to do harm. */
const harmless = 8_000

/** What bytes are to a scan, by its numbers: 0 for those that are nothing to it, as everything beyond ASCII. */
function kindsOf(characters: { readonly [kind: number]: string }): Uint8Array {
  const kinds = new Uint8Array(256)
  for (const [kind, ofKind] of Object.entries(characters)) for (const character of ofKind) kinds[character.charCodeAt(0)] = Number(kind)
  return kinds
}

const letters = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_$'
const digits = '0123456789'
const structure = { 3: '([{', 4: ')]', 5: '}', 7: ',;', 8: '"\'', 9: '/' }
const brackets = kindsOf(structure)
const tokens = kindsOf({ ...structure, 1: letters, 2: digits, 6: '\n', 10: '!&*+-.:<=?`|~' })
/** 1 for letters and digits. */
const isInWord = kindsOf({ 1: letters + digits })

/** Words that take the next expression, type or statement into themselves, so that they nest without brackets: by their first letter. */
const nesting = groupBy(
  `abstract as async asserts await case class delete do else extends for if in infer instanceof is keyof new of readonly satisfies throw
  typeof unique void while with yield`.split(/\s+/),
  (word) => word.charCodeAt(0),
)

/**
 * True where the text nests so deeply, or chains so many operators or keywords, that a recursive parser might run out of stack: the
 * parser is native code, where that ends the whole process. Strings and comments are skipped, so that data does not count. What ends a
 * statement is almost never so far from the last that the chain between could be too long, so chains are counted only where it is. The
 * scan runs over every large text before the runtime has optimised it: so it reads bytes, and does little with most of them.
 */
export function nestsTooDeeply(text: string): boolean {
  if (text.length < harmless) return false
  const bytes = new TextEncoder().encode(text)
  const open: number[] = []
  let chainFrom = 0
  let wordsFrom = 0
  for (let index = 0; index <= bytes.length; index++) {
    const byte = bytes[index] ?? semicolon
    const kind = brackets[byte]
    if (kind === 0) continue
    switch (kind) {
      case 3: // ( [ {
        if (open.push(byte) > maxDepth) return chainsTooMuch(bytes, text)
        break
      case 4: // ) ]
        open.pop()
        break
      case 8:
        index = endOfString(bytes, index)
        break
      case 9: // /
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

/** The same to the letter, and without the texts of templates where it is certain which they are. */
function chainsTooMuch(bytes: Uint8Array, text: string): boolean {
  // In the text of JSX a backtick is a letter like others, and so it is in a regular expression, behind the stroke that begins it.
  let knowsTemplates = !/<\s*\/|\/\s*>/.test(text)
  let isDoubtful = text.startsWith('#!')
  // The shortest of the words takes three characters with the space behind it.
  const countsWords = bytes.length > 3 * maxChain
  const open: number[] = []
  let chain = 0
  let words = 0
  for (let index = 0; index < bytes.length; index++) {
    const byte = bytes[index] ?? 0
    switch (tokens[byte]) {
      case 1: {
        // A word.
        const start = index
        while (isInWord[bytes[index + 1] ?? 0] === 1) index++
        if (countsWords && isNesting(bytes, start, index + 1) && ++words > maxChain) return true
        break
      }
      case 3: // ( [ {
        if (open.push(byte) > maxDepth || ++chain > maxChain) return true
        break
      case 4: // ) ]
        open.pop()
        break
      case 5: // }
        if (open.pop() === backtick) {
          index = endOfTemplateText(bytes, index, open)
          break
        }
        chain = 0
        if (!continues(bytes, index + 1)) words = 0
        break
      case 6:
        isDoubtful = false
        if (endsStatement(bytes, index)) chain = 0
        break
      case 7: // , ;
        chain = 0
        // What separates inside of parentheses, as in `for (;;)`, ends no statement.
        if (open.at(-1) !== parenthesis) words = 0
        break
      case 8:
        index = endOfString(bytes, index)
        break
      case 9: // /
        if (bytes[index + 1] === stroke || bytes[index + 1] === asterisk) index = endOfComment(bytes, index)
        else if (++chain > maxChain) return true
        else isDoubtful = true
        break
      case 10:
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

/** Behind a block, `else` goes on with the same statement. */
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

/** Where a string of one line ends; an apostrophe in prose ends with its line. */
function endOfString(bytes: Uint8Array, start: number): number {
  const mark = bytes[start]
  for (let index = start + 1; index < bytes.length; index++) {
    const byte = bytes[index]
    if (byte === mark || byte === feed) return index
    if (byte === 92) index++
  }
  return bytes.length
}

/** The end of a template's text, or the bracket of the next expression in it, which counts among those that are open. A text without an end is none. */
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

/** The last character of a comment, or the line end behind it; what begins no comment is its own end. */
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

/** True where a line ends a statement without saying so: what stands before and after can not be one expression. */
function endsStatement(bytes: Uint8Array, end: number): boolean {
  const before = bytes[bytes[end - 1] === 13 ? end - 2 : end - 1]
  return isOperandEnd(before) && tokens[bytes[end + 1] ?? 0] === 1
}

/** A word, a closing bracket or a quote. */
function isOperandEnd(byte: number | undefined): boolean {
  return isInWord[byte ?? 0] === 1 || byte === 41 || byte === 93 || byte === 34 || byte === 39 || byte === 96
}
