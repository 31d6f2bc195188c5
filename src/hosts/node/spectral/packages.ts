import { createRequire } from 'node:module'

/** The parts of Spectral that load a ruleset and run it. */
export interface SpectralPackages {
  readonly core: typeof import('@stoplight/spectral-core')
  readonly parsers: typeof import('@stoplight/spectral-parsers')
  readonly refResolver: typeof import('@stoplight/spectral-ref-resolver')
  readonly migrator: typeof import('@stoplight/spectral-ruleset-migrator')
  readonly bundler: typeof import('@stoplight/spectral-ruleset-bundler')
  readonly builtins: typeof import('@stoplight/spectral-ruleset-bundler/plugins/builtins')
  readonly stdin: typeof import('@stoplight/spectral-ruleset-bundler/plugins/stdin')
  readonly url: typeof import('@stoplight/spectral-ruleset-bundler/plugins/url')
  /** Its own declaration names a package that has none. */
  readonly commonjs: { readonly commonjs: () => ReturnType<typeof import('@stoplight/spectral-ruleset-bundler/plugins/stdin').stdin> }
  /** Finds what these packages find. */
  readonly load: NodeJS.Require
}

/**
 * Spectral as it is installed for a ruleset: with the project's own spectral-cli, in the project without it, or beside Setsquare. All of it
 * from one place, so that the parts belong together.
 * @param ruleset absolute path
 * @returns nothing where Spectral is not installed
 */
export function spectralFor(ruleset: string): SpectralPackages | undefined {
  // Nothing here may be called `require`: built as a script, this module asks that for its own address.
  for (const place of [ruleset, import.meta.url].map((from) => createRequire(from))) {
    for (const one of [withCli(place), place]) {
      const packages = one && packagesIn(one)
      if (packages !== undefined) return packages
    }
  }
  return undefined
}

/** Package managers that do not put everything on one level have Spectral's parts below its program only. */
function withCli(place: NodeJS.Require): NodeJS.Require | undefined {
  const file = attempt(() => place.resolve('@stoplight/spectral-cli/package.json'))
  return file === undefined ? undefined : createRequire(file)
}

function packagesIn(place: NodeJS.Require): SpectralPackages | undefined {
  const names = ['core', 'parsers', 'ref-resolver', 'ruleset-migrator', 'ruleset-bundler'].map((name) => `@stoplight/spectral-${name}`)
  if (!names.every((name) => attempt(() => place.resolve(name)) !== undefined)) return undefined
  const load = (name: string): unknown => place(`@stoplight/spectral-${name}`)
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
    load: place,
  }
}

function attempt(resolve: () => string): string | undefined {
  try {
    return resolve()
  } catch {
    return undefined
  }
}
