import { builtinModules } from 'node:module'
import type { Files } from '../../core/files.ts'
import { asString, field } from '../../core/json.ts'
import { impliedAlias } from './implied-aliases.ts'
import { JsonFiles } from './json-files.ts'
import { mappedTargets, Packages } from './packages.ts'
import type { Package } from './packages.ts'
import { packageOf } from '../../source/models/lookup.ts'
import { directoryOf, joinPath, relativeTo } from './paths.ts'
import { matchAlias, TsConfigs } from './tsconfig.ts'
import type { TsConfig } from './tsconfig.ts'

/** What an import resolves to. */
export type Resolution =
  /** A source file of the project. */
  | { readonly kind: 'module'; readonly file: string }
  /** A package outside the project; `name` is without a subpath. */
  | { readonly kind: 'external'; readonly name: string }
  | { readonly kind: 'builtin'; readonly name: string }
  /** A file that is not code, or code that exists but is not checked. */
  | { readonly kind: 'outside'; readonly file: string }
  /** `isGenerated` if the name of the missing file suggests that a tool generates it. */
  | { readonly kind: 'unresolved'; readonly reason: string; readonly isGenerated: boolean }

/** Extensions in imports, with those of the source: TypeScript code imports `./x.ts` as `./x.js`. */
const sourceExtensions: { readonly [written: string]: readonly string[] } = {
  '.js': ['.ts', '.tsx', '.jsx', '.d.ts'],
  '.jsx': ['.tsx', '.jsx'],
  '.mjs': ['.mts', '.d.mts'],
  '.cjs': ['.cts', '.d.cts'],
}
const extensions = ['.ts', '.tsx', '.js', '.d.ts', '.jsx', '.mts', '.cts', '.mjs', '.cjs', '.d.mts', '.d.cts']
const codeExtension = /\.[cm]?[jt]sx?$/
/** Directories of build output. */
const buildDirectory = /^(?:dist|build|lib|out|output|es|esm|cjs|types|\.output|\.build)(?:\/|$)/
const builtins: ReadonlySet<string> = new Set(builtinModules)
const runtimeScheme = /^(?:node|bun|deno|cloudflare|workerd|electron):/
/** Schemes of bundlers and runtimes, which are never files of the project. */
const foreignScheme = /^(?:(?:virtual|data|https?|npm|jsr|astro|blob|file):|~icons\/)/
/** Specifiers that are invalid as package names, so that they must be aliases. */
const aliasOnly = /^(?:@\/|~|#|\$)/
/** Assets that are imported for a bundler, and import nothing themselves. */
const asset =
  /\.(?:s?css|sass|less|styl|svg|png|jpe?g|gif|webp|avif|ico|bmp|json5?|ya?ml|toml|mdx?|txt|html?|graphqls?|gql|wasm|node|woff2?|ttf|otf|eot|mp[34]|webm|ogg|wav|pdf|sql|hbs|ejs|pug|njk|mjml|proto|xml|csv|pem|glsl|vue|svelte|astro)$/i

/**
 * Resolves imports from the list of the project's files. Nothing has to be installed or built, and a workspace package resolves to its
 * source. oxc-resolver would look at the disk: it would find `dist`, or nothing without an install, and needs a system call for each of a
 * dozen candidates. Here each candidate is one set lookup, so that 25,000 imports take some tens of milliseconds. Files are read (through
 * `files`) only for configuration, and once for each specifier that does not resolve.
 */
export class Resolver {
  readonly json: JsonFiles
  readonly packages: Packages
  readonly #configs: TsConfigs
  readonly #known: ReadonlySet<string>
  readonly #files: Files
  readonly #root: string
  readonly #byDirectory = new Map<string, Map<string, Resolution>>()
  #byLowerCase: Map<string, string> | undefined

  /**
   * @param known every source file that is checked: absolute, forward slashes
   * @param files reads package.json, tsconfig.json and the like
   */
  constructor(root: string, known: ReadonlySet<string>, files: Files) {
    this.#root = root
    this.#known = known
    this.#files = files
    this.json = new JsonFiles(files)
    this.packages = new Packages(files, this.json, root, known)
    const { packages } = this
    this.#configs = new TsConfigs(this.json, root, (name) => packages.named(name)?.directory)
  }

  /** The text of a file that is not source code; undefined if it does not exist. */
  textOf(file: string): string | undefined {
    const content = this.#files.read(file)
    return content.kind === 'text' ? content.text : undefined
  }

  /** What an import in `importer` (a file) resolves to. */
  resolve(specifier: string, importer: string): Resolution {
    const directory = directoryOf(importer)
    let cache = this.#byDirectory.get(directory)
    if (cache === undefined) this.#byDirectory.set(directory, (cache = new Map<string, Resolution>()))
    let resolution = cache.get(specifier)
    if (resolution === undefined) cache.set(specifier, (resolution = this.#resolve(specifier, directory)))
    return resolution
  }

  #resolve(written: string, directory: string): Resolution {
    // `./worker?worker`, `./logo.svg?url`: the query is for the bundler. `#x` is part of the name, though.
    const query = written.indexOf('?', 1)
    const specifier = query === -1 ? written : written.slice(0, query)
    if (asset.test(specifier))
      return { kind: 'outside', file: specifier.startsWith('.') ? joinPath(directory, specifier) : specifier }
    if (specifier.startsWith('.')) return this.#local(joinPath(directory, specifier), written)
    if (specifier.startsWith('/')) return this.#local(joinPath(this.#root, specifier), written)
    if (runtimeScheme.test(specifier)) return { kind: 'builtin', name: specifier }
    if (foreignScheme.test(specifier)) return { kind: 'external', name: specifier.split(/[:/]/, 1)[0] ?? specifier }
    return this.#named(specifier, directory)
  }

  #local(path: string, written: string): Resolution {
    const file = this.#fileAt(path)
    if (file !== undefined) return { kind: 'module', file }
    const home = this.packages.hasSourcesIn(path) ? this.packages.in(path) : undefined
    const entry = home === undefined ? undefined : this.#inPackage(home, '.')
    if (entry !== undefined) return { kind: 'module', file: entry }
    const outside = this.#onDisk(path)
    if (outside !== undefined) return { kind: 'outside', file: outside }
    const around = this.packages.nearest(directoryOf(path))
    const other = (around && this.#sourceOfBuild(around, path)) ?? this.#fileInOtherCase(path)
    if (other !== undefined) return { kind: 'module', file: other }
    return unresolved(`there is no ${relativeTo(this.#root, path)}`, written)
  }

  #named(specifier: string, directory: string): Resolution {
    const name = packageOf(specifier)
    const [nearest, ...others] = this.#configs.governing(directory)
    const home = this.packages.nearest(directory)
    const isDependency = home?.dependencies.has(name) ?? false

    const own = nearest && this.#throughConfig(nearest, specifier)
    if (own?.file !== undefined) return { kind: 'module', file: own.file }
    if (specifier.startsWith('#') && home !== undefined) {
      const targets = mappedTargets(field(home.manifest, 'imports'), specifier)
      const file = this.#firstSource(home, targets)
      if (file !== undefined) return { kind: 'module', file }
      const foreign = targets.find((target) => !target.startsWith('.'))
      if (foreign !== undefined) return { kind: 'external', name: packageOf(foreign) }
      const [first] = targets.map((target) => joinPath(home.directory, target))
      if (first !== undefined) {
        const outside = this.#onDisk(first)
        return outside === undefined
          ? unresolved(`package.json points to ${relativeTo(this.#root, first)}, which does not exist`, specifier)
          : { kind: 'outside', file: outside }
      }
    }
    if (builtins.has(specifier) || builtins.has(name)) return { kind: 'builtin', name: specifier }

    const workspace = this.packages.named(name) ?? (home?.name === name ? home : undefined)
    if (workspace !== undefined) {
      const subpath = specifier === name ? '.' : '.' + specifier.slice(name.length)
      const file = this.#inPackage(workspace, subpath)
      if (file !== undefined) return { kind: 'module', file }
      if (!this.packages.hasSourcesIn(workspace.directory)) return { kind: 'outside', file: workspace.directory }
      const outside = subpath === '.' ? undefined : this.#onDisk(joinPath(workspace.directory, subpath))
      if (outside !== undefined) return { kind: 'outside', file: outside }
      return unresolved(`no source of the workspace package ${name} matches '${specifier}'`, specifier)
    }

    // Build tools often use the configuration in the working directory instead of the nearest one.
    for (const config of isDependency ? [] : others) {
      const found = this.#throughConfig(config, specifier)
      if (found?.file !== undefined) return { kind: 'module', file: found.file }
    }
    if (own?.missed !== undefined && !isDependency) {
      const outside = this.#onDisk(own.missed)
      if (outside !== undefined) return { kind: 'outside', file: outside }
      const other = this.#fileInOtherCase(own.missed)
      if (other !== undefined) return { kind: 'module', file: other }
      return unresolved(`the alias points to ${relativeTo(this.#root, own.missed)}, which does not exist`, specifier)
    }
    const implied = home && impliedAlias(home, specifier)
    if (implied === 'virtual') return { kind: 'external', name }
    const impliedFile = implied && this.#fileAt(implied.path)
    if (impliedFile !== undefined) return { kind: 'module', file: impliedFile }
    if (aliasOnly.test(specifier)) return unresolved(`no tsconfig.json, package.json or deno.json defines '${specifier}'`, '')
    return { kind: 'external', name }
  }

  /** `missed` is the path that an alias resolved to if no file is there and the alias can only stand for files of the project. */
  #throughConfig(config: TsConfig, specifier: string): { readonly file?: string; readonly missed?: string } | undefined {
    let missed: string | undefined
    for (const alias of config.aliases) {
      const star = matchAlias(alias, specifier)
      if (star === undefined) continue
      for (const target of alias.targets) {
        const path = target.replace('*', () => star)
        const file = this.#fileAt(path) ?? this.#entryOf(path)
        if (file !== undefined) return { file }
        // `"*": [...]` matches packages too.
        if (alias.prefix !== '') missed ??= path
      }
      break
    }
    if (config.baseUrl !== undefined && missed === undefined) {
      const path = joinPath(config.baseUrl, specifier)
      const file = this.#fileAt(path)
      if (file !== undefined) return { file }
      const first = joinPath(config.baseUrl, specifier.split('/')[0] ?? '')
      if (specifier.includes('/') && this.packages.hasSourcesIn(first)) missed = path
    }
    return missed === undefined ? undefined : { missed }
  }

  #entryOf(directory: string): string | undefined {
    if (!this.packages.hasSourcesIn(directory)) return undefined
    const home = this.packages.in(directory)
    return home === undefined ? undefined : this.#inPackage(home, '.')
  }

  /** The source file of a package's subpath: from `exports`, from the older fields, or by the usual names. */
  #inPackage(home: Package, subpath: string): string | undefined {
    const mapped = this.#firstSource(home, mappedTargets(field(home.manifest, 'exports'), subpath))
    if (mapped !== undefined) return mapped
    if (subpath !== '.') return this.#firstSource(home, [subpath, 'src/' + subpath])
    const entries = ['source', 'module', 'main', 'types', 'typings', 'browser'].flatMap(
      (name) => asString(field(home.manifest, name)) ?? [],
    )
    return this.#firstSource(home, [...entries, 'src/index', 'index', 'src/main', 'lib/index'])
  }

  #firstSource(home: Package, targets: readonly string[]): string | undefined {
    for (const target of targets) {
      const path = joinPath(home.directory, target)
      const file = this.#fileAt(path) ?? this.#sourceOfBuild(home, path)
      if (file !== undefined) return file
    }
    return undefined
  }

  /** The source of a built file: `src/x.ts` for `dist/esm/x.js`, or by the package's tsconfig.json. */
  #sourceOfBuild(home: Package, built: string): string | undefined {
    const config = this.#configs.governing(home.directory)[0]
    if (config?.outDir !== undefined && built.startsWith(config.outDir + '/')) {
      const inside = relativeTo(config.outDir, built)
      const roots = [config.rootDir, joinPath(home.directory, 'src'), home.directory]
      for (const root of roots) {
        const file = root === undefined ? undefined : this.#fileAt(joinPath(root, inside))
        if (file !== undefined) return file
      }
    }
    let inside = relativeTo(home.directory, built)
    while (buildDirectory.test(inside)) {
      inside = inside.replace(buildDirectory, '')
      const file = this.#fileAt(joinPath(home.directory, 'src/' + inside)) ?? this.#fileAt(joinPath(home.directory, inside))
      if (file !== undefined) return file
    }
    return undefined
  }

  /** The source file for a path without an extension, or with that of the built file. */
  #fileAt(path: string): string | undefined {
    if (this.#known.has(path)) return path
    const dot = path.lastIndexOf('.')
    const written = dot > path.lastIndexOf('/') ? path.slice(dot) : ''
    const replacements = sourceExtensions[written] ?? (written === '.ts' && path.endsWith('.d.ts') ? ['.ts', '.tsx'] : undefined)
    if (replacements !== undefined) {
      const stem = path.endsWith('.d.ts') ? path.slice(0, -5) : path.slice(0, dot)
      for (const extension of replacements) if (this.#known.has(stem + extension)) return stem + extension
    }
    for (const extension of extensions) if (this.#known.has(path + extension)) return path + extension
    if (this.packages.hasSourcesIn(path)) {
      for (const extension of extensions) if (this.#known.has(`${path}/index${extension}`)) return `${path}/index${extension}`
    }
    return undefined
  }

  /** The same, ignoring case: such imports work on case-insensitive file systems. */
  #fileInOtherCase(path: string): string | undefined {
    if (this.#byLowerCase === undefined) {
      this.#byLowerCase = new Map()
      for (const file of this.#known) this.#byLowerCase.set(file.toLowerCase(), file)
    }
    const lower = path.toLowerCase()
    for (const ending of ['', '.ts', '.tsx', '.js', '/index.ts', '/index.js']) {
      const file = this.#byLowerCase.get(lower + ending)
      if (file !== undefined) return file
    }
    return undefined
  }

  /** A file that exists without being one of the sources: an asset, a declaration file, code that is not checked. */
  #onDisk(path: string): string | undefined {
    const candidates = codeExtension.test(path)
      ? [path, path.replace(/js(x?)$/, 'ts$1'), path.replace(/\.[cm]?js$/, '.d.ts')]
      : ['.ts', '.tsx', '.d.ts', '.js', '.json', '/index.ts', '/index.js', '/package.json'].map((ending) => path + ending)
    return candidates.find((candidate) => this.#files.read(candidate).kind !== 'missing')
  }
}

const generatedName = /(?:^|[/.])(?:generated|__generated__|\.prisma|prisma\/client|[$+]types|gen|graphql|dist|build)(?:\/|$)/

/** Adds the usual cause to the reason if the missing file looks generated. */
function unresolved(reason: string, specifier: string): Resolution {
  const isGenerated = generatedName.test(specifier)
  return {
    kind: 'unresolved',
    reason: isGenerated ? `${reason}; it looks generated: generate it before the check` : reason,
    isGenerated,
  }
}
