import { printable, wellFormed } from '../core/printable.ts'

/**
 * A text escaped as one line of Markdown, for tables too: it produces no tags, links, emphasis, formulas or mentions. Text between
 * backticks stays code.
 */
export function markdownText(text: string): string {
  return wellFormed(printable(text.replace(/\s+/g, ' ').trim()))
    .split(/(`[^`]+`)/)
    .map((part, index) => (index % 2 === 1 ? part.replaceAll('|', '\\|') : escape(part)))
    .join('')
}

/** Escapes Markdown. `$` and `@` need more than a backslash: GitHub looks for formulas before escapes, and for mentions in rendered text. */
function escape(text: string): string {
  return text.replace(/[\\`*_~[\]<>|#!&]/g, '\\$&').replaceAll('$', '&#36;').replace(/@(?=\w)/g, '@<!-- -->')
}

/** A link, with characters that would end the address escaped. */
export function markdownLink(text: string, address: string): string {
  const safe = address.replace(/[\s()<>\\|]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`)
  return `[${markdownText(text)}](${safe})`
}

/** A text cut to a number of characters, between words if possible. */
export function shortened(text: string, length: number): string {
  if (text.length <= length) return text
  const cut = text.slice(0, length)
  const blank = cut.lastIndexOf(' ')
  return `${blank > length / 2 ? cut.slice(0, blank) : cut}…`
}

/** A Markdown table. Cells must be Markdown already. */
export function markdownTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`
  return [line(head), `|${' --- |'.repeat(head.length)}`, ...rows.map(line)].join('\n')
}
