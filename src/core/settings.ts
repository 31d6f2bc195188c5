/** Where a request can say which version of the API it means. */
export const versionPlaces = ['path', 'server', 'header', 'media-type', 'query', 'none'] as const
/** One of {@link versionPlaces}. */
export type VersionPlace = (typeof versionPlaces)[number]

/** Ways of writing a name of several words. */
export const casings = ['kebab-case', 'snake_case', 'camelCase', 'PascalCase', 'flatcase', 'UPPER_SNAKE_CASE'] as const
/** One of {@link casings}. */
export type Casing = (typeof casings)[number]

/** The three shapes of an error body in common use: `{ error: { code, message } }`, `{ code, message }` and RFC 9457. */
export const envelopeShapes = ['nested', 'flat', 'problem'] as const
/** One of {@link envelopeShapes}. */
export type EnvelopeShape = (typeof envelopeShapes)[number]

/** The JSON types that a property of an {@link EnvelopeSchema} may have. */
export const envelopeTypes = ['string', 'integer', 'number', 'boolean', 'object', 'array', 'null'] as const

/** A team's own error body, in a subset of JSON Schema. */
export interface EnvelopeSchema {
  readonly type?: (typeof envelopeTypes)[number]
  /** The properties that every error has; by default all of them, unlike in JSON Schema. */
  readonly required?: readonly string[]
  readonly properties?: { readonly [name: string]: EnvelopeSchema }
  readonly description?: string
}

/** How a list is paged: by an opaque cursor, by the offset of an item, or by the number of a page. */
export const paginationStyles = ['cursor', 'offset', 'page'] as const
/** One of {@link paginationStyles}. */
export type PaginationStyle = (typeof paginationStyles)[number]

/** The conventions of a team's APIs. What is left out is inferred from the majority within each API. */
export interface Conventions {
  readonly errorEnvelope?: EnvelopeShape | EnvelopeSchema
  readonly pagination?: PaginationStyle
  readonly versioning?: VersionPlace
  readonly pathCase?: Casing
  readonly propertyCase?: Casing
  readonly parameterCase?: Casing
  readonly enumCase?: Casing
  readonly schemaCase?: Casing
  readonly operationIdCase?: Casing
}

/** A layer of the code as a team describes it. A module belongs to the first layer of which it matches any criterion. */
export interface LayerDefinition {
  readonly name: string
  /** Globs, relative to the configuration file. */
  readonly files?: readonly string[]
  /** File name endings before the extension: `.controller`, `Service`. */
  readonly suffixes?: readonly string[]
  /** Names of decorators on an exported class. */
  readonly decorators?: readonly string[]
  /** Names of base classes or interfaces of an exported class. */
  readonly extends?: readonly string[]
  /** Packages; a module that imports one of them belongs to this layer. */
  readonly imports?: readonly string[]
  /** Layers that this one may import. Its own is always allowed. */
  readonly mayImport: readonly string[]
  /** Why the boundary stands: printed with each finding. */
  readonly because?: string
}

/** The architectures whose layers are built in; see docs/architecture-checks.md. */
export const layerPresets = ['layered', 'clean', 'hexagonal', 'nest', 'feature-first'] as const
/** One of {@link layerPresets}. */
export type LayerPreset = (typeof layerPresets)[number]

/** The intended layers of the code: a preset, layers of the team's own, or, if both are left out, inferred. */
export interface Architecture {
  readonly preset?: LayerPreset
  readonly layers?: readonly LayerDefinition[]
}

/** The part of the configuration that every rule and analysis sees, besides the rule's own options. */
export interface Settings {
  readonly conventions: Conventions
  readonly architecture: Architecture
  /** The configuration file, for findings about the configuration itself: absolute, forward slashes. */
  readonly configuredIn?: string
  /** The date of the check (RFC 3339 full-date), since rules read no clock. If the host does not set it, no date counts as past. */
  readonly today?: string
}

/** Nothing configured: everything is inferred. */
export const noSettings: Settings = { conventions: {}, architecture: {} }
