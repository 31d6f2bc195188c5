import type { OptionSchema } from '../core/options.ts'
import type { Example, Rule } from '../core/rule.ts'
import { checklist } from './checklist.ts'

/** A part of a page, independent of its rendering. Texts may contain code in backticks. */
export type Block =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'list'; readonly items: readonly string[] }
  | { readonly kind: 'table'; readonly head: readonly string[]; readonly rows: readonly (readonly string[])[] }
  | { readonly kind: 'code'; readonly language: string; readonly title?: string; readonly code: string }

/** A part of a page with its heading; the first has none. */
export interface Section {
  readonly heading?: string
  readonly blocks: readonly Block[]
}

/** A page of documentation, to be rendered as Markdown or for a terminal. */
export interface Page {
  readonly title: string
  readonly sections: readonly Section[]
}

/** The documentation of a rule, generated from its value. */
export function rulePage(rule: Rule): Page {
  return {
    title: rule.id,
    sections: [
      { blocks: [text(`${rule.title}.`)] },
      { heading: 'Why', blocks: [text(rule.why)] },
      { heading: 'What to do', blocks: [text(rule.fix)] },
      { heading: 'At a glance', blocks: [{ kind: 'list', items: facts(rule) }] },
      ...optional('Options', optionsOf(rule)),
      ...optional('Messages', [list(Object.values(rule.messages).map(withEllipses))]),
      ...optional('Fixed by --fix', [list(Object.values(rule.fixes).map(withEllipses))]),
      ...optional('Suggested in editors', [list(Object.values(rule.suggestions).map(withEllipses))]),
      ...optional('Deliberately not reported', [list(rule.silentOn ?? [])]),
      ...optional('Examples that are reported', rule.examples.bad.flatMap((example) => exampleBlocks(rule, example))),
      ...optional('Examples that are fine', rule.examples.good.flatMap((example) => exampleBlocks(rule, example))),
      ...optional('References', [list(rule.references ?? [])]),
    ],
  }
}

/** What a rule looks at, in words. */
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

/** A message with an ellipsis in place of each `{{placeholder}}`. */
function withEllipses(message: string): string {
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

/** The result of `--fix` on an example, if it changes it. */
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
