import { pathToFileURL } from 'node:url'

import type { CustomRule } from './custom-rules.ts'
import { docsOf } from './docs.ts'

/**
 * Where people read about a rule; of one of the user's own, the documentation is the file that it is in.
 * @param others addresses of rules that are not ours
 */
export function docsWith(custom: readonly CustomRule[], others: ReadonlyMap<string, string> = new Map()): (rule: string) => string {
  const files = new Map(custom.map(({ rule, file }) => [rule.id, pathToFileURL(file).href]))
  return (rule) => files.get(rule) ?? others.get(rule) ?? docsOf(rule)
}
