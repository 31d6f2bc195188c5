import type { TSESTree } from '@typescript-eslint/utils'
import { bindingsOf, keyName, memberName } from '../names/bindings.ts'
import { isFunction } from '../names/classes.ts'
import type { Range, SourceFile } from '../syntax/file.ts'
import type { SqlQuery } from './queries.ts'

/** A stretch of a file's text and what it becomes. */
export interface TextChange {
  readonly range: Range
  readonly text: string
}

/** How a query is written with its values beside the text. */
interface Form {
  readonly placeholder: (number: number) => string
  /** Where the values go, as changes; nothing where the call has no plain place for them. */
  readonly values: (file: SourceFile, call: TSESTree.CallExpression, values: readonly string[]) => readonly TextChange[] | undefined
}

const list = (values: readonly string[]): string => `[${values.join(', ')}]`

/** Behind the text, before a callback. */
const behindText: Form['values'] = (_, { arguments: [text, next, ...more] }, values) =>
  text !== undefined && more.length === 0 && (next === undefined || isFunction(next))
    ? [{ range: [text.range[1], text.range[1]], text: `, ${list(values)}` }]
    : undefined

/** In the call by which the statement is run: `db.prepare('…').get(id)`. */
const whenRun: Form['values'] = (file, call, values) => {
  const member = call.parent
  const run = member.type === 'MemberExpression' && member.object === call ? member.parent : undefined
  const isRun = member.type === 'MemberExpression' && /^(?:get|all|run|iterate)$/.test(memberName(member) ?? '')
  if (call.arguments.length !== 1 || !isRun || run?.type !== 'CallExpression' || run.arguments.length > 0) return undefined
  const end = run.range[1] - 1
  return file.text.slice(member.range[1], run.range[1]) === '()' ? [{ range: [end, end], text: values.join(', ') }] : undefined
}

const asReplacements: Form['values'] = (_, { arguments: [text, options, ...more] }, values) => {
  if (text === undefined || more.length > 0) return undefined
  if (options === undefined) return [{ range: [text.range[1], text.range[1]], text: `, { replacements: ${list(values)} }` }]
  if (options.type !== 'ObjectExpression' || options.properties.length === 0) return undefined
  const isBound = options.properties.some((property) => property.type !== 'Property' || /^(?:replacements|bind)$/.test(keyName(property) ?? 'bind'))
  const start = options.properties[0]?.range[0] ?? 0
  return isBound ? undefined : [{ range: [start, start], text: `replacements: ${list(values)}, ` }]
}

const questionMark = (): string => '?'

function formOf({ library, call }: SqlQuery): Form | undefined {
  const method = call.callee.type === 'MemberExpression' ? (memberName(call.callee) ?? '') : ''
  switch (library?.name) {
    case 'pg':
      return method === 'query' ? { placeholder: (number) => `$${number}`, values: behindText } : undefined
    case 'mysql2':
      return /^(?:query|execute)$/.test(method) ? { placeholder: questionMark, values: behindText } : undefined
    case 'sqlite3':
      if (method === 'prepare') return { placeholder: questionMark, values: whenRun }
      return /^(?:get|all|run|each)$/.test(method) ? { placeholder: questionMark, values: behindText } : undefined
    case 'knex':
      return /^(?:raw|\w+Raw)$/.test(method) ? { placeholder: questionMark, values: behindText } : undefined
    case 'sequelize':
      return method === 'query' ? { placeholder: questionMark, values: asReplacements } : undefined
    default:
      return undefined
  }
}

/**
 * The query with its values beside the text, where that is plain: a template in the call itself, with values and nothing else put
 * into it. Nothing for what would take a decision: lists, patterns of LIKE, names, text that holds placeholders already.
 */
export function parameterised(file: SourceFile, query: SqlQuery): readonly TextChange[] | undefined {
  const { call, argument } = query
  if (call.type !== 'CallExpression' || argument.type !== 'TemplateLiteral' || call.arguments[0] !== argument) return undefined
  if (!query.takesValues || !takesParameters(argument)) return undefined
  const gaps = gapsOf(file, argument, query)
  if (gaps === undefined) return undefined
  // Prisma sends texts as texts: what stood without quotes would be compared with a number.
  if (query.library?.name === 'prisma') return gaps.every(({ isQuoted }) => isQuoted) ? asTag(file, call, argument, gaps) : undefined
  const form = formOf(query)
  const isMarked = argument.quasis.some(({ value }) => /\?|\$\d|\\/.test(value.raw))
  if (form === undefined || isMarked) return undefined
  const values = form.values(file, call, gaps.map(({ text }) => text))
  return values && [...gaps.map(({ range }, index) => ({ range, text: form.placeholder(index + 1) })), ...values]
}

/** One statement of those to which databases give parameters: no definition, no setting, no block of code. */
function takesParameters({ quasis }: TSESTree.TemplateLiteral): boolean {
  const [first] = quasis
  return !withoutParameters.test(first?.value.raw ?? '') && !quasis.some(({ value }) => /;\s*\S/.test(value.raw))
}

const withoutParameters =
  /^\s*(?:set|create|alter|drop|do|copy|grant|revoke|comment|truncate|listen|notify|show|describe|desc|vacuum|analyze|declare|use|lock|pragma|attach|detach|load|begin|exec|execute|prepare|refresh|reindex)\b/i

interface Gap {
  /** From `${` to `}`, with the quotes around. */
  readonly range: Range
  /** The expression as it is written. */
  readonly text: string
  readonly isQuoted: boolean
}

function gapsOf(file: SourceFile, template: TSESTree.TemplateLiteral, { holes }: SqlQuery): readonly Gap[] | undefined {
  const gaps: Gap[] = []
  for (const [index, expression] of template.expressions.entries()) {
    const before = template.quasis[index]?.value.raw ?? ''
    const after = template.quasis[index + 1]?.value.raw ?? ''
    const hole = holes.find(({ node }) => node === expression)
    const start = file.text.lastIndexOf('${', expression.range[0])
    const end = file.text.indexOf('}', expression.range[1]) + 1
    const isBare = file.text.slice(start + 2, expression.range[0]).trim() === '' && file.text.slice(expression.range[1], end - 1).trim() === ''
    const isQuoted = /'$/.test(before) && /^'/.test(after)
    const head = before.replace(/'$/, '').trimEnd()
    // An item of `VALUES (…)` between quotes is one value; without them, and in other lists, it may be several.
    const isListed = /\b(?:in|any|all|interval)\s*\(?$/i.test(head) || (!isQuoted && /\bvalues\s*\(?$/i.test(head))
    const isPlain = /(?:(?:^|[^-=])[=<>(,]|[<>!]=|\blike)$/i.test(head) && !isListed && !/\.join\(/.test(file.text.slice(...expression.range))
    const isValue = hole?.position === 'value' && isPlain && (isQuoted || (!/["'`]$/.test(before) && !/^["'`]/.test(after)))
    // Half of a text between quotes, as in `'%${name}%'`, is no value by itself.
    if (!isBare || !isValue || isEscapedByHand(file, expression) || (!isQuoted && (before.match(/'/g)?.length ?? 0) % 2 === 1 && index === 0)) return undefined
    gaps.push({ range: isQuoted ? [start - 1, end + 1] : [start, end], text: file.text.slice(...expression.range), isQuoted })
  }
  return gaps.length === 0 ? undefined : gaps
}

/** `name.replace(/'/g, "''")`, `clean(name)`: beside the text, its quotes would be doubled for good. */
function isEscapedByHand(file: SourceFile, expression: TSESTree.Node): boolean {
  const definition = expression.type === 'Identifier' ? bindingsOf(file).definitionOf(expression) : undefined
  const made = definition?.kind === 'variable' && definition.init !== undefined ? definition.init : expression
  return escaping.test(file.text.slice(...made.range))
}

const escaping = /\.replace(?:All)?\(\s*(?:\/\[?|["'`])\\?['"]|(?:esc|quot|saniti[sz]|clean)\w*\(/i

/** `` $queryRawUnsafe(`… '${name}'`) `` becomes `` $queryRaw`… ${name}` ``, which binds what stands in it. */
function asTag(
  file: SourceFile,
  call: TSESTree.CallExpression,
  template: TSESTree.TemplateLiteral,
  gaps: readonly Gap[],
): readonly TextChange[] | undefined {
  const { callee } = call
  if (callee.type !== 'MemberExpression' || callee.optional || call.arguments.length !== 1) return undefined
  const open = call.typeArguments?.range[1] ?? callee.range[1]
  const isPlain = file.text.slice(open, template.range[0]).trimEnd() === '(' && /^(?:,\s*)?\)$/.test(file.text.slice(template.range[1], call.range[1]).trimStart())
  const tag = memberName(callee)?.replace(/Unsafe$/, '')
  if (!isPlain || tag === undefined || tag === memberName(callee)) return undefined
  return [
    { range: callee.property.range, text: tag },
    { range: [open, template.range[0]], text: '' },
    ...gaps.map(({ range, text }) => ({ range, text: `\${${text}}` })),
    { range: [template.range[1], call.range[1]], text: '' },
  ]
}
