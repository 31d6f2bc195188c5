import { asList, asObject, asString, field } from '../../core/json.ts'
import type { JsonFiles } from './json-files.ts'
import { ancestorsOf, directoryOf, joinPath } from './paths.ts'

/** One entry of `compilerOptions.paths`, split at its star. */
export interface PathAlias {
  readonly prefix: string
  /** Undefined if the pattern has no star and must match as a whole. */
  readonly suffix: string | undefined
  /** Absolute, in the order they are tried. A star in them stands for what the pattern's star matched. */
  readonly targets: readonly string[]
}

/** The part of a TypeScript configuration that concerns module resolution, with `extends` and `references` resolved. */
export interface TsConfig {
  readonly baseUrl: string | undefined
  /** Most specific first. */
  readonly aliases: readonly PathAlias[]
  readonly outDir: string | undefined
  readonly rootDir: string | undefined
}

interface Options {
  baseUrl?: string
  aliases?: readonly PathAlias[]
  outDir?: string
  rootDir?: string
}

const configNames = ['tsconfig.json', 'jsconfig.json', 'tsconfig.base.json']
const denoNames = ['deno.json', 'deno.jsonc']

/** Longer chains of `extends` are taken for a cycle. */
const maxDepth = 12

/** The TypeScript configurations by directory, each read once. */
export class TsConfigs {
  readonly #json: JsonFiles
  readonly #root: string
  readonly #findPackage: (name: string) => string | undefined
  readonly #byDirectory = new Map<string, TsConfig | undefined>()
  readonly #chains = new Map<string, readonly TsConfig[]>()

  /** @param findPackage the directory of a workspace package, for configurations that extend one */
  constructor(json: JsonFiles, root: string, findPackage: (name: string) => string | undefined) {
    this.#json = json
    this.#root = root
    this.#findPackage = findPackage
  }

  /** The configurations in this directory and above it, up to the root, nearest first. */
  governing(directory: string): readonly TsConfig[] {
    let chain = this.#chains.get(directory)
    if (chain === undefined) {
      chain = ancestorsOf(directory, this.#root).flatMap((ancestor) => this.#in(ancestor) ?? [])
      this.#chains.set(directory, chain)
    }
    return chain
  }

  #in(directory: string): TsConfig | undefined {
    if (!this.#byDirectory.has(directory)) this.#byDirectory.set(directory, this.#load(directory))
    return this.#byDirectory.get(directory)
  }

  #load(directory: string): TsConfig | undefined {
    for (const name of configNames) {
      const file = joinPath(directory, name)
      const config = this.#json.read(file)
      if (config === undefined) continue
      const options = this.#optionsOf(config, file, 0)
      const aliases = options.aliases ?? this.#aliasesOfReferences(config, file)
      return {
        baseUrl: options.baseUrl,
        aliases: sorted(aliases),
        outDir: options.outDir,
        rootDir: options.rootDir,
      }
    }
    const aliases = this.#importMapIn(directory)
    return aliases.length === 0 ? undefined : { baseUrl: undefined, aliases, outDir: undefined, rootDir: undefined }
  }

  /** The names that Deno's configuration gives to files of the project. Packages have the names by which they are imported anyway. */
  #importMapIn(directory: string): readonly PathAlias[] {
    for (const name of denoNames) {
      const config = this.#json.read(joinPath(directory, name))
      if (config === undefined) continue
      const place = asString(field(config, 'importMap'))
      const map = place === undefined ? config : this.#json.read(joinPath(directory, place))
      const base = place === undefined ? directory : directoryOf(joinPath(directory, place))
      return sorted(
        Object.entries(asObject(field(map, 'imports')) ?? {}).flatMap(([key, target]) => {
          if (typeof target !== 'string' || !/^\.{0,2}\//.test(target)) return []
          return [key.endsWith('/') ? aliasOf(`${key}*`, [`${target}*`], base) : aliasOf(key, [target], base)]
        }),
      )
    }
    return []
  }

  /** A "solution style" configuration, which has only references, takes the aliases of these. */
  #aliasesOfReferences(config: unknown, file: string): readonly PathAlias[] {
    return asList(field(config, 'references')).flatMap((reference) => {
      const path = asString(field(reference, 'path'))
      if (path === undefined) return []
      const target = joinPath(directoryOf(file), path)
      const referenced = target.endsWith('.json') ? target : joinPath(target, 'tsconfig.json')
      return this.#optionsOf(this.#json.read(referenced), referenced, 1).aliases ?? []
    })
  }

  #optionsOf(config: unknown, file: string, depth: number): Options {
    const options: Options = {}
    if (depth > maxDepth) return options
    const extended = field(config, 'extends')
    for (const parent of Array.isArray(extended) ? extended : [extended]) {
      const parentFile = typeof parent === 'string' ? this.#locate(parent, directoryOf(file)) : undefined
      if (parentFile !== undefined) Object.assign(options, this.#optionsOf(this.#json.read(parentFile), parentFile, depth + 1))
    }
    const own = asObject(field(config, 'compilerOptions')) ?? {}
    const directory = directoryOf(file)
    const absolute = (path: string): string => joinPath(directory, path.replace('${configDir}', '.'))
    const baseUrl = asString(field(own, 'baseUrl'))
    const outDir = asString(field(own, 'outDir'))
    const rootDir = asString(field(own, 'rootDir'))
    if (baseUrl !== undefined) options.baseUrl = absolute(baseUrl)
    if (outDir !== undefined) options.outDir = absolute(outDir)
    if (rootDir !== undefined) options.rootDir = absolute(rootDir)
    const paths = asObject(field(own, 'paths'))
    if (paths !== undefined) {
      const base = options.baseUrl ?? directory
      options.aliases = Object.entries(paths).map(([pattern, targets]) => aliasOf(pattern, targets, base))
    }
    return options
  }

  #locate(extended: string, directory: string): string | undefined {
    let path: string | undefined
    if (extended.startsWith('.')) path = joinPath(directory, extended)
    else if (extended.startsWith('/')) path = extended
    else {
      const [, name = '', rest = ''] = /^((?:@[^/]+\/)?[^/]+)(?:\/(.*))?$/.exec(extended) ?? []
      const home = this.#findPackage(name)
      path = home === undefined ? undefined : joinPath(home, rest || 'tsconfig.json')
    }
    if (path === undefined || path.endsWith('.json')) return path
    return path + '.json'
  }
}

function aliasOf(pattern: string, targets: unknown, base: string): PathAlias {
  const star = pattern.indexOf('*')
  return {
    prefix: star === -1 ? pattern : pattern.slice(0, star),
    suffix: star === -1 ? undefined : pattern.slice(star + 1),
    targets: asList(targets).flatMap((target) => {
      if (typeof target !== 'string') return []
      return [target.startsWith('/') ? target : joinPath(base, target.replace('${configDir}', '.'))]
    }),
  }
}

/** Most specific first. */
function sorted(aliases: readonly PathAlias[]): PathAlias[] {
  return [...aliases].sort((a, b) => precision(b) - precision(a))
}

/** TypeScript tries patterns without a star first, and then the longest prefix. */
function precision(alias: PathAlias): number {
  return alias.suffix === undefined ? Infinity : alias.prefix.length
}

/** What the pattern's star stands for in this specifier; undefined if the pattern does not match. */
export function matchAlias(alias: PathAlias, specifier: string): string | undefined {
  if (alias.suffix === undefined) return specifier === alias.prefix ? '' : undefined
  const long = specifier.length >= alias.prefix.length + alias.suffix.length
  if (!long || !specifier.startsWith(alias.prefix) || !specifier.endsWith(alias.suffix)) return undefined
  return specifier.slice(alias.prefix.length, specifier.length - alias.suffix.length)
}
