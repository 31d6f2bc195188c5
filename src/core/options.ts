import type { XStatic } from 'typebox/schema'

/** What values an option of a rule takes: the part of JSON Schema 2020-12 that suffices for validation, completion and documentation. */
export type OptionSchema =
  | { readonly type: 'boolean'; readonly description: string; readonly default: boolean }
  | { readonly type: 'integer'; readonly description: string; readonly default: number; readonly minimum?: number; readonly maximum?: number }
  | { readonly type: 'string'; readonly description: string; readonly default: string; readonly enum?: readonly string[] }
  | {
      readonly type: 'array'
      readonly description: string
      readonly items: { readonly type: 'string'; readonly enum?: readonly string[] }
      readonly default: readonly string[]
    }

/** Options by name. Plain JSON Schema data, so that declaring them loads nothing. */
export type OptionSchemas = { readonly [name: string]: OptionSchema }

/** The TypeScript type of a rule's options once defaults are filled in. */
export type OptionsOf<Schemas extends OptionSchemas> = { readonly [Name in keyof Schemas]: XStatic<Schemas[Name]> }

/** Every option at its default. */
export function defaultsOf<Schemas extends OptionSchemas>(schemas: Schemas): Record<string, unknown> {
  return Object.fromEntries(Object.entries(schemas).map(([name, schema]) => [name, schema.default]))
}
