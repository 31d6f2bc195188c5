import { UsageError } from '../../core/errors.ts'
import { subjectOf } from '../../docs/rule-page.ts'
import { knownRules } from '../node/config/known-rules.ts'
import type { KnownRules } from '../node/config/known-rules.ts'
import { withProse } from '../node/config/rule-prose.ts'
import { valueOf } from './arguments.ts'
import type { Arguments } from './arguments.ts'
import type { ExitCode } from './exit-code.ts'
import { colorLevel, write } from './terminal.ts'
import type { Terminal } from './terminal.ts'

/** `setsquare rules`: all rules, by topic. */
export async function rulesCommand(args: Arguments, terminal: Terminal): Promise<ExitCode> {
  const [name] = args.operands
  if (name !== undefined) throw new UsageError(`rules takes no names: \`setsquare explain ${name}\` explains one rule`)
  const known = await knownRules(process.cwd())
  const text = valueOf(args, 'format') === 'json' ? asJson(known) : await asTable(known, args, terminal)
  await write(terminal.stdout, text)
  return 0
}

function asJson({ rules, docsOf }: KnownRules): string {
  const list = withProse(withProse(rules, 'reports'), 'pages').map(({ id, topic, title, why, fix, presets, subject, options, checklist }) => ({
    id,
    topic,
    title,
    why,
    fix,
    presets,
    speaksAbout: subject.speaksAbout,
    scope: subject.scope,
    options,
    checklist,
    docs: docsOf(id),
  }))
  return `${JSON.stringify({ version: 1, rules: list }, undefined, 2)}\n`
}

async function asTable({ rules: known }: KnownRules, args: Arguments, terminal: Terminal): Promise<string> {
  const { Chalk } = await import('chalk')
  const rules = withProse(known, 'reports')
  const wanted = args.flags.has('no-color') ? false : args.flags.has('color') || undefined
  const chalk = new Chalk({ level: colorLevel(terminal, wanted) })
  const idWidth = Math.max(...rules.map((rule) => rule.id.length))
  const subjectWidth = Math.max(...rules.map((rule) => subjectOf(rule).length))
  const lines: string[] = []
  let topic = ''
  for (const rule of rules) {
    if (rule.topic !== topic) lines.push(...(topic === '' ? [] : ['']), chalk.bold(rule.topic))
    topic = rule.topic
    const { recommended, strict } = rule.presets
    const preset = recommended === undefined ? `strict ${strict}` : `recommended ${recommended}`
    lines.push(`  ${rule.id.padEnd(idWidth)}  ${chalk.dim(`${preset.padEnd(17)}  ${subjectOf(rule).padEnd(subjectWidth)}`)}  ${rule.title}`)
  }
  return `${lines.join('\n')}\n\n${rules.length} rules. \`setsquare explain <rule>\` explains one.\n`
}
