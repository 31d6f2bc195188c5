import type { TSESTree } from '@typescript-eslint/utils'
import { memoize } from '../../core/memoize.ts'
import { bindingsOf, keyName, memberName } from '../names/bindings.ts'
import type { FunctionNode, ParameterDefinition } from '../names/bindings.ts'
import { calledName } from '../names/calls.ts'
import { functionAround, isFunction } from '../names/classes.ts'
import { calledAs, dataCallOf, textOf } from '../duties/data-calls.ts'
import { handlerAround, isRequestHandler } from '../duties/request-handlers.ts'
import { requestNames } from '../models/logging.ts'
import { nameOfValue } from '../names/value-name.ts'
import type { SourceFile } from '../syntax/file.ts'
import type { Range } from '../syntax/records.ts'
import { nodesOf, walk } from '../syntax/tree.ts'
import { indexFile } from '../values/declarations.ts'
import { methodNamed } from '../values/members.ts'
import type { NamedMethod } from '../values/members.ts'
import { ValueReader } from '../values/reader.ts'
import { trimmed } from '../values/value.ts'
import type { Value } from '../values/value.ts'

/** A number on its way from the query string to the limit of a query, through a function that does not bound it. */
export interface SizeFlow {
  /** The start offset of the function. */
  readonly at: number
  readonly method?: NamedMethod
  /** The name in the query string; empty for all of it. */
  readonly name: string
  readonly range: Range
  /** The parameter of the function, or a field of it (`1`, `0.limit`), unless it reads the query string itself. */
  readonly from?: string
  /** The function that it is passed on to, and as which parameter; undefined if it limits a query here. */
  readonly callee?: Value
  readonly to?: string
}

interface Source {
  readonly name: string
  readonly node: TSESTree.Node
  readonly from?: string
  readonly by: FunctionNode | undefined
}

/** Names of parameters that may hold a page size, or options with one. */
const mayHoldSize = /limit|take|size|per_?page|count|quer|opt(?:ion)?s|param|pag|filter/i
const bound = /Math\.min|\bclamp\b|\bmin\(|\bmax\b|valid|schema|parse\(|includes\(|\bcheck|sanit|LIMITS?\b|MAX(?!_SAFE)/
const bySize = /^(?:limit|take)$/
/** Queries of models, not of services and the like, which may bound what they are given. */
const ofModel = /(?:^|\.)(?!\w*(?:Service|Repo|Repository|Dao|DAO|Store|Client|Api|API|Manager)\.)(?:[A-Z]\w*|\w*[mM]odel)\.(?:find\w*|paginate)$|[rR]epo(?:sitory)?\.find(?:AndCount)?$/
const converting = /^(?:Number|parseInt|parseFloat|String)$/

/** Where page sizes come from and go to in a file. Serialisable, so that it can be cached. */
export function sizeFlows(file: SourceFile): SizeFlow[] {
  if (!mayHoldSize.test(file.text)) return []
  const reader = new ValueReader(indexFile(file.program))
  const found: SizeFlow[] = []
  const bounded = memoize((by: FunctionNode) => isBounded(file, by))
  const add = (value: TSESTree.Node | null | undefined, callee?: TSESTree.Node, to?: string): void => {
    const source = sourceOf(file, value)
    if (source?.by === undefined || (callee && source.name !== '' && !mayHoldSize.test(source.name)) || bounded(source.by)) return
    const { name, node, from, by } = source
    const method = methodNamed(by)
    const passed = callee && to !== undefined && { callee: trimmed(reader.read(callee), 1), to }
    found.push({ at: by.range[0], ...(method && { method }), name, range: node.range, ...(from !== undefined && { from }), ...passed })
  }
  for (const node of nodesOf(file.program)) {
    if (node.type === 'Property' && bySize.test(keyName(node) ?? '') && isOfQuery(file, node)) add(node.value)
    // `LIMIT ${limit}`
    if (node.type === 'TemplateLiteral' && /\bselect\b/i.test(file.text.slice(...node.range)))
      for (const [index, { value }] of node.quasis.entries()) if (/\blimit\s+$/i.test(value.raw)) add(node.expressions[index])
    if (node.type !== 'CallExpression') continue
    const name = calledName(node) ?? ''
    if (node.callee.type === 'MemberExpression' && bySize.test(name)) add(node.arguments[0])
    // `Book.query().page(page, size)` of Objection
    if (name === 'page' && node.arguments.length === 2 && /\.query(?:\.|$)/.test(calledAs(node.callee) ?? '')) add(node.arguments[1])
    // `query('… LIMIT $1', [limit])`, `prepare('… LIMIT ?').all(limit)`
    const { callee } = node
    const prepared = callee.type === 'MemberExpression' && callee.object.type === 'CallExpression' && calledName(callee.object) === 'prepare' ? callee.object.arguments : undefined
    const [text, given] = prepared ?? node.arguments
    const values = prepared ? node.arguments : given?.type === 'ArrayExpression' ? given.elements : []
    const [before = '', number] = values.length === 0 ? [] : (/^.*?\blimit\s+(?:\?|\$(\d))/is.exec(textOf(file, text) ?? '') ?? [])
    if (before !== '') add(values[number === undefined ? before.split('?').length - 2 : Number(number) - 1])
    if (converting.test(name)) continue
    for (const [index, argument] of node.arguments.entries()) {
      add(argument, node.callee, String(index))
      for (const field of argument.type === 'ObjectExpression' ? argument.properties : [])
        if (field.type === 'Property') add(field.value, node.callee, `${index}.${keyName(field)}`)
    }
  }
  return found
}

/** Where a page size comes from: the query string, or a parameter. */
function sourceOf(file: SourceFile, node: TSESTree.Node | null | undefined, steps = 0): Source | undefined {
  if (!node || steps > 6) return undefined
  const of = (next: TSESTree.Node | null | undefined): Source | undefined => sourceOf(file, next, steps + 1)
  const read = (name: string): Source => ({ name, node, by: handlerAround(node) ?? functionAround(node) })
  switch (node.type) {
    case 'CallExpression': {
      const { callee, arguments: [first] } = node
      const name = calledName(node) ?? ''
      if (converting.test(name)) return of(first)
      // `c.req.query('limit')`, `searchParams.get('limit')`
      const isRead = callee.type === 'MemberExpression' && first?.type === 'Literal' && (name === 'query' ? requestNames : searches).has(nameOfValue(callee.object) ?? '')
      return isRead ? read(String(first.value)) : undefined
    }
    case 'UnaryExpression':
      return of(node.argument)
    case 'LogicalExpression':
    case 'BinaryExpression':
      return node.type === 'LogicalExpression' || node.operator === '*' ? of(node.left) : undefined
    case 'ConditionalExpression':
      return of(node.consequent) ?? of(node.alternate)
    case 'TSAsExpression':
    case 'TSNonNullExpression':
    case 'ChainExpression':
      return of(node.expression)
    case 'MemberExpression': {
      const name = memberName(node) ?? ''
      const isQuery = node.object.type === 'ThisExpression' ? /^query(?:String|Str)$/.test(name) : name === 'query' && requestNames.has(nameOfValue(node.object) ?? '')
      const field = isQuery ? read('') : fieldOf(of(node.object), name)
      return field && { ...field, node }
    }
    case 'Identifier': {
      const definition = bindingsOf(file).definitionOf(node)
      if (definition?.kind === 'variable') return definition.path.map(String).reduce(fieldOf, of(definition.init))
      return definition?.kind === 'parameter' ? parameterAs(file, node, definition) : undefined
    }
    default:
      return undefined
  }
}

/** A field of the query string or of a parameter, but not of a field. */
function fieldOf(source: Source | undefined, name: string): Source | undefined {
  if (source?.from === undefined) return source?.name === '' ? { ...source, name } : undefined
  const { from, node, by } = source
  // `const { query } = req`
  if (name === 'query' && requestNames.has(source.name)) return { name: '', node, by }
  return from.includes('.') ? undefined : { name, node, by, from: `${from}.${name}` }
}

function parameterAs({ text }: SourceFile, node: TSESTree.Identifier, { function: by, index, path, node: parameter }: ParameterDefinition): Source | undefined {
  const [decorator, ...others] = parameter.decorators
  const within = (whole: Source): Source | undefined => path.map(String).reduce<Source | undefined>(fieldOf, whole)
  // The arguments of a resolver of GraphQL.
  if (decorator === undefined) return within(index === 1 && isRequestHandler(by) ? { name: '', node, by } : { name: node.name, node, by, from: String(index) })
  // `@Query('limit', ParseIntPipe) limit: number` of Nest, and `@Query()` of a parameter without a class
  const asked = /^@Query(?:Param)?\((?:'(\w+)'(?:, (?:new )?(?:Parse(?:Int|Float)|DefaultValue)Pipe(?:\([^()]*\))?)*)?\)$/.exec(text.slice(...decorator.range))
  // Without a name, the class of the parameter may be validated.
  const isKnown = asked !== null && others.length === 0 && (asked[1] !== undefined || /: (?:any|Record<|\{)|^[^:]*$/.test(text.slice(decorator.range[1], parameter.range[1])))
  return isKnown ? within({ name: asked[1] ?? '', node: parameter, by }) : undefined
}

const searches: ReadonlySet<string> = new Set(['searchParams', 'params'])

/** True for options of a query, also if they are in a variable, and for what a function returns for paging: `{ limit, offset }`. */
function isOfQuery(file: SourceFile, { parent: options }: TSESTree.Property): boolean {
  const { parent } = options
  const isQuery = (call: TSESTree.Node): boolean => call.type === 'CallExpression' && (dataCallOf(file, call)?.library !== undefined || ofModel.test(calledAs(call.callee) ?? ''))
  if (parent.type === 'CallExpression') return isQuery(parent)
  if (parent.type === 'VariableDeclarator')
    return (bindingsOf(file).variableOf(parent.id)?.references ?? []).some(({ identifier }) => isQuery(identifier.parent))
  const isReturned = parent.type === 'ReturnStatement' || isFunction(parent)
  return isReturned && options.type === 'ObjectExpression' && options.properties.some((other) => other.type === 'Property' && /^(?:offset|skip)$/.test(keyName(other) ?? ''))
}

/** True if the function, or the registration of the handler, contains something that could be an upper bound. */
function isBounded({ text }: SourceFile, by: FunctionNode): boolean {
  let around: TSESTree.Node = by
  // `app.get(path, options, wrap(handler))`, `{ method, path, handler, options }`
  while (around.parent?.type === 'CallExpression' || (around.parent?.type === 'Property' && keyName(around.parent) === 'handler')) around = around.parent.type === 'Property' ? around.parent.parent : around.parent
  if (bound.test(text.slice(...around.range).replace(/\blimit\s+(?:\?|\$[\d{])/gi, ''))) return true
  let compares = false
  walk(by, (node) => {
    if (node.type === 'BinaryExpression' && /^[<>]/.test(node.operator)) compares ||= ![node.left, node.right].some((side) => nameOfValue(side) === 'length' || (side.type === 'Literal' && side.value === 0))
    return !compares
  })
  return compares
}
