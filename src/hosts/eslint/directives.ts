import type { Directive, FileProblem, RulesConfig, SourceLocation } from '@eslint/core'

import { asObject } from '../../core/json.ts'
import { parseDocument } from '../../documents/parse.ts'
import { commentsInYaml } from '../../documents/yaml-comments.ts'
import { LineIndex } from '../../core/lines.ts'

/** A comment in a document, in the form that ESLint expects. */
export interface Comment {
  readonly type: 'Line'
  /** Without the `#`. */
  readonly value: string
  readonly range: [start: number, end: number]
  readonly loc: SourceLocation
}

/** All comments of a YAML text. JSON has none. */
export function commentsIn(text: string, format: 'yaml' | 'json' | undefined): Comment[] {
  if (format !== 'yaml') return []
  const lines = new LineIndex(text)
  return commentsInYaml(text).map(([start, end]) => ({
    type: 'Line',
    value: text.slice(start + 1, end),
    range: [start, end],
    loc: { start: lines.positionAt(start), end: lines.positionAt(end) },
  }))
}

/** A directive comment of ESLint, parsed: its name, its value and, after two dashes, its justification. */
interface ParsedDirective {
  readonly label: string
  readonly value: string
  readonly justification: string
}

function directiveIn(comment: string): ParsedDirective {
  const [text = '', ...why] = comment.trim().split(/\s-{2,}\s/)
  const label = /^\S*/.exec(text)?.[0] ?? ''
  return { label, value: text.slice(label.length).trim(), justification: why.join(' -- ').trim() }
}

const directive = /^\s*eslint(?:-enable|-disable(?:-next-line|-line)?)?(?:\s|$)/

/** The comments that are directives for ESLint. */
export function directiveComments(comments: readonly Comment[]): Comment[] {
  return comments.filter(({ value }) => directive.test(value))
}

const disabling = { 'eslint-disable': 'disable', 'eslint-enable': 'enable', 'eslint-disable-line': 'disable-line', 'eslint-disable-next-line': 'disable-next-line' } as const

/** The directives that disable and enable rules. */
export function disablingIn(comments: readonly Comment[]): Directive[] {
  return directiveComments(comments).flatMap((node) => {
    const { label, value, justification } = directiveIn(node.value)
    const type = Object.entries(disabling).find(([name]) => name === label)?.[1]
    return type === undefined ? [] : [{ type, node, value, justification }]
  })
}

/** In the form that ESLint expects of `applyInlineConfig`. */
interface InlineConfig {
  readonly configs: { config: { rules: RulesConfig }; loc: SourceLocation }[]
  readonly problems: FileProblem[]
}

/** The configuration in `# eslint rule: severity` comments. */
export function inlineConfigIn(comments: readonly Comment[]): InlineConfig {
  const found: InlineConfig = { configs: [], problems: [] }
  for (const { value, loc } of directiveComments(comments)) {
    const said = directiveIn(value)
    if (said.label !== 'eslint') continue
    const rules = rulesIn(said.value)
    if (rules !== undefined) found.configs.push({ config: { rules }, loc })
    else found.problems.push({ ruleId: null, message: `'${said.value}' is not a list of rules and severities: write \`eslint rule: severity, ...\``, loc })
  }
  return found
}

/** ESLint's syntax is that of a YAML flow mapping, except that no space is needed after a colon. */
function rulesIn(text: string): RulesConfig | undefined {
  const { value, problems } = parseDocument('comment.yaml', `{ ${text.replace(/(^|[,{]\s*)([-@\w/]+):(?=\S)/g, '$1$2: ')} }`)
  // ESLint itself validates the severities and options.
  return problems.length > 0 ? undefined : (asObject(value) as RulesConfig | undefined)
}
