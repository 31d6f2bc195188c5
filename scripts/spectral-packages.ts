import { createRequire } from 'node:module'

const load = createRequire(import.meta.url)

// CommonJS whose exports Node does not see when it is imported.
export const { Document, Ruleset, Spectral } = load('@stoplight/spectral-core') as typeof import('@stoplight/spectral-core')
export const { Yaml } = load('@stoplight/spectral-parsers') as typeof import('@stoplight/spectral-parsers')
export const { Resolver } = load('@stoplight/spectral-ref-resolver') as typeof import('@stoplight/spectral-ref-resolver')
export const rulesets = load('@stoplight/spectral-rulesets') as typeof import('@stoplight/spectral-rulesets')
