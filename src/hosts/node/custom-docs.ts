import { pathToFileURL } from 'node:url'

import type { CustomRule } from './custom-rules.ts'
import { docsOf } from './docs.ts'

/** Where people read about a rule; of one of the user's own, the documentation is the file that it is in. */
export function docsWith(custom: readonly CustomRule[]): (rule: string) => string {
  const files = new Map(custom.map(({ rule, file }) => [rule.id, pathToFileURL(file).href]))
  return (rule) => files.get(rule) ?? docsOf(rule)
}
