import type { TSESTree } from '@typescript-eslint/utils'
import { keyName, memberName } from '../names/bindings.ts'
import type { Range } from '../syntax/records.ts'
import { functionsAround, nameOfFunction } from '../names/function-names.ts'
import { nodesOf } from '../syntax/tree.ts'
import type { FileIndex } from '../values/declarations.ts'

/** An environment variable that a file reads. */
export interface EnvironmentRead {
  readonly name: string
  readonly range: Range
  /** It need not be set: there is a default, or the code checks whether it is set. */
  readonly isOptional: boolean
  /** How it is read: directly from the environment, through a function, or as a field of a schema for the environment. */
  readonly by: 'itself' | 'function' | 'schema'
}

const upperSnake = /^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)*$/
/** `getOsEnv('DB_HOST')`, `env('DB_HOST')`, `config.get('DB_HOST')`, `configService.getOrThrow<string>('DB_HOST')`. */
const readerName = /env|config/i
const demanding = /throw|require|must|assert|ensure|mandatory/i
/** Calls that take a schema of the environment, with one field for each variable. */
const schemaCalls: ReadonlySet<string> = new Set(['object', 'Object', 'cleanEnv', 'parseEnv', 'createEnv', 'strictObject'])

/** Signs that schemas in a file describe the environment. */
const ofLibrary = /\bProcessEnv\b|@nestjs\/config|@t3-oss\/env|@?fastify[-/]env\b|env-schema/

/** True if a text may read environment variables. All other files need not be parsed. */
export function mayReadEnvironment(text: string): boolean {
  return (
    /\b(?:process|Bun)\s?[?!]?\.\s?env\b/.test(text) ||
    ofLibrary.test(text) ||
    (/env|config/i.test(text) && /\(\s{0,20}['"][A-Z][A-Z0-9_]{2,}['"]/.test(text))
  )
}

/** The environment variables that a file reads, in source order. */
export function environmentReads(index: FileIndex, program: TSESTree.Program, text: string): EnvironmentRead[] {
  const own = text.includes('.env[') ? ownReaders(program, text) : noReaders
  const reads = [
    ...(text.includes('.env') ? directReads(program) : []),
    ...index.calls.flatMap((call) => readsByCall(call, text, own)),
    ...(/fastify[-/]env|env-schema/.test(text) ? nodesOf(program).flatMap((node) => (node.type === 'ObjectExpression' ? readsBySchema(node, text) : [])) : []),
  ]
  return reads.sort((a, b) => a.range[0] - b.range[0])
}

/** The functions of a file that read the variable they are given, `need` in `need('DB_HOST')`, and whether they refuse a missing one. */
type OwnReaders = ReadonlyMap<string, boolean>
const noReaders: OwnReaders = new Map()

function ownReaders(program: TSESTree.Program, text: string): OwnReaders {
  const readers = new Map<string, boolean>()
  for (const node of nodesOf(program)) {
    if (node.type !== 'MemberExpression' || !node.computed || node.property.type !== 'Identifier' || !isEnvironment(node.object)) continue
    const { name } = node.property
    const [owner] = functionsAround(node)
    if (owner?.params.some((parameter) => parameter.type === 'Identifier' && parameter.name === name) !== true) continue
    readers.set(nameOfFunction(owner), /\bthrow\b|\bexit\(|\bassert|invariant/.test(text.slice(...owner.range)))
  }
  return readers
}

/** The JSON schema of @fastify/env: `{ required: ['DB_HOST'], properties: { DB_HOST: { type: 'string' } } }`. */
function readsBySchema({ properties }: TSESTree.ObjectExpression, text: string): EnvironmentRead[] {
  const valueOf = (name: string): TSESTree.Node | undefined => properties.flatMap((one) => (one.type === 'Property' && keyName(one) === name ? [one.value] : [])).at(0)
  const fields = valueOf('properties')
  const required = valueOf('required')
  if (fields?.type !== 'ObjectExpression') return []
  const listed = required === undefined ? '' : text.slice(...required.range)
  return fieldsOf(fields, text, 1).map((read) => ({ ...read, isOptional: read.isOptional || !new RegExp(`\\b${read.name}\\b`).test(listed) }))
}

function directReads(program: TSESTree.Program): EnvironmentRead[] {
  const reads: EnvironmentRead[] = []
  for (const node of nodesOf(program)) {
    if (node.type === 'MemberExpression' && isEnvironment(node.object)) {
      const name = memberName(node)
      if (name !== undefined && !isWritten(node)) reads.push({ name, range: node.range, isOptional: isOptional(node), by: 'itself' })
    } else if (node.type === 'VariableDeclarator' && node.id.type === 'ObjectPattern' && node.init !== null && isEnvironment(node.init)) {
      for (const property of node.id.properties) {
        const name = property.type === 'Property' ? keyName(property) : undefined
        if (property.type === 'Property' && name !== undefined)
          reads.push({ name, range: property.range, isOptional: property.value.type === 'AssignmentPattern', by: 'itself' })
      }
    }
  }
  return reads
}

/** `process.env`, `Bun.env`. Not `import.meta.env`: bundlers replace it when the code is built. */
function isEnvironment(node: TSESTree.Node): boolean {
  return (
    node.type === 'MemberExpression' &&
    memberName(node) === 'env' &&
    node.object.type === 'Identifier' &&
    (node.object.name === 'process' || node.object.name === 'Bun')
  )
}

function isWritten({ parent, range }: TSESTree.MemberExpression): boolean {
  return (
    (parent.type === 'AssignmentExpression' && parent.left.range[0] === range[0]) ||
    (parent.type === 'UnaryExpression' && parent.operator === 'delete')
  )
}

/** `X || 'default'`, `if (X)`, `X === 'true'`, also through `Number(X)`. */
function isOptional(read: TSESTree.Node): boolean {
  let node = read
  let isChained = false
  for (let around = node.parent; around !== undefined; node = around, around = around.parent) {
    switch (around.type) {
      case 'LogicalExpression':
        if (around.left === node) return true
        continue
      case 'BinaryExpression':
        // Not `req.get('x-api-key') === process.env.API_KEY`, which nobody passes without it.
        return around.operator === 'in' || (/^[!=]==?$/.test(around.operator) && [around.left, around.right].some((side) => side.type === 'Literal' || side.type === 'Identifier'))
      case 'ConditionalExpression':
      case 'IfStatement':
        return true
      case 'UnaryExpression':
        if (around.operator === '!') return true
        continue
      case 'CallExpression':
        // `process.env.X?.trim() ?? 'default'`
        if (around.callee === node && isChained) continue
        if (around.callee.type === 'Identifier' && /^(?:Number|parseInt|parseFloat|String|Boolean)$/.test(around.callee.name)) continue
        return false
      case 'TSAsExpression':
      case 'TSNonNullExpression':
      case 'ChainExpression':
        continue
      case 'MemberExpression':
        isChained ||= around.optional
        continue
      default:
        return false
    }
  }
  return false
}

function readsByCall(call: TSESTree.CallExpression | TSESTree.NewExpression, text: string, own: OwnReaders): EnvironmentRead[] {
  const [first, second] = call.arguments
  const callee = text.slice(...call.callee.range)
  if (first?.type === 'Literal' && typeof first.value === 'string' && upperSnake.test(first.value) && first.value.length > 2) {
    // `need('X')`, `this.need('X')`, `Env.need('X')`, but not `cache.get('X')`
    const reader = callee.replace(/^(?:this|[A-Z]\w{0,40})\./, '')
    if (callee.length > 60 || !(own.has(reader) || readerName.test(callee))) return []
    const isDeno = /^Deno\.env\.get$/.test(callee)
    // Whether a function requires the variable can only be told from its name.
    const isNeeded = second === undefined && (isDeno || (own.get(reader) ?? demanding.test(callee))) && !isOptional(call)
    return [{ name: first.value, range: first.range, isOptional: !isNeeded, by: isDeno ? 'itself' : 'function' }]
  }
  const name = call.callee.type === 'MemberExpression' ? memberName(call.callee) : call.callee.type === 'Identifier' ? call.callee.name : ''
  if (!schemaCalls.has(name ?? '') || !(/\b(?:process|Bun)\.env\b/.test(text) || ofLibrary.test(text))) return []
  return call.arguments.flatMap((argument) => (argument.type === 'ObjectExpression' ? fieldsOf(argument, text, 0) : []))
}

/** The fields of a schema and of its sections: `createEnv({ server: { DB_HOST: z.string() } })`. */
function fieldsOf(schema: TSESTree.ObjectExpression, text: string, depth: number): EnvironmentRead[] {
  return schema.properties.flatMap((property): EnvironmentRead[] => {
    const name = property.type === 'Property' ? keyName(property) : undefined
    if (property.type !== 'Property' || name === undefined) return []
    if (property.value.type === 'ObjectExpression' && depth === 0 && !upperSnake.test(name)) return fieldsOf(property.value, text, 1)
    // Another schema in the same file: `z.object({ id: … })`.
    if (!upperSnake.test(name)) return []
    const isOptional = /\b(?:default|[oO]ptional|devDefault|nullish|catch)\b/.test(text.slice(...property.value.range))
    return [{ name, range: property.key.range, isOptional, by: 'schema' }]
  })
}
