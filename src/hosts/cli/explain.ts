import { UsageError } from '../../core/errors.ts'
import { nearest } from '../../core/nearest.ts'
import type { Rule } from '../../core/rule.ts'
import { toMarkdown } from '../../docs/markdown.ts'
import { rulePage } from '../../docs/rule-page.ts'
import { knownRules } from '../node/config/known-rules.ts'
import { withProse } from '../node/config/rule-prose.ts'
import type { Arguments } from './arguments.ts'
import type { ExitCode } from './exit-code.ts'
import { forTerminal } from './markdown.ts'
import { colorLevel, write } from './terminal.ts'
import type { Terminal } from './terminal.ts'

/** Flags that only make sense for a project: the explanation of a rule is the same everywhere. */
const projectFlags = ['format', 'config', 'cwd']

/**
 * `setsquare explain <rule>`: the rule's documentation, formatted for a terminal. `explain architecture` and `explain conventions`: what is
 * inferred from the code, and from a contract.
 */
export async function explainCommand(args: Arguments, terminal: Terminal): Promise<ExitCode> {
  const [name, ...more] = args.operands
  if (name === 'architecture') return (await import('./explain-architecture.ts')).explainArchitectureCommand(args, more, terminal)
  if (name === 'conventions') return (await import('./explain-conventions.ts')).explainConventionsCommand(args, more, terminal)
  if (name === undefined || more.length > 0) throw new UsageError('explain takes one rule, `architecture` or `conventions <contract>`: setsquare explain <rule>')
  const misplaced = projectFlags.find((flag) => args.flags.has(flag))
  if (misplaced !== undefined) throw new UsageError(`--${misplaced} can only be used with \`setsquare explain architecture\` and \`setsquare explain conventions\``)
  const { rules, docsOf } = await knownRules(process.cwd())
  const named = rules.filter(({ id, topic }) => name === id || name === `${topic}/${id}`)
  const [rule] = withProse(withProse(named, 'reports'), 'pages')
  if (rule === undefined) throw unknownRule(name, rules)
  const { Chalk } = await import('chalk')
  const wanted = args.flags.has('no-color') ? false : args.flags.has('color') || undefined
  const chalk = new Chalk({ level: colorLevel(terminal, wanted) })
  await write(terminal.stdout, `${forTerminal(toMarkdown(rulePage(rule)), chalk).join('\n')}\n\n${chalk.dim(docsOf(rule.id))}\n`)
  return 0
}

function unknownRule(name: string, rules: readonly Rule[]): UsageError {
  const ofTopic = rules.filter(({ topic }) => name === topic || name === `${topic}/*`).map(({ id }) => id)
  if (ofTopic.length > 0) {
    const layers = name.startsWith('layering') ? '; `setsquare explain architecture` shows the layers of your code' : ''
    return new UsageError(`'${name}' is a topic, and explain takes a rule. Its rules are ${ofTopic.join(', ')}${layers}`)
  }
  const meant = nearest(name, ['architecture', 'conventions', ...rules.map((rule) => rule.id)])
  return new UsageError(`unknown rule '${name}': ${meant === undefined ? '`setsquare rules` lists them' : `did you mean '${meant}'?`}`)
}
