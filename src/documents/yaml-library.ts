import { createRequire } from 'node:module'

import { yamlParserOf } from './yaml-parser.ts'
import type { YamlParser } from './yaml-parser.ts'

let parser: YamlParser | undefined

/** js-yaml's parser. Loaded for texts that are not plain, and for comments and edits: most runs meet none of them. */
export function yamlParser(): YamlParser {
  parser ??= yamlParserOf(createRequire(import.meta.url)('js-yaml') as typeof import('js-yaml'))
  return parser
}
