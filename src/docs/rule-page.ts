import type { OptionSchema } from '../core/options.ts'
import type { Example, Rule } from '../core/rule.ts'
import { checklist } from './checklist.ts'

/** A piece of a page, before anybody decided how it looks. */
export type Block =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'list'; readonly items: readonly string[] }
  | { readonly kind: 'table'; readonly head: readonly string[]; readonly rows: readonly (readonly string[])[] }
  | { readonly kind: 'code'; readonly language: string; readonly title?: string; readonly code: string }

export interface Section {
  readonly heading?: string
  readonly blocks: readonly Block[]
}

export interface Page {
  readonly title: string
  readonly sections: readonly Section[]
}

/** Everything there is to say about a rule, derived from it. Inline code stands between backticks. */
export function rulePage(rule: Rule): Page {
  return {
    title: rule.id,
    sections: [
      { blocks: [text(`${rule.title}.`)] },
      { heading: 'Why', blocks: [text(rule.why)] },
      { heading: 'What to do', blocks: [text(rule.fix)] },
      { heading: 'At a glance', blocks: [{ kind: 'list', items: facts(rule) }] },
      ...optional('Options', optionsOf(rule)),
      ...optional('Says', [list(Object.values(rule.messages).map(withGaps))]),
      ...optional('Fixed by --fix', [list(Object.values(rule.fixes).map(withGaps))]),
      ...optional('Suggested in editors', [list(Object.values(rule.suggestions).map(withGaps))]),
      ...optional('Silent on', [list(rule.silentOn ?? [])]),
      ...optional('Finds', rule.examples.bad.flatMap((example) => exampleBlocks(rule, example))),
      ...optional('Content with', rule.examples.good.flatMap((example) => exampleBlocks(rule, example))),
      ...optional('References', [list(rule.references ?? [])]),
    ],
  }
}

/** What a rule looks at, for people. */
export function subjectOf(rule: Rule): string {
  const { name, speaksAbout, scope } = rule.subject
  const subjects = [
    ...(speaksAbout.includes('contract') ? ['OpenAPI contracts'] : []),
    ...(speaksAbout.includes('code') ? [name === 'api' ? 'routes in code' : 'TypeScript and JavaScript'] : []),
  ]
  return subjects.join(', ') + (scope === 'program' ? ', as a whole' : '')
}

function facts(rule: Rule): string[] {
  const { recommended, strict } = rule.presets
  return [
    `Topic: ${rule.topic}`,
    `Looks at: ${subjectOf(rule)}`,
    recommended === undefined ? `Presets: strict (${strict})` : `Presets: recommended (${recommended}), strict (${strict})`,
    ...rule.checklist.map((code) => `Checklist: ${code}, ${checklist[code] ?? ''}`),
  ]
}

function optionsOf(rule: Rule): Block[] {
  const options = Object.entries(rule.options)
  if (options.length === 0) return []
  const rows = options.map(([name, option]) => [`\`${name}\``, typeOf(option), `\`${JSON.stringify(option.default)}\``, option.description])
  const defaults = options.map(([name, option]) => `${name}: ${JSON.stringify(option.default)}`)
  return [
    { kind: 'table', head: ['option', 'type', 'default', 'what it does'], rows },
    { kind: 'code', language: 'yaml', title: 'setsquare.yaml', code: `rules:\n  ${rule.id}: [warn, { ${defaults.join(', ')} }]\n` },
  ]
}

function typeOf(option: OptionSchema): string {
  switch (option.type) {
    case 'integer': {
      const { minimum, maximum } = option
      const bounds = [...(minimum === undefined ? [] : [`from ${minimum}`]), ...(maximum === undefined ? [] : [`to ${maximum}`])]
      return ['whole number', ...bounds].join(' ')
    }
    case 'array':
      return option.items.enum === undefined ? 'list of texts' : `list of ${option.items.enum.join(', ')}`
    case 'string':
      return option.enum === undefined ? 'text' : option.enum.join(', ')
    case 'boolean':
      return 'true, false'
  }
}

/** `{{segment}}` is for the program: people see an ellipsis in its place. */
function withGaps(message: string): string {
  return message.replace(/\{\{\w+\}\}/g, '…')
}

function exampleBlocks(rule: Rule, example: Example): Block[] {
  const files = typeof example.code === 'string' ? [[example.file ?? '', example.code] as const] : Object.entries(example.code)
  const setting = { ...(example.options && { options: example.options }), ...example.settings }
  return [
    ...(example.title === undefined ? [] : [text(example.title)]),
    ...(Object.keys(setting).length === 0 ? [] : [text(`With \`${JSON.stringify(setting)}\`:`)]),
    ...codeBlocks(rule, files),
    ...fixedBlocks(rule, example),
  ]
}

/** What `--fix` makes of an example; one that it leaves as it is says so by being shown once. */
function fixedBlocks(rule: Rule, { code, file, fixed }: Example): Block[] {
  if (fixed === undefined || fixed === code) return []
  return [text('With `--fix`:'), ...codeBlocks(rule, typeof fixed === 'string' ? [[file ?? '', fixed]] : Object.entries(fixed))]
}

function codeBlocks(rule: Rule, files: readonly (readonly [string, string])[]): Block[] {
  return files.map(([file, code]) => ({ kind: 'code', language: languageOf(rule, file), ...(file !== '' && { title: file }), code }))
}

function languageOf(rule: Rule, file: string): string {
  const extension = /\.(\w+)$/.exec(file)?.[1]
  if (extension !== undefined) return extension.replace('yml', 'yaml')
  return rule.subject.speaksAbout.includes('contract') ? 'yaml' : 'ts'
}

function optional(heading: string, blocks: readonly Block[]): Section[] {
  const filled = blocks.filter((block) => block.kind !== 'list' || block.items.length > 0)
  return filled.length === 0 ? [] : [{ heading, blocks: filled }]
}

function text(value: string): Block {
  return { kind: 'text', text: value }
}

function list(items: readonly string[]): Block {
  return { kind: 'list', items }
}
