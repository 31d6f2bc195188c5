import type { ChalkInstance } from 'chalk'

import { wrap } from '../../core/wrap.ts'

const width = 96

/** Formats a generated Markdown page for a terminal: headings, paragraphs, lists, tables of four columns, and code. */
export function forTerminal(text: string, chalk: ChalkInstance): string[] {
  const lines: string[] = []
  let fence: string | undefined
  for (const line of text.trimEnd().split('\n')) {
    const mark = /^`{3,}/.exec(line)?.[0]
    if (fence !== undefined) {
      if (line === fence) fence = undefined
      else lines.push(`    ${chalk.cyan(line)}`)
    } else if (mark !== undefined) fence = mark
    else lines.push(...prose(line, chalk))
  }
  // Exactly one empty line between blocks.
  return lines.filter((line, index) => line !== '' || lines[index - 1] !== '')
}

function prose(line: string, chalk: ChalkInstance): string[] {
  const styled = (part: string): string => part.replace(/`([^`]+)`/g, (_, code: string) => chalk.cyan(code)).replaceAll('&lt;', '<')
  const heading = /^#+ (.*)/.exec(line)?.[1]
  if (heading !== undefined) return [chalk.bold(heading)]
  if (line.startsWith('| ')) return row(line.slice(2, -2).split(' | ')).map(styled)
  const item = /^- (.*)/.exec(line)?.[1]
  if (item !== undefined) return wrap(item, width - 4).map((part, index) => (index === 0 ? '  - ' : '    ') + styled(part))
  return line === '' ? [''] : wrap(line, width).map(styled)
}

/** A row of the table of options. The header and the separator line are dropped, because the format of the rows is self-explanatory. */
function row([name = '', type = '', standard = '', description = '']: readonly string[]): string[] {
  if (name === 'option' || name === '---') return []
  return [`  ${name} (${type}; ${standard} by default)`, ...wrap(description.replaceAll('\\|', '|'), width - 4).map((part) => `    ${part}`)]
}
