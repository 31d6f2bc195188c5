import type { Schema } from 'js-yaml'

type Library = Pick<typeof import('js-yaml'), 'constructFromEvents' | 'CORE_SCHEMA' | 'mergeTag' | 'parseEvents' | 'YAMLException'>

/** What is taken of js-yaml to read all of YAML. */
export interface YamlParser extends Pick<Library, 'constructFromEvents' | 'parseEvents' | 'YAMLException'> {
  readonly schema: Schema
}

export function yamlParserOf({ constructFromEvents, parseEvents, YAMLException, ...tags }: Library): YamlParser {
  return { constructFromEvents, parseEvents, YAMLException, schema: yamlSchema(tags) }
}

/** YAML 1.2 with merge keys, which contracts use although the core schema has none. Timestamps stay strings. */
export function yamlSchema({ CORE_SCHEMA, mergeTag }: Pick<Library, 'CORE_SCHEMA' | 'mergeTag'>): Schema {
  return CORE_SCHEMA.withTags(mergeTag)
}
