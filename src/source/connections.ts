import type { TSESTree } from '@typescript-eslint/utils'
import { defineAnalysis } from '../core/analysis.ts'
import { bindingsOf } from './bindings.ts'
import type { FunctionNode } from './bindings.ts'
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
    const handler = library && handlerAround(node)
    if (library === undefined || handler === undefined || isKept(file, node, handler)) return
    const name = file.text.slice(...node.callee.range)
    found.push({ node, maker: `${node.type === 'NewExpression' ? 'new ' : ''}${name}()`, pool: library.pool })
  })
  return found
})

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
