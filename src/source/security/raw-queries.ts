import type { TSESTree } from '@typescript-eslint/utils'
import { credentialNamed } from '../../core/credentials.ts'
import { bindingsOf, keyName } from '../names/bindings.ts'
import { calledName } from '../names/calls.ts'
import { writtenAt } from '../duties/conditions.ts'
import { followed } from '../sql/followed.ts'
import type { SourceFile } from '../syntax/file.ts'
import { nodesOf } from '../syntax/tree.ts'
import type { Changes } from './projections.ts'
import type { RecordModel } from './record-models.ts'

const named = '\\s+["\'`[]?(?:\\w+["`\\]]?\\.["`[]?)?(\\w+)'
const statement = new RegExp(`^\\s*(?:select\\s([^]{1,400}?)\\sfrom|insert\\s+into|update|delete\\s+from|create\\s+table(?:\\s+if\\s+not\\s+exists)?)${named}`, 'i')
const returning = /\breturning\s([^]{1,400})$/i
const inserting = /^insert(?:One|Many)?$/

/** What a statement returns of the rows of a table. */
export interface RawQuery {
  readonly table: string
  readonly projected: Changes
}

/** `select * from users`, `insert into users … returning id, email`. Columns of other tables and computed ones say nothing. */
export function rawQueryIn(file: SourceFile, node: TSESTree.Node | undefined): RawQuery | undefined {
  const text = node === undefined ? '' : sqlIn(followed(file, node))
  const [all = '', selected, table] = statement.exec(text) ?? []
  const columns = selected ?? returning.exec(text)?.[1]
  if (columns === undefined || table === undefined) return undefined
  const [star, alias = table] = /(?:^|,)\s*(?:(\w+)\.)?\*/.exec(columns) ?? []
  const rest = text.slice(all.length).replace(/^["`\]]?\s+(?:as\s)?/i, '')
  if (star !== undefined && (alias === table || rest.startsWith(`${alias} `))) return { table, projected: ['{}'] }
  const plain = columns.split(',').flatMap((one) => /^(?:\w+\.)?["`[]?(\w+)["`\]]?;?$/.exec(one.trim())?.[1] ?? [])
  return { table, projected: ['{}', '=', ...plain.map((name) => `+${name}`)] }
}

/** The tables and collections with credentials, as far as statements and documents that are inserted name them. */
export function tablesIn(file: SourceFile): RecordModel[] {
  if (!/pass|pwd|secret|key|senha|contrase|kennwort/i.test(file.text) || !/\b(?:insert\s+into|create\s+table|select\s|update\s|insert(?:One|Many)?\()/i.test(file.text)) return []
  return nodesOf(file.program).flatMap((node): RecordModel[] => {
    const { range } = node
    const stored = node.type === 'CallExpression' && inserting.test(calledName(node) ?? '') ? documentIn(file, node) : undefined
    const sql = stored === undefined ? sqlIn(node).replace(/'[^']*'/g, '') : ''
    const table = stored?.table ?? (/\bjoin\b/i.test(sql) ? undefined : statement.exec(sql)?.[2])
    const names = table === undefined ? [] : (stored?.fields ?? sql.match(/(?<![:$@\w])[a-z_]\w*/gi) ?? [])
    const secrets = [...new Set(names)].flatMap((name) => (credentialNamed(name) === undefined ? [] : [{ name, range, isUnselected: false }]))
    return table === undefined || secrets.length === 0 ? [] : [{ at: range[1], name: table, library: stored ? 'mongodb' : 'SQL', secrets, refs: [], isSerialised: false }]
  })
}

interface StoredDocument {
  readonly table: string
  readonly fields: readonly string[]
}

/** `db.collection('users').insertOne({ name, password })` */
function documentIn(file: SourceFile, { callee, arguments: [first] }: TSESTree.CallExpression): StoredDocument | undefined {
  const held = callee.type === 'MemberExpression' ? bindingsOf(file).definitionOf(callee.object) : undefined
  const made = held?.kind === 'variable' ? held.init : callee.type === 'MemberExpression' ? callee.object : undefined
  const [name] = made?.type === 'CallExpression' && calledName(made) === 'collection' ? made.arguments : []
  const document = writtenAt(file, first)
  if (name?.type !== 'Literal' || document?.type !== 'ObjectExpression') return undefined
  return { table: String(name.value), fields: document.properties.flatMap((one) => (one.type === 'Property' ? (keyName(one) ?? []) : [])) }
}

/** The text of a statement, with `?` for interpolated values; empty for anything else. */
export function sqlIn(node: TSESTree.Node | undefined): string {
  const text = node?.type === 'Literal' ? node.value : node?.type === 'TemplateLiteral' ? node.quasis.map(({ value }) => value.raw).join('?') : ''
  return typeof text === 'string' ? text : ''
}
