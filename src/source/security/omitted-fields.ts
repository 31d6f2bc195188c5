import type { TSESTree } from '@typescript-eslint/utils'
import { bare, keyName } from '../names/bindings.ts'
import { calledName } from '../names/calls.ts'
import { writtenAt } from '../duties/conditions.ts'
import type { SourceFile } from '../syntax/file.ts'
import { nodesOf } from '../syntax/tree.ts'

const unknown = ['?']

/**
 * The fields that clients of Prisma leave out of all results, `user.password` for `new PrismaClient({ omit: { user: { password: true } } })`; `?` if
 * they are not known, also because of an extension or middleware, which may leave out any.
 */
export function omittedFields(file: SourceFile): string[] {
  const { text, program } = file
  if (/\$extends|\$use\(/.test(text)) return unknown
  if (!/\bomit\b/.test(text)) return []
  return nodesOf(program).flatMap((node) => {
    const isClient = node.type === 'NewExpression' ? /Prisma/.test(calledName(node) ?? '') : node.type === 'CallExpression' && node.callee.type === 'Super'
    const [options] = isClient && 'arguments' in node ? node.arguments : []
    return options === undefined ? [] : namesIn(file, options, (name, value) => (name === 'omit' ? namesIn(file, value, (model, fields) => namesIn(file, fields, (field) => `${model}.${field}`.toLowerCase())) : []))
  })
}

function namesIn(file: SourceFile, given: TSESTree.Node, each: (name: string, value: TSESTree.Node) => string | string[]): string[] {
  const written = writtenAt(file, bare(given))
  const object = written && bare(written)
  if (object?.type !== 'ObjectExpression') return unknown
  return object.properties.flatMap((one) => (one.type === 'Property' ? each(keyName(one) ?? '?', one.value) : unknown))
}
