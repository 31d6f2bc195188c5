/** Far beyond what people or bundlers write, and far below what overflows the parser's stack (about 10,000). */
const maxDepth = 1_000
const maxChain = 10_000

/** Below this size no text can nest deeply enough to do harm. */
const harmless = 8_000

/** Words that take the next expression, type or statement into themselves, so that they nest without brackets. */
const nesting = new Set(
  `abstract as async asserts await case class delete do else extends for if in infer instanceof is keyof new of readonly satisfies throw
  typeof unique void while with yield`.split(/\s+/),
)

/**
 * True where the text nests so deeply, or chains so many operators or keywords, that a recursive parser might run out of stack: the
 * parser is native code, where that ends the whole process. One pass; strings and comments are skipped, so that data does
 * not count.
 */
export function nestsTooDeeply(text: string): boolean {
  if (text.length < harmless) return false
  // The shortest of them takes three characters with the space behind it.
  const countsWords = text.length > 3 * maxChain
  const open: number[] = []
  let chain = 0
  let words = 0
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index)
    if (isWordStart(code)) {
      const end = endOfWord(text, index)
      if (countsWords && end - index <= longestNesting && nesting.has(text.slice(index, end)) && ++words > maxChain) return true
      index = end - 1
      continue
    }
    switch (code) {
      case 40: // (
      case 91: // [
      case 123: // {
        if (open.push(code) > maxDepth || ++chain > maxChain) return true
        break
      case 41: // )
      case 93: // ]
        open.pop()
        break
      case 125: // }
        open.pop()
        chain = 0
        if (!continues(text, index + 1)) words = 0
        break
      case 10: // end of line
        if (endsStatement(text, index)) chain = 0
        break
      case 44: // ,
      case 59: // ;
        chain = 0
        // What separates inside of parentheses, as in `for (;;)`, ends no statement.
        if (open.at(-1) !== 40) words = 0
        break
      case 34: // "
      case 39: // '
        index = endOfString(text, index)
        break
      case 47: // /
        if (text.charCodeAt(index + 1) === 47) index = endOr(text, '\n', index)
        else if (text.charCodeAt(index + 1) === 42) index = endOr(text, '*/', index + 2) + 1
        else if (++chain > maxChain) return true
        break
      case 33: // !
      case 38: // &
      case 42: // *
      case 43: // +
      case 45: // -
      case 46: // .
      case 58: // :
      case 60: // <
      case 61: // =
      case 63: // ?
      case 96: // `
      case 124: // |
      case 126: // ~
        if (++chain > maxChain) return true
        break
    }
  }
  return false
}

const longestNesting = 10

/** Behind a block, `else` goes on with the same statement. */
function continues(text: string, from: number): boolean {
  let index = from
  while (text.charCodeAt(index) <= 32) index++
  return text.startsWith('else', index)
}

/** Offset behind the word that begins here. */
function endOfWord(text: string, start: number): number {
  let index = start + 1
  for (let code = text.charCodeAt(index); isWordStart(code) || (code >= 48 && code <= 57); code = text.charCodeAt(index)) index++
  return index
}

/** Where a string of one line ends; an apostrophe in prose ends with its line. */
function endOfString(text: string, start: number): number {
  const quote = text.charCodeAt(start)
  for (let index = start + 1; index < text.length; index++) {
    const code = text.charCodeAt(index)
    if (code === quote || code === 10) return index
    if (code === 92) index++
  }
  return text.length
}

function endOr(text: string, end: string, from: number): number {
  const index = text.indexOf(end, from)
  return index === -1 ? text.length : index
}

/** True where a line ends a statement without saying so: what stands before and after can not be one expression. */
function endsStatement(text: string, lineEnd: number): boolean {
  const before = text.charCodeAt(text.charCodeAt(lineEnd - 1) === 13 ? lineEnd - 2 : lineEnd - 1)
  return isOperandEnd(before) && isWordStart(text.charCodeAt(lineEnd + 1))
}

/** A word, a closing bracket or a quote. */
function isOperandEnd(code: number): boolean {
  return isWordStart(code) || (code >= 48 && code <= 57) || code === 41 || code === 93 || code === 34 || code === 39 || code === 96
}

function isWordStart(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || code === 95 || code === 36
}
