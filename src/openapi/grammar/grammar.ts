import { isAtLeast, openApiVersions } from './version.ts'
import type { OpenApiVersion } from './version.ts'
import type { NodeKind } from './kinds.ts'
import { openapi2 } from './openapi2.ts'
import { openapi3 } from './openapi3.ts'
import type { Constraint, FieldDefinition, NodeDefinition, Shape } from './shape.ts'

/** An object of one version, compiled for looking fields up. */
export interface NodeShape {
  readonly kind: NodeKind
  readonly fields: ReadonlyMap<string, { readonly shape: Shape; readonly advice: string | undefined }>
  readonly required: readonly string[]
  readonly others: NodeDefinition['others']
  readonly constraints: readonly Constraint[]
  readonly reference: NodeDefinition['reference']
  readonly open: boolean
  readonly extensible: boolean
  /** Fields that people put here but this version does not have here, with what to write instead. */
  readonly instead: ReadonlyMap<string, string>
}

/** The grammar of one version of OpenAPI. */
export interface Grammar {
  /** The object, or nothing if this version has none of this kind. */
  of(kind: NodeKind): NodeShape | undefined
}

const grammars = new Map<OpenApiVersion, Grammar>()

/** The grammar of a version, compiled on first use. */
export function grammarOf(version: OpenApiVersion): Grammar {
  let grammar = grammars.get(version)
  if (grammar === undefined) grammars.set(version, (grammar = compile(version)))
  return grammar
}

function compile(version: OpenApiVersion): Grammar {
  const definitions = version === '2.0' ? openapi2 : openapi3(version)
  const shapes = new Map<NodeKind, NodeShape>()
  for (const kind of Object.keys(definitions) as NodeKind[]) {
    const definition = definitions[kind]
    if (definition !== undefined) shapes.set(kind, compileNode(kind, definition, version))
  }
  return { of: (kind) => shapes.get(kind) }
}

function compileNode(kind: NodeKind, definition: NodeDefinition, version: OpenApiVersion): NodeShape {
  const fields = new Map<string, { shape: Shape; advice: string | undefined }>()
  const required: string[] = []
  const instead = new Map(Object.entries(definition.instead ?? {}))
  for (const [name, given] of Object.entries(definition.fields)) {
    const field: FieldDefinition = 'is' in given ? { shape: given, required: false } : given
    if (isIn(field, version)) {
      fields.set(name, { shape: field.shape, advice: field.advice })
      if (field.required) required.push(name)
    } else if (field.advice !== undefined) instead.set(name, field.advice)
  }
  return {
    kind,
    fields,
    required,
    others: definition.others,
    constraints: definition.constraints ?? [],
    reference: definition.reference,
    open: definition.open ?? false,
    extensible: definition.extensible ?? true,
    instead,
  }
}

function isIn(field: FieldDefinition, version: OpenApiVersion): boolean {
  return (
    (field.since === undefined || isAtLeast(version, field.since)) &&
    (field.until === undefined || isAtLeast(field.until, version))
  )
}

/** The version in which objects of this kind have the field: the next later one, or else the last earlier one. */
export function versionWithField(kind: NodeKind, field: string, version: OpenApiVersion): OpenApiVersion | undefined {
  const later = openApiVersions.filter((other) => other !== version && isAtLeast(other, version))
  const earlier = openApiVersions.filter((other) => !isAtLeast(other, version)).reverse()
  return [...later, ...earlier].find((other) => grammarOf(other).of(kind)?.fields.has(field))
}
