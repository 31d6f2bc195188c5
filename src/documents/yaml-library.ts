import { createRequire } from 'node:module'

import { yamlParserOf } from './yaml-parser.ts'
import type { YamlParser } from './yaml-parser.ts'

let parser: YamlParser | undefined

/** js-yaml's parser, loaded on first use: most runs meet only plain YAML and neither list comments nor make edits. */
export function yamlParser(): YamlParser {
  parser ??= yamlParserOf(createRequire(import.meta.url)('js-yaml') as typeof import('js-yaml'))
  return parser
}
