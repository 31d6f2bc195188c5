import type { Block, Page } from './rule-page.ts'

/** A page as a Markdown document. */
export function toMarkdown({ title, sections }: Page): string {
  const parts = [`# ${title}`]
  for (const { heading, blocks } of sections) {
    if (heading !== undefined) parts.push(`## ${heading}`)
    parts.push(...blocks.map(block))
  }
  return `${parts.join('\n\n')}\n`
}

function block(value: Block): string {
  switch (value.kind) {
    case 'text':
      return escape(value.text)
    case 'list':
      return value.items.map((item) => `- ${escape(item)}`).join('\n')
    case 'table':
      return table(value.head, value.rows)
    case 'code': {
      const fence = '`'.repeat(Math.max(3, longestRun(value.code) + 1))
      const code = `${fence}${value.language}\n${value.code.trimEnd()}\n${fence}`
      return value.title === undefined ? code : `\`${value.title}\`\n\n${code}`
    }
  }
}

/** A Markdown table. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.map((cell) => escape(cell).replaceAll('|', '\\|')).join(' | ')} |`
  return [line(head), `|${' --- |'.repeat(head.length)}`, ...rows.map(line)].join('\n')
}

/** Escapes `<` outside code spans, where it would open a tag. */
function escape(text: string): string {
  return text
    .split(/(`[^`]*`)/)
    .map((part, index) => (index % 2 === 1 ? part : part.replaceAll('<', '&lt;')))
    .join('')
}

/** The longest run of backticks: the fence around the code must be longer. */
function longestRun(code: string): number {
  return Math.max(0, ...(code.match(/`+/g) ?? []).map((run) => run.length))
}
