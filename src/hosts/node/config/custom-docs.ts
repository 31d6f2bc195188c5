import { pathToFileURL } from 'node:url'

import type { CustomRule } from './custom-rules.ts'
import { docsOf } from './docs.ts'

/**
 * Returns a function that gives the documentation address of a rule. For a custom rule, this is the file that defines it.
 * @param others addresses for the rules of other linters
 */
export function docsWith(custom: readonly CustomRule[], others: ReadonlyMap<string, string> = new Map()): (rule: string) => string {
  const files = new Map(custom.map(({ rule, file }) => [rule.id, pathToFileURL(file).href]))
  return (rule) => files.get(rule) ?? others.get(rule) ?? docsOf(rule)
}
