import type { RuleDefinition } from '@eslint/core'

import type { OptionSchema, OptionSchemas } from '../../core/options.ts'

type EslintSchema = NonNullable<NonNullable<RuleDefinition['meta']>['schema']>

/**
 * The schema by which ESLint checks the options of a rule. Without defaults: ESLint would fill them in, and what a configuration
 * says could not be told from what it leaves out.
 */
export function optionsSchema(options: OptionSchemas): EslintSchema {
  const properties = Object.entries(options).map(([name, option]) => [name, withoutDefault(option)] as const)
  return properties.length === 0 ? [] : [{ type: 'object', properties: Object.fromEntries(properties), additionalProperties: false }]
}

function withoutDefault({ default: _, ...schema }: OptionSchema): Omit<OptionSchema, 'default'> {
  return schema
}
