import type { Schema } from 'js-yaml'

type Library = Pick<typeof import('js-yaml'), 'constructFromEvents' | 'CORE_SCHEMA' | 'mergeTag' | 'parseEvents' | 'YAMLException'>

/** The parts of js-yaml that are used. */
export interface YamlParser extends Pick<Library, 'constructFromEvents' | 'parseEvents' | 'YAMLException'> {
  readonly schema: Schema
}

/** Picks the parser out of the library, however that was loaded. */
export function yamlParserOf({ constructFromEvents, parseEvents, YAMLException, ...tags }: Library): YamlParser {
  return { constructFromEvents, parseEvents, YAMLException, schema: yamlSchema(tags) }
}

/** The core schema of YAML 1.2, with merge keys, which contracts use although it has none. Timestamps are strings. */
export function yamlSchema({ CORE_SCHEMA, mergeTag }: Pick<Library, 'CORE_SCHEMA' | 'mergeTag'>): Schema {
  return CORE_SCHEMA.withTags(mergeTag)
}
