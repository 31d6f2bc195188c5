import { constructFromEvents, CORE_SCHEMA, mergeTag, parseEvents, YAMLException } from 'js-yaml'

import { yamlParserOf } from './yaml-parser.ts'
import type { YamlParser } from './yaml-parser.ts'

const parser = yamlParserOf({ constructFromEvents, CORE_SCHEMA, mergeTag, parseEvents, YAMLException })

/** js-yaml's parser, imported statically. The build puts this in place of `yaml-library` in bundles that must be one file (the Spectral ruleset). */
export function yamlParser(): YamlParser {
  return parser
}
