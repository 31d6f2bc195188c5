import type { RuleDefinition } from '@eslint/core'

import type { OptionSchema, OptionSchemas } from '../../core/options.ts'

type EslintSchema = NonNullable<NonNullable<RuleDefinition['meta']>['schema']>

/**
 * The schema by which ESLint validates the options of a rule. It has no defaults, because ESLint would fill them in, and we could no longer
 * tell which options a configuration leaves out and `setsquare.yaml` decides.
 */
export function optionsSchema(options: OptionSchemas): EslintSchema {
  const properties = Object.entries(options).map(([name, option]) => [name, withoutDefault(option)] as const)
  return properties.length === 0 ? [] : [{ type: 'object', properties: Object.fromEntries(properties), additionalProperties: false }]
}

function withoutDefault({ default: _, ...schema }: OptionSchema): Omit<OptionSchema, 'default'> {
  return schema
}
