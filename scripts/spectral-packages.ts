import { createRequire } from 'node:module'

const load = createRequire(import.meta.url)

// Spectral's packages are CommonJS, whose named exports Node cannot detect for `import`.
export const { Document, Ruleset, Spectral } = load('@stoplight/spectral-core') as typeof import('@stoplight/spectral-core')
export const { Yaml } = load('@stoplight/spectral-parsers') as typeof import('@stoplight/spectral-parsers')
export const { Resolver } = load('@stoplight/spectral-ref-resolver') as typeof import('@stoplight/spectral-ref-resolver')
export const rulesets = load('@stoplight/spectral-rulesets') as typeof import('@stoplight/spectral-rulesets')
export const { migrateRuleset } = load('@stoplight/spectral-ruleset-migrator') as typeof import('@stoplight/spectral-ruleset-migrator')
export const { bundleRuleset } = load('@stoplight/spectral-ruleset-bundler') as typeof import('@stoplight/spectral-ruleset-bundler')
export const { runtime } =
  load('@stoplight/spectral-ruleset-bundler/presets/runtime') as typeof import('@stoplight/spectral-ruleset-bundler/presets/runtime')
export const { stdin } =
  load('@stoplight/spectral-ruleset-bundler/plugins/stdin') as typeof import('@stoplight/spectral-ruleset-bundler/plugins/stdin')
// Its declaration refers to a package without types.
export const { commonjs } = load('@stoplight/spectral-ruleset-bundler/plugins/commonjs') as { commonjs: () => ReturnType<typeof stdin> }
