import type { TSESTree } from '@typescript-eslint/utils'
import { bindingsOf, memberName } from '../names/bindings.ts'
import type { FunctionNode } from '../names/bindings.ts'
import { words } from '../../core/words.ts'
import type { SourceFile } from '../syntax/file.ts'
import { isFunction } from '../names/classes.ts'
import { importedFunction } from '../names/imported-call.ts'
import type { ImportedFunction } from '../names/imported-call.ts'
import { connectionMakers } from '../models/connections.ts'
import { namedPackage } from '../names/named-package.ts'
import { walk } from '../syntax/tree.ts'
import { isRequestHandler } from './request-handlers.ts'

/** A database connection that is opened inside a function. */
export interface Connection {
  /** As written in messages: `new Client()`. */
  readonly maker: string
  /** The alternative to recommend, as the rest of a sentence. */
  readonly pool: string
  /** True if the function stores the connection where the next request finds it too. */
  isKeptBy(owner: FunctionNode): boolean
}

const makers = namedPackage(connectionMakers.flatMap(({ packages }) => packages))

/** False if the file certainly opens no database connection. */
export function mayConnect({ text }: Pick<SourceFile, 'text'>): boolean {
  return makers.test(text)
}

/** The connection that a call opens, if it opens one. */
export function openedBy(file: SourceFile, node: TSESTree.CallExpression | TSESTree.NewExpression): Connection | undefined {
  const isMeant = (module: string): boolean => connectionMakers.some(({ packages }) => packages.includes(module))
  const made = importedFunction(file, node.callee, isMeant) ?? ofClass(file, node.callee, isMeant)
  const library = made && connectionMakers.find(({ packages, names }) => packages.includes(made.module) && names.has(made.name.replace(/^(?:default|\*)\./, '')))
  if (library === undefined || isOfRequest(file, node)) return undefined
  if (library.given !== undefined && !library.given.test(file.text.slice(node.callee.range[1], node.range[1]))) return undefined
  const name = file.text.slice(...node.callee.range)
  return {
    maker: `${node.type === 'NewExpression' ? 'new ' : ''}${name}()`,
    pool: library.pool,
    isKeptBy: (owner) => {
      const text = file.text.slice(...owner.range)
      return isKept(file, node, owner) || isKeptInCallback(file, node, owner) || listening.test(text) || (!isRequestHandler(owner) && keeping.test(text))
    },
  }
}

/**
 * `postgres(c.env.DATABASE_URL)`: where the environment comes with the request, as on Workers, a connection cannot outlive it. Nor can one for whom the
 * request names, `createConnection({ user: req.body.user })`.
 */
function isOfRequest(file: SourceFile, { arguments: given }: TSESTree.CallExpression | TSESTree.NewExpression): boolean {
  let isBrought = false
  for (const argument of given) {
    if (!/(?<!process\.)\benv\b|\breq(?:uest)?\.body\./.test(file.text.slice(...argument.range))) continue
    walk(argument, (node) => {
      isBrought ||= node.type === 'Identifier' && bindingsOf(file).definitionOf(node)?.kind === 'parameter'
    })
  }
  return isBrought
}

/** `MongoClient.connect(url)` */
function ofClass(file: SourceFile, callee: TSESTree.Node, isMeant: (module: string) => boolean): ImportedFunction | undefined {
  const method = memberName(callee)
  const made = callee.type === 'MemberExpression' && method !== undefined ? importedFunction(file, callee.object, isMeant) : undefined
  return made && { ...made, name: `${made.name}.${method ?? ''}` }
}

/** Signs in a function's text that it keeps what it opens for later calls. */
const keeping = /\.set\(|cache|memo|\?\?=/i

/** Signs that a connection waits for messages, which takes one of its own. */
const listening = /\bLISTEN\s|\.p?[sS]ubscribe\(|\.consume\(/

/** Methods that open the connection they are called on, or return a part of it. */
const opening = words('connect then initialize $connect db createChannel createConfirmChannel')

/** `connection = client`, `db = client.db('shop')` */
function isKeptAs({ parent }: TSESTree.Node): boolean {
  return parent?.type === 'AssignmentExpression' || (memberName(parent) === 'db')
}

/** `MongoClient.connect(url, (error, client) => { db = client.db('shop') })`, `connect(url).then((client) => (db = client))` */
function isKeptInCallback(file: SourceFile, node: TSESTree.CallExpression | TSESTree.NewExpression, owner: FunctionNode): boolean {
  const next = node.parent.type === 'MemberExpression' ? node.parent.parent : node
  const given = next.type === 'CallExpression' || next.type === 'NewExpression' ? next.arguments : []
  // The error comes first.
  return given.some((one) => isFunction(one) && one.params.slice(-1).some((parameter) => isNameKept(file, parameter, owner)))
}

function isNameKept(file: SourceFile, name: TSESTree.Node, owner: FunctionNode): boolean {
  return (bindingsOf(file).variableOf(name)?.references ?? []).some(({ identifier }) => isKeptAs(identifier) && isKept(file, identifier, owner))
}

/** `this.client = new Client()`, `cached ??= …`, `global.x = …`: the connection outlives the function. Also looks through variables. */
function isKept(file: SourceFile, node: TSESTree.Node, owner: FunctionNode): boolean {
  const [start, end] = owner.range
  for (let at: TSESTree.Node = node; at.parent !== undefined; at = at.parent) {
    const { parent } = at
    if (parent.type === 'AssignmentExpression') {
      const declared = bindingsOf(file).variableOf(parent.left)?.declarations[0]?.name
      return parent.right === at && !(declared !== undefined && start <= declared.range[0] && declared.range[1] <= end)
    }
    if (parent.type === 'VariableDeclarator' && at === parent.init) return isNameKept(file, parent.id, owner)
    // `pool = await new ConnectionPool(options).connect()`
    if (parent.type === 'MemberExpression' || (at.type === 'MemberExpression' && parent.type === 'CallExpression' && opening.has(memberName(at) ?? ''))) continue
    if (parent.type !== 'AwaitExpression' && parent.type !== 'LogicalExpression' && parent.type !== 'TSAsExpression') return false
  }
  return false
}
