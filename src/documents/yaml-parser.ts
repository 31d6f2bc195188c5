import type { Schema } from 'js-yaml'

type Library = Pick<typeof import('js-yaml'), 'constructFromEvents' | 'CORE_SCHEMA' | 'mergeTag' | 'parseEvents' | 'YAMLException'>

/** The parts of js-yaml that are used. */
export interface YamlParser extends Pick<Library, 'constructFromEvents' | 'parseEvents' | 'YAMLException'> {
  /** The core schema of YAML 1.2, with merge keys, which contracts use although it has none. Timestamps are strings. */
  readonly schema: Schema
}

/** Picks the parser out of the library, however that was loaded. */
export function yamlParserOf({ constructFromEvents, parseEvents, YAMLException, CORE_SCHEMA, mergeTag }: Library): YamlParser {
  return { constructFromEvents, parseEvents, YAMLException, schema: CORE_SCHEMA.withTags(mergeTag) }
}
