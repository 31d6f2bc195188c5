import { constructFromEvents, CORE_SCHEMA, mergeTag, parseEvents, YAMLException } from 'js-yaml'

import { yamlParserOf } from './yaml-parser.ts'
import type { YamlParser } from './yaml-parser.ts'

const parser = yamlParserOf({ constructFromEvents, CORE_SCHEMA, mergeTag, parseEvents, YAMLException })

/** js-yaml's parser, for what is built into one file that loads nothing: this stands in for `yaml-library` there. */
export function yamlParser(): YamlParser {
  return parser
}
