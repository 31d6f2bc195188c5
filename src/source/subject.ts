import type { AST_NODE_TYPES, TSESTree } from '@typescript-eslint/utils'
import { anyOf } from '../core/any-of.ts'
import type { Subject } from '../core/subject.ts'
import type { Range, SourceFile } from './syntax/file.ts'
import { nodesOf, walk } from './syntax/tree.ts'
import { visitorKeys } from './syntax/visitor-keys.ts'

type Kinds = typeof AST_NODE_TYPES
type NodesByKind = { readonly [Kind in keyof Kinds]: Extract<TSESTree.Node, { type: Kinds[Kind] }> }

/** ESTree nodes by their type, and `Type:exit` when the walk leaves one: ESLint takes such visitors as they are. */
export type SourceNodes = NodesByKind & { readonly [Kind in keyof Kinds as `${Kind}:exit`]: NodesByKind[Kind] }

/** A node, a comment, or any stretch of the file's text. */
export interface SourcePlace {
  readonly range: Range
}

const exit = ':exit'

/** By the words that a rule wants to be mentioned. */
const patterns = new WeakMap<readonly string[], RegExp>()

/** TypeScript and JavaScript files. */
export const source: Subject<SourceFile, SourceNodes, SourcePlace> = {
  name: 'source',
  speaksAbout: ['code'],
  scope: 'unit',

  hasNode(kind) {
    return Object.hasOwn(visitorKeys, kind.endsWith(exit) ? kind.slice(0, -exit.length) : kind)
  },

  mentions(unit, words) {
    let pattern = patterns.get(words)
    if (pattern === undefined) patterns.set(words, (pattern = anyOf(words)))
    return pattern.test(unit.text)
  },

  traverse(unit, visit, wanted) {
    // The table of visitors is keyed by kind, so a node's own type always names the right one; the compiler cannot follow that.
    const call = visit as (kind: string, node: TSESTree.Node) => void
    const leaves = [...wanted].some((kind) => kind.endsWith(exit))
    const enter = (node: TSESTree.Node): void => {
      if (wanted.has(node.type)) call(node.type, node)
    }
    if (!leaves) {
      for (const node of nodesOf(unit.program)) enter(node)
      return
    }
    walk(unit.program, enter, (node) => {
      if (wanted.has(node.type + exit)) call(node.type + exit, node)
    })
  },

  locate(unit, place) {
    return { file: unit.file, range: place.range }
  },

  fileOf(unit) {
    return unit.file
  },
}
