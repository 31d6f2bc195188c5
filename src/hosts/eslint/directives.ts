import type { FileProblem, RulesConfig, SourceLocation } from '@eslint/core'
import { ConfigCommentParser, Directive } from '@eslint/plugin-kit'

import { commentsInYaml } from '../../documents/yaml-comments.ts'
import { LineIndex } from '../../core/lines.ts'

/** A comment in a document, as ESLint wants one. */
export interface Comment {
  readonly type: 'Line'
  /** Without the `#`. */
  readonly value: string
  readonly range: [start: number, end: number]
  readonly loc: SourceLocation
}

/** Every comment of a YAML text; JSON has none. */
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

const parser = new ConfigCommentParser()
const directive = /^\s*eslint(?:-enable|-disable(?:-next-line|-line)?)?(?:\s|$)/

/** The comments that speak to ESLint. */
export function directiveComments(comments: readonly Comment[]): Comment[] {
  return comments.filter(({ value }) => directive.test(value))
}

const disabling = { 'eslint-disable': 'disable', 'eslint-enable': 'enable', 'eslint-disable-line': 'disable-line', 'eslint-disable-next-line': 'disable-next-line' } as const

/** What comments switch off and on again. */
export function disablingIn(comments: readonly Comment[]): Directive[] {
  return directiveComments(comments).flatMap((node) => {
    const { label = '', value = '', justification = '' } = parser.parseDirective(node.value.trim()) ?? {}
    const type = Object.entries(disabling).find(([name]) => name === label)?.[1]
    return type === undefined ? [] : [new Directive({ type, node, value, justification })]
  })
}

interface InlineConfig {
  readonly configs: { config: { rules: RulesConfig }; loc: SourceLocation }[]
  readonly problems: FileProblem[]
}

/** What `# eslint rule: severity` comments configure. */
export function inlineConfigIn(comments: readonly Comment[]): InlineConfig {
  const found: InlineConfig = { configs: [], problems: [] }
  for (const { value, loc } of directiveComments(comments)) {
    const { label, value: rules = '' } = parser.parseDirective(value.trim()) ?? {}
    if (label !== 'eslint') continue
    const parsed = parser.parseJSONLikeConfig(rules)
    if (parsed.ok) found.configs.push({ config: { rules: parsed.config }, loc })
    else found.problems.push({ ruleId: null, message: parsed.error.message, loc })
  }
  return found
}
