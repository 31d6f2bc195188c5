import type { TSESTree } from '@typescript-eslint/utils'
import { memberName } from '../names/bindings.ts'
import { dataCallOf, mayAskDatabase, possibleDataCallOf } from '../duties/data-calls.ts'
import type { DataCall } from '../duties/data-calls.ts'
import type { SourceFile } from '../syntax/file.ts'
import { queryLibraries } from '../models/queries.ts'
import type { Range } from '../syntax/records.ts'
import { mayHandleRequests } from '../duties/request-handlers.ts'
import { nodesOf } from '../syntax/tree.ts'
import { giverOf, isSender, isUnlimited, isUnlimitedSql, unboundedQueries } from '../duties/unbounded.ts'
import type { Giver } from '../duties/unbounded.ts'
import { indexFile } from '../values/declarations.ts'
import { methodNamed } from '../values/members.ts'
import type { NamedMethod } from '../values/members.ts'
import { ValueReader } from '../values/reader.ts'
import { trimmed } from '../values/value.ts'
import type { Value } from '../values/value.ts'

/** A query that fetches everything there is. */
export interface GivenQuery {
  /** For people: `this.users.find`. */
  readonly name: string
  readonly range: Range
  /** What bounds it, as the rest of a sentence, where the library is known. */
  readonly bound?: string
  /** What is called, where only other files can tell whether it asks a database. */
  readonly callee?: Value
}

/** Where a function gets from what it returns or answers with. */
export interface GivenFact {
  /** Where the function starts. */
  readonly at: number
  readonly method?: NamedMethod
  readonly query?: GivenQuery
  /** Functions that it calls for it. */
  readonly calls: readonly Value[]
  /** It puts it into an object first. */
  readonly wraps: boolean
  /** It speaks of pages, or takes something from the query of a request. */
  readonly mayPage: boolean
}

/** Anything by which a list may be cut, in names of parameters, options and functions. */
const cuts = /limit|\btake\b|skip|offset|\bpag|[pP]ag(?:e|ing|inat)|cursor|\bafter\b|\bfirst\b|\btop\b|perPage|per_page|\bsize\b|batch|slice|stream|query\b(?!\s*[(<])|Query\b|searchParams|LIMIT|nextToken|\bmax/

/** More calls than this say nothing more. */
const maxCalls = 4

type Found = Map<TSESTree.Node, { query?: GivenQuery; calls: Value[]; wraps: boolean }>

/** What is known of a function so far, with how one more thing goes through it. */
function factOf(found: Found, { by, isWrapped }: Giver): { query?: GivenQuery; calls: Value[]; wraps: boolean } {
  const fact = found.get(by) ?? { calls: [], wraps: false }
  fact.wraps ||= isWrapped
  found.set(by, fact)
  return fact
}

/** What functions of a file give on of what they fetch or are given themselves. Plain data, fit for a cache. */
export function givenFacts(file: SourceFile): GivenFact[] {
  const found: Found = new Map()
  const reader = new ValueReader(indexFile(file.program))
  for (const node of nodesOf(file.program)) {
    if (node.type === 'TaggedTemplateExpression') tagged(file, node, found)
    if (node.type !== 'CallExpression') continue
    const giver = giverOf(file, node)
    if (giver === undefined) continue
    const fact = factOf(found, giver)
    const call = dataCallOf(file, node)
    const possible = call === undefined ? possibleDataCallOf(file, node) : undefined
    const query = call ?? possible ?? plainList(node)
    if (query !== undefined && isUnlimited(file, query)) {
      const callee = possible && trimmed(reader.read(node.callee), 1)
      fact.query ??= { ...unlimited(query), ...(callee && { callee }) }
    } else if (isOfProject(call) && fact.calls.length < maxCalls && !isSender(node)) fact.calls.push(trimmed(reader.read(node.callee), 1))
  }
  return [...found].map(([node, { query, calls, wraps }]) => {
    const method = methodNamed(node)
    return {
      at: node.range[0],
      ...(method && { method }),
      ...(query && { query }),
      calls: calls.filter(({ kind }) => kind !== 'unknown' && kind !== 'global'),
      wraps,
      mayPage: cuts.test(file.text.slice(...node.range)),
    }
  })
}

export type UnlimitedFact = Pick<GivenQuery, 'name' | 'range' | 'bound'>

/** The queries of a file that fetch everything there is and that one of its handlers answers with. */
export function unlimitedFacts(file: SourceFile): UnlimitedFact[] {
  return mayHandleRequests(file) && mayAskDatabase(file) ? unboundedQueries(file).map(unlimited) : []
}

function unlimited({ name, node, library }: DataCall): UnlimitedFact {
  return { name, range: node.callee.range, ...(library && { bound: library.bound }) }
}

/** A repository of the project is followed to what it asks. */
function isOfProject(call: DataCall | undefined): boolean {
  return call === undefined || (call.library === undefined && call.sql === undefined)
}

/** `query('SELECT id FROM orders')`, `db.prepare('SELECT id FROM orders').all()` of SQLite and of D1, `db('orders').select()` of knex. */
function plainList(node: TSESTree.CallExpression): DataCall | undefined {
  const { callee } = node
  if (callee.type === 'Identifier') return /^(?:run|db)?query$/i.test(callee.name) ? sent(node, callee.name, node.arguments[0]) : undefined
  if (callee.type !== 'MemberExpression' || callee.object.type !== 'CallExpression') return undefined
  const { callee: start, arguments: [first] } = callee.object
  const method = memberName(callee)
  if (method === 'all' && start.type === 'MemberExpression' && memberName(start) === 'prepare') return sent(node, 'prepare.all', first)
  const isTable = method === 'select' && start.type === 'Identifier' && /^(?:db|knex|trx)$/.test(start.name) && first?.type === 'Literal'
  return isTable ? { node, name: `${start.name}.select`, method, library: knex, sql: undefined } : undefined
}

const knex = queryLibraries.find(({ packages }) => packages.includes('knex'))

function sent(node: TSESTree.CallExpression, name: string, text: TSESTree.Node | undefined): DataCall | undefined {
  return text?.type === 'Literal' ? { node, name, method: name, library: undefined, sql: String(text.value) } : undefined
}

/** `` await sql`SELECT id FROM orders` `` of postgres.js and its like. */
function tagged(file: SourceFile, node: TSESTree.TaggedTemplateExpression, found: Found): void {
  if (node.tag.type !== 'Identifier' || node.tag.name !== 'sql' || !isUnlimitedSql(node.quasi.quasis.map(({ value }) => value.raw).join('?'))) return
  const giver = giverOf(file, node)
  if (giver === undefined) return
  factOf(found, giver).query ??= { name: node.tag.name, range: node.tag.range }
}
