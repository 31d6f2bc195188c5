import type { TSESTree } from '@typescript-eslint/utils'
import { bindingsOf, keyName } from '../names/bindings.ts'
import type { SourceFile } from '../syntax/file.ts'
import { nodesOf } from '../syntax/tree.ts'
import type { LoggedSecret } from './logged.ts'

/** Stands for fields that are redacted but could not be read. */
const anything = '*'

/** The paths of fields that pino is told to redact in this file: `redact: ['*.password']`, `redact: { paths }`. */
export function redactedPaths(file: SourceFile): string[] {
  if (!file.text.includes('redact')) return []
  return [...nodesOf(file.program)].flatMap((node) =>
    node.type === 'Property' && !node.computed && keyName(node) === 'redact' ? pathsIn(file, node.value) : [],
  )
}

function pathsIn(file: SourceFile, node: TSESTree.Node): string[] {
  if (node.type === 'TSAsExpression') return pathsIn(file, node.expression)
  if (node.type === 'ArrayExpression')
    return node.elements.map((element) => (element?.type === 'Literal' && typeof element.value === 'string' ? element.value : anything))
  if (node.type === 'ObjectExpression') {
    const paths = node.properties.find((property) => property.type === 'Property' && keyName(property) === 'paths')
    return paths?.type === 'Property' ? pathsIn(file, paths.value) : [anything]
  }
  const definition = node.type === 'Identifier' ? bindingsOf(file).definitionOf(node) : undefined
  return definition?.kind === 'variable' && definition.init?.type === 'ArrayExpression' ? pathsIn(file, definition.init) : [anything]
}

/** True if a logger that redacts these paths hides the secret, or some of the headers or of the body that are logged. */
export function hides(paths: readonly string[], { kind, path }: LoggedSecret): boolean {
  return (
    path !== null &&
    paths.some((pattern) => {
      const keys = pattern.split(/[[\].'"`]+/).filter((key) => key !== '')
      if (kind === 'credential' && keys.length > path.length) return false
      return keys.slice(0, path.length).every((key, at) => key === anything || key === path[at])
    })
  )
}
