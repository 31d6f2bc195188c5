import { printable, wellFormed } from '../core/printable.ts'

/**
 * A text as one line of Markdown that reads as it is, inside of a table too: nothing in it makes a tag, a link, emphasis or a
 * formula. What stands between backticks stays code.
 */
export function markdownText(text: string): string {
  return wellFormed(printable(text.replace(/\s+/g, ' ').trim()))
    .split(/(`[^`]+`)/)
    .map((part, index) => (index % 2 === 1 ? part.replaceAll('|', '\\|') : escape(part)))
    .join('')
}

/** Where a backslash would not help: GitHub looks for formulas before it reads escapes, and for people to notify in what is rendered (`/users/@me`). */
function escape(text: string): string {
  return text.replace(/[\\`*_~[\]<>|#!&]/g, '\\$&').replaceAll('$', '&#36;').replace(/@(?=\w)/g, '@<!-- -->')
}

/** A link whose address cannot end before its end. */
export function markdownLink(text: string, address: string): string {
  const safe = address.replace(/[\s()<>\\|]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`)
  return `[${markdownText(text)}](${safe})`
}

/** At most so many characters, broken between words where there are any. */
export function shortened(text: string, length: number): string {
  if (text.length <= length) return text
  const cut = text.slice(0, length)
  const blank = cut.lastIndexOf(' ')
  return `${blank > length / 2 ? cut.slice(0, blank) : cut}…`
}

/** A Markdown table; cells are Markdown already. */
export function markdownTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`
  return [line(head), `|${' --- |'.repeat(head.length)}`, ...rows.map(line)].join('\n')
}
