import type { TSESTree } from '@typescript-eslint/utils'
import { defineAnalysis } from '../core/analysis.ts'
import { bindingsOf } from './bindings.ts'
import type { FunctionNode } from './bindings.ts'
import { callsOf } from './calls.ts'
import { isFunction } from './classes.ts'
import type { SourceFile } from './file.ts'
import { importedFunction } from './imported-call.ts'
import { connectionMakers } from './models/queries.ts'
import { namedPackage } from './named-package.ts'
import { handlerAround } from './request-handlers.ts'
import { walk } from './tree.ts'

/** A connection to a database that is opened while a request is answered. */
export interface Connection {
  readonly node: TSESTree.CallExpression | TSESTree.NewExpression
  /** For people: `new Client()`. */
  readonly maker: string
  /** What to do instead, as the rest of a sentence. */
  readonly pool: string
}

const makers = namedPackage(connectionMakers.flatMap(({ packages }) => packages))

/** True where a file's text names something that opens connections. */
export function mayConnect({ text }: Pick<SourceFile, 'text'>): boolean {
  return makers.test(text)
}

/** The connections that handlers open for themselves. */
export const connectionsOf = defineAnalysis('connections of handlers', (file: SourceFile): readonly Connection[] => {
  const found: Connection[] = []
  walk(file.program, (node) => {
    if (node.type !== 'CallExpression' && node.type !== 'NewExpression') return
    const made = importedFunction(file, node.callee, (module) => connectionMakers.some(({ packages }) => packages.includes(module)))
    const library = made && connectionMakers.find(({ packages, names }) => packages.includes(made.module) && names.has(made.name))
    const handler = library && (handlerAround(node) ?? askedByHandler(file, node))
    if (library === undefined || handler === undefined || isKept(file, node, handler)) return
    const name = file.text.slice(...node.callee.range)
    found.push({ node, maker: `${node.type === 'NewExpression' ? 'new ' : ''}${name}()`, pool: library.pool })
  })
  return found
})

/** The function around, where a handler of the file calls it and it keeps nothing. */
function askedByHandler(file: SourceFile, node: TSESTree.Node): FunctionNode | undefined {
  for (let at = node.parent; at !== undefined; at = at.parent) {
    if (!isFunction(at)) continue
    const keeps = /\.set\(|cache|memo|\?\?=/i.test(file.text.slice(...at.range))
    return !keeps && callsOf(file).sitesOf(at).some((site) => handlerAround(site) !== undefined && !isStored(site)) ? at : undefined
  }
  return undefined
}

/** `client ??= open()`: once for all requests. */
function isStored(site: TSESTree.Node): boolean {
  for (let at = site.parent; at !== undefined; at = at.parent) {
    if (at.type === 'AssignmentExpression') return true
    if (at.type !== 'AwaitExpression' && at.type !== 'LogicalExpression') return false
  }
  return false
}

/** `this.client = new Client()`, `cached ??= …`, `global.x = …`: there for the next one too. */
function isKept(file: SourceFile, node: TSESTree.Node, { range: [start, end] }: FunctionNode): boolean {
  for (let at: TSESTree.Node = node; at.parent !== undefined; at = at.parent) {
    const { parent } = at
    if (parent.type === 'AssignmentExpression') {
      const declared = bindingsOf(file).variableOf(parent.left)?.identifiers[0]
      return parent.right === at && !(declared !== undefined && start <= declared.range[0] && declared.range[1] <= end)
    }
    if (parent.type !== 'AwaitExpression' && parent.type !== 'LogicalExpression' && parent.type !== 'TSAsExpression') return false
  }
  return false
}
