/** Places an API can carry its version in. */
export const versionPlaces = ['path', 'server', 'header', 'media-type', 'query', 'none'] as const
export type VersionPlace = (typeof versionPlaces)[number]

/** Ways of writing a name that consists of several words. */
export const casings = ['kebab-case', 'snake_case', 'camelCase', 'PascalCase', 'flatcase', 'UPPER_SNAKE_CASE'] as const
export type Casing = (typeof casings)[number]

/** The three shapes of an error body in common use; see API-8 and RFC 9457. */
export const envelopeShapes = ['nested', 'flat', 'problem'] as const
export type EnvelopeShape = (typeof envelopeShapes)[number]

/** The JSON types that a property of an error may be said to have. */
export const envelopeTypes = ['string', 'integer', 'number', 'boolean', 'object', 'array', 'null'] as const

/** What a team says of its own error body, in the words of JSON Schema: the properties, and which of them every error has. */
export interface EnvelopeSchema {
  readonly type?: (typeof envelopeTypes)[number]
  /** All of the properties where left out. */
  readonly required?: readonly string[]
  readonly properties?: { readonly [name: string]: EnvelopeSchema }
  readonly description?: string
}

export const paginationStyles = ['cursor', 'offset', 'page'] as const
export type PaginationStyle = (typeof paginationStyles)[number]

/** What a team states once about its APIs. What is left out is inferred from each API's own majority. */
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

/** A layer of the code as a team describes it. A module belongs to the first layer one of whose signs it shows. */
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
  /** Packages whose import makes a module one of this layer. */
  readonly imports?: readonly string[]
  /** Layers that this one may import. Its own is always allowed. */
  readonly mayImport: readonly string[]
  /** Why the boundary stands: printed with each finding. */
  readonly because?: string
}

export const layerPresets = ['layered', 'clean', 'hexagonal', 'nest', 'feature-first'] as const
export type LayerPreset = (typeof layerPresets)[number]

/** How the code is meant to be layered: a preset, own layers, or (left out) inferred. */
export interface Architecture {
  readonly preset?: LayerPreset
  readonly layers?: readonly LayerDefinition[]
}

/** What rules and analyses may know of the configuration, beside their own options. */
export interface Settings {
  readonly conventions: Conventions
  readonly architecture: Architecture
  /** The file that says so, for findings about the configuration itself: absolute, forward slashes. */
  readonly configuredIn?: string
  /** The day of the check, as RFC 3339 writes it: rules read no clock. Where a host does not say it, nothing is past. */
  readonly today?: string
}

export const noSettings: Settings = { conventions: {}, architecture: {} }
