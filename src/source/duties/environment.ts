import type { TSESTree } from '@typescript-eslint/utils'
import { isFunction } from '../names/classes.ts'
import type { SourceFile } from '../syntax/file.ts'

const environment = /prod|\bdev|[a-z]Dev|NODE_ENV|\blocal|isLocal|isTest|staging/i
const notProduction = /!\s*(?:\w+\.)*is_?prod|!==?\s*['"`]prod|['"`]prod\w*['"`]\s*!==?|\bdev|[a-z]Dev|['"`]test|isLocal|isTest/i

/** True in a branch that never runs in production: `if (isProduction) … else …`, `isDev ? … : …`. */
export function isForDevelopment(file: SourceFile, node: TSESTree.Node): boolean {
  for (let at = node; at.parent !== undefined && !isFunction(at); at = at.parent) {
    const { parent }: TSESTree.Node = at
    if ((parent.type !== 'IfStatement' && parent.type !== 'ConditionalExpression') || parent.test === at) continue
    const test = file.text.slice(...parent.test.range)
    if (environment.test(test) && notProduction.test(test) === (parent.consequent === at)) return true
  }
  return false
}
