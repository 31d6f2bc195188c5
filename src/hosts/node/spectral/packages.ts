import { createRequire } from 'node:module'

/** The packages of Spectral that load and run a ruleset. */
export interface SpectralPackages {
  readonly core: typeof import('@stoplight/spectral-core')
  readonly parsers: typeof import('@stoplight/spectral-parsers')
  readonly refResolver: typeof import('@stoplight/spectral-ref-resolver')
  readonly migrator: typeof import('@stoplight/spectral-ruleset-migrator')
  readonly bundler: typeof import('@stoplight/spectral-ruleset-bundler')
  readonly builtins: typeof import('@stoplight/spectral-ruleset-bundler/plugins/builtins')
  readonly stdin: typeof import('@stoplight/spectral-ruleset-bundler/plugins/stdin')
  readonly url: typeof import('@stoplight/spectral-ruleset-bundler/plugins/url')
  /** The package's own type declarations import one that has none. */
  readonly commonjs: { readonly commonjs: () => ReturnType<typeof import('@stoplight/spectral-ruleset-bundler/plugins/stdin').stdin> }
  /** Spectral's own functions, of which rulesets are given the same copy. Nothing if the package manager hides them. */
  readonly functions: unknown
  /** Loads other packages from the same place. */
  readonly load: NodeJS.Require
}

/**
 * The installation of Spectral for a ruleset: that of the project's spectral-cli, else of the project itself, else the one beside
 * Setsquare. All packages come from one place, so that their versions match.
 * @param ruleset absolute path
 * @returns nothing if Spectral is not installed
 */
export function spectralFor(ruleset: string): SpectralPackages | undefined {
  // Nothing here may be named `require`: in the CommonJS build, `import.meta.url` is replaced by code that uses it.
  for (const place of [ruleset, import.meta.url].map((from) => createRequire(from))) {
    for (const one of [withCli(place), place]) {
      const packages = one && packagesIn(one)
      if (packages !== undefined) return packages
    }
  }
  return undefined
}

/** With package managers that do not hoist, Spectral's packages can only be resolved from spectral-cli. */
function withCli(place: NodeJS.Require): NodeJS.Require | undefined {
  const file = attempt(() => place.resolve('@stoplight/spectral-cli/package.json'))
  return file === undefined ? undefined : createRequire(file)
}

function packagesIn(place: NodeJS.Require): SpectralPackages | undefined {
  const names = ['core', 'parsers', 'ref-resolver', 'ruleset-migrator', 'ruleset-bundler'].map((name) => `@stoplight/spectral-${name}`)
  if (!names.every((name) => attempt(() => place.resolve(name)) !== undefined)) return undefined
  const load = (name: string, from = place): unknown => from(`@stoplight/spectral-${name}`)
  return {
    core: load('core') as SpectralPackages['core'],
    parsers: load('parsers') as SpectralPackages['parsers'],
    refResolver: load('ref-resolver') as SpectralPackages['refResolver'],
    migrator: load('ruleset-migrator') as SpectralPackages['migrator'],
    bundler: load('ruleset-bundler') as SpectralPackages['bundler'],
    builtins: load('ruleset-bundler/plugins/builtins') as SpectralPackages['builtins'],
    stdin: load('ruleset-bundler/plugins/stdin') as SpectralPackages['stdin'],
    url: load('ruleset-bundler/plugins/url') as SpectralPackages['url'],
    commonjs: load('ruleset-bundler/plugins/commonjs') as SpectralPackages['commonjs'],
    functions: attempt(() => load('functions', createRequire(place.resolve('@stoplight/spectral-ruleset-bundler')))),
    load: place,
  }
}

function attempt<Result>(resolve: () => Result): Result | undefined {
  try {
    return resolve()
  } catch {
    return undefined
  }
}
