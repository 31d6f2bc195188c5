import type { ChalkInstance } from 'chalk'

import { UsageError } from '../../core/errors.ts'
import { nearest } from '../../core/nearest.ts'
import type { Rule } from '../../core/rule.ts'
import { wrap } from '../../core/wrap.ts'
import { rulePage } from '../../docs/rule-page.ts'
import type { Block } from '../../docs/rule-page.ts'
import { knownRules } from '../node/known-rules.ts'
import type { Arguments } from './arguments.ts'
import type { ExitCode } from './run.ts'
import { colorLevel, write } from './terminal.ts'
import type { Terminal } from './terminal.ts'

/** `setsquare explain <rule>`: the rule's documentation, for a terminal. */
export async function explainCommand(args: Arguments, terminal: Terminal): Promise<ExitCode> {
  const [name, ...more] = args.operands
  if (name === undefined || more.length > 0) throw new UsageError('explain takes one rule: setsquare explain <rule>')
  const { rules, docsOf } = await knownRules(process.cwd())
  const rule = rules.find(({ id, topic }) => name === id || name === `${topic}/${id}`)
  if (rule === undefined) throw unknownRule(name, rules)
  const { Chalk } = await import('chalk')
  const wanted = args.flags.has('no-color') ? false : args.flags.has('color') || undefined
  const chalk = new Chalk({ level: colorLevel(terminal, wanted) })
  const page = rulePage(rule)
  const lines = [chalk.bold(page.title)]
  for (const { heading, blocks } of page.sections) {
    if (heading !== undefined) lines.push('', chalk.bold(heading))
    for (const block of blocks) lines.push(...render(block, chalk))
  }
  await write(terminal.stdout, `${lines.join('\n')}\n\n${chalk.dim(docsOf(rule.id))}\n`)
  return 0
}

function unknownRule(name: string, rules: readonly Rule[]): UsageError {
  const meant = nearest(name, rules.map((rule) => rule.id))
  return new UsageError(`unknown rule '${name}': ${meant === undefined ? '`setsquare rules` lists them' : `did you mean '${meant}'?`}`)
}

const width = 96

function render(block: Block, chalk: ChalkInstance): string[] {
  const styled = (line: string): string => line.replace(/`([^`]+)`/g, (_, code: string) => chalk.cyan(code))
  switch (block.kind) {
    case 'text':
      return wrap(block.text, width).map(styled)
    case 'list':
      return block.items.flatMap((item) => wrap(item, width - 4).map((line, index) => (index === 0 ? '  - ' : '    ') + styled(line)))
    case 'table':
      return block.rows.flatMap(([name = '', type = '', standard = '', description = '']) => [
        `  ${styled(name)} (${type}; ${styled(standard)} by default)`,
        ...wrap(description, width - 4).map((line) => `    ${styled(line)}`),
      ])
    case 'code':
      return [
        ...(block.title === undefined ? [] : [chalk.dim(`  ${block.title}`)]),
        ...block.code.trimEnd().split('\n').map((line) => `    ${chalk.cyan(line)}`),
        '',
      ]
  }
}
