import type { TSESTree } from '@typescript-eslint/utils'
import { keyName, memberName } from '../names/bindings.ts'
import { isFunction } from '../names/classes.ts'
import type { Range, SourceFile } from '../syntax/file.ts'
import { gapsOf } from './gaps.ts'
import type { Gap } from './gaps.ts'
import type { SqlQuery } from './queries.ts'
import { statementTextOf } from './statement-text.ts'
import type { StatementText } from './statement-text.ts'

/** A replacement of a range of a file's text. */
export interface RangeChange {
  readonly range: Range
  readonly text: string
}

/** How a library's parameterised queries are written. */
interface Form {
  readonly placeholder: (number: number) => string
  /** Where the values go, as text changes; nothing if there is no simple place for them in the call. */
  readonly values: (file: SourceFile, call: TSESTree.CallExpression, values: readonly string[]) => readonly RangeChange[] | undefined
}

const list = (values: readonly string[]): string => `[${values.join(', ')}]`

/** After the text, if at most a callback follows. */
const behindText: Form['values'] = (_, { arguments: [text, next, ...more] }, values) =>
  text !== undefined && more.length === 0 && (next === undefined || isFunction(next) || (next.type === 'Identifier' && /^(?:cb|done|callback)$/.test(next.name)))
    ? [{ range: [text.range[1], text.range[1]], text: `, ${list(values)}` }]
    : undefined

/** In the call that runs the statement: `db.prepare('…').get(id)`. */
const whenRun: Form['values'] = (file, call, values) => {
  const member = call.parent
  const run = member.type === 'MemberExpression' && member.object === call ? member.parent : undefined
  const isRun = /^(?:get|all|run|iterate)$/.test(memberName(member) ?? '')
  if (call.arguments.length !== 1 || !isRun || run?.type !== 'CallExpression' || run.arguments.length > 0) return undefined
  const end = run.range[1] - 1
  return file.text.slice(member.range[1], run.range[1]) === '()' ? [{ range: [end, end], text: values.join(', ') }] : undefined
}

const asReplacements: Form['values'] = (file, { arguments: [text, options, ...more] }, values) => {
  if (text === undefined || more.length > 0) return undefined
  if (options === undefined) return [{ range: [text.range[1], text.range[1]], text: `, { replacements: ${list(values)} }` }]
  if (options.type !== 'ObjectExpression' || options.properties.length === 0) return undefined
  const isBound = options.properties.some((property) => property.type !== 'Property' || /^(?:replacements|bind)$/.test(keyName(property) ?? 'bind'))
  const start = options.properties[0]?.range[0] ?? 0
  const space = file.text.slice(options.range[0] + 1, start)
  return isBound ? undefined : [{ range: [start, start], text: `replacements: ${list(values)},${space.trim() === '' && space.includes('\n') ? space : ' '}` }]
}

const questionMark = (): string => '?'

function formOf({ library, call }: SqlQuery): Form | undefined {
  const method = (memberName(call.callee) ?? '')
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
 * The changes that turn a query into a parameterised one, for simple cases: a template or a sum, in the call itself or in a variable of its own,
 * into which only values are inserted. Nothing for cases that take a decision: lists, names, text that already has placeholders.
 */
export function parameterised(file: SourceFile, query: SqlQuery): readonly RangeChange[] | undefined {
  const { call, argument } = query
  if (call.type !== 'CallExpression' || call.arguments[0] !== argument || !query.takesValues) return undefined
  const statement = statementTextOf(file, call)
  const gaps = statement && takesParameters(statement) ? gapsOf(file, statement, query) : undefined
  if (gaps === undefined) return undefined
  // Prisma binds strings as text, so a string that was interpolated without quotes would be compared with a number.
  if (query.library?.name === 'prisma') return argument.type === 'TemplateLiteral' && gaps.every(({ isQuoted }) => isQuoted) ? asTag(file, call, argument, gaps) : undefined
  const form = formOf(query)
  const isMarked = statement?.texts.some(({ raw }) => /\?|\$\d|\\[^'"]/.test(raw)) === true
  if (form === undefined || isMarked) return undefined
  const values = form.values(file, call, gaps.map(({ text }) => text))
  return values && [...gaps.map(({ range, rest }, index) => ({ range, text: form.placeholder(index + 1) + rest })), ...values]
}

/** True for a statement to which pg can pass no parameters: DDL, settings, code blocks. */
export function bindsNothing({ argument, library }: SqlQuery): boolean {
  const text = argument.type === 'TemplateLiteral' ? argument.quasis[0]?.value.raw : argument.type === 'BinaryExpression' ? leftmostOf(argument) : undefined
  return library?.name === 'pg' && text !== undefined && withoutParameters.test(text)
}

function leftmostOf({ left }: TSESTree.BinaryExpression): string | undefined {
  if (left.type === 'BinaryExpression') return leftmostOf(left)
  return left.type === 'Literal' && typeof left.value === 'string' ? left.value : undefined
}

/** True for a single statement of a kind that accepts parameters: no DDL, no settings, no code blocks. */
function takesParameters({ texts }: StatementText): boolean {
  return !withoutParameters.test(texts[0]?.raw ?? '') && !texts.some(({ raw }) => /;\s*\S/.test(raw))
}

const withoutParameters =
  /^\s*(?:set|create|alter|drop|do|copy|grant|revoke|comment|truncate|listen|notify|show|describe|desc|vacuum|analyze|declare|use|lock|pragma|attach|detach|load|begin|exec|execute|prepare|refresh|reindex)\b/i

/** `` $queryRawUnsafe(`… '${name}'`) `` becomes `` $queryRaw`… ${name}` ``, which binds interpolated values. */
function asTag(
  file: SourceFile,
  call: TSESTree.CallExpression,
  template: TSESTree.TemplateLiteral,
  gaps: readonly Gap[],
): readonly RangeChange[] | undefined {
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
