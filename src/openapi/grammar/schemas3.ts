import { isAtLeast } from './version.ts'
import type { Version3 } from './version.ts'
import { xml } from './common.ts'
import { anySchema, schema31 } from './schema-2020-12.ts'
import { schema30 } from './schema-draft4.ts'
import { address, atMostOne, choice, map, node, required, since, string } from './shape.ts'
import type { Definitions, Shape } from './shape.ts'

/** The shape of a place for a schema. */
export function schemaOf(version: Version3): Shape {
  return version === '3.0' ? node('Schema') : anySchema
}

/** Schemas of OpenAPI 3 and the objects that only they contain. */
export function schemas3(version: Version3): Definitions {
  return {
    Schema: version === '3.0' ? schema30 : schema31,
    Discriminator: {
      fields: {
        propertyName: required(string),
        mapping: map(address('Schema')),
        defaultMapping: since('3.2', address('Schema')),
      },
      extensible: isAtLeast(version, '3.1'),
    },
    Xml: {
      fields: { ...xml.fields, nodeType: since('3.2', choice('element', 'attribute', 'text', 'cdata', 'none')) },
      constraints: [atMostOne('nodeType', 'attribute'), atMostOne('nodeType', 'wrapped')],
    },
  }
}
