import { globLibrary } from '../../core/globs.ts'
import type { Files } from '../../core/files.ts'
import { asList, asObject, asString, field } from '../../core/json.ts'
import { parseJsonc } from './jsonc.ts'
import { ancestorsOf, directoryOf, joinPath, relativeTo } from './paths.ts'

/** A package.json of the project. */
export interface Package {
  /** Where it stands: absolute, no slash at the end. */
  readonly directory: string
  readonly name: string | undefined
  readonly manifest: unknown
  /** Names in dependencies, devDependencies, peerDependencies and optionalDependencies. */
  readonly dependencies: ReadonlySet<string>
}

/** The packages of a project: the nearest one of a folder, and the workspace's by name. */
export class Packages {
  readonly #files: Files
  readonly #root: string
  readonly #directories: ReadonlySet<string>
  readonly #byDirectory = new Map<string, Package | undefined>()
  readonly #nearest = new Map<string, Package | undefined>()
  readonly #known: ReadonlySet<string>
  #manifestsKnown = false
  #workspace: ReadonlyMap<string, Package> | undefined

  /** @param known every file of the project: workspaces are looked for in their folders, since no folder is ever listed */
  constructor(files: Files, root: string, known: ReadonlySet<string>) {
    this.#files = files
    this.#root = root
    this.#known = known
    const directories = new Set<string>([root])
    for (const source of known) {
      if (source.endsWith('/package.json')) this.#manifestsKnown = true
      let directory = directoryOf(source)
      while (!directories.has(directory) && directory.length > root.length) {
        directories.add(directory)
        directory = directoryOf(directory)
      }
    }
    this.#directories = directories
  }

  /**
   * True where it is known without a look that there is no such file: whoever lists manifests among the files lists them
   * all. Thousands of looks for files that are not there would cost more than everything else here.
   */
  isAbsent(file: string): boolean {
    return this.#manifestsKnown && !this.#known.has(file)
  }

  /** True where source files lie in the folder or below it. */
  hasSourcesIn(directory: string): boolean {
    return this.#directories.has(directory)
  }

  /** The package that a folder belongs to. */
  nearest(directory: string): Package | undefined {
    if (!this.#nearest.has(directory)) {
      const home = ancestorsOf(directory, this.#root).find((ancestor) => this.in(ancestor) !== undefined)
      this.#nearest.set(directory, home === undefined ? undefined : this.in(home))
    }
    return this.#nearest.get(directory)
  }

  /** The package whose package.json stands in exactly this folder. */
  in(directory: string): Package | undefined {
    if (!this.#byDirectory.has(directory)) this.#byDirectory.set(directory, this.#read(directory))
    return this.#byDirectory.get(directory)
  }

  /** A package of the workspace, the root's own included, by its name. */
  named(name: string): Package | undefined {
    this.#workspace ??= this.#findWorkspace()
    return this.#workspace.get(name)
  }

  #read(directory: string): Package | undefined {
    const file = joinPath(directory, 'package.json')
    if (this.isAbsent(file)) return undefined
    const content = this.#files.read(file)
    if (content.kind !== 'text') return undefined
    const manifest = asObject(parseJsonc(content.text)) ?? {}
    const dependencies = new Set<string>()
    for (const kind of ['dependencies', 'devDependencies', 'peerDependencies', 'optionalDependencies']) {
      for (const name of Object.keys(asObject(field(manifest, kind)) ?? {})) dependencies.add(name)
    }
    return { directory, name: asString(field(manifest, 'name')), manifest, dependencies }
  }

  #findWorkspace(): ReadonlyMap<string, Package> {
    const byName = new Map<string, Package>()
    const isMember = this.#membership()
    for (const directory of this.#directories) {
      if (directory !== this.#root && !isMember(relativeTo(this.#root, directory))) continue
      const found = this.in(directory)
      if (found?.name !== undefined && !byName.has(found.name)) byName.set(found.name, found)
    }
    return byName
  }

  /** Which folders the workspace declares: npm's and yarn's field, pnpm's file, lerna's file. */
  #membership(): (directory: string) => boolean {
    const declared = field(this.in(this.#root)?.manifest, 'workspaces')
    const globs = [
      ...asList(Array.isArray(declared) ? declared : field(declared, 'packages')),
      ...this.#pnpmGlobs(),
      ...asList(field(this.#readJson('lerna.json'), 'packages')),
    ].flatMap((glob) => (typeof glob === 'string' ? [glob.replace(/^(!?)\.\//, '$1').replace(/\/$/, '')] : []))
    // `./` is the root itself, which belongs to its workspace anyway.
    const included = globs.filter((glob) => glob !== '' && !glob.startsWith('!'))
    const excluded = globs.filter((glob) => glob.startsWith('!') && glob !== '!').map((glob) => glob.slice(1))
    if (included.length === 0) return () => false
    return globLibrary()(included, { ignore: excluded })
  }

  /** The `packages` list of pnpm-workspace.yaml. Read by line, since a YAML parser is not worth loading for a flat list. */
  #pnpmGlobs(): string[] {
    const content = this.#files.read(joinPath(this.#root, 'pnpm-workspace.yaml'))
    if (content.kind !== 'text') return []
    const inline = /^packages\s*:\s*\[([^\]]*)\]/m.exec(content.text)?.[1]
    const globs = inline?.split(',').map((entry) => entry.trim().replace(/^['"]|['"]$/g, '')) ?? []
    let listing = false
    for (const line of content.text.split(/\r?\n/)) {
      const entry = /^\s*-\s*(\S+)/.exec(line)?.[1]
      if (/^packages\s*:/.test(line)) listing = true
      else if (listing && entry !== undefined) globs.push(entry.replace(/^['"]|['"]$/g, ''))
      else if (/^[^\s#-]/.test(line)) listing = false
    }
    return globs
  }

  #readJson(name: string): unknown {
    const content = this.#files.read(joinPath(this.#root, name))
    return content.kind === 'text' ? parseJsonc(content.text) : undefined
  }
}

/**
 * What a package's `exports` (or `imports`) map a subpath to, every condition's target in the order written.
 * Only targets inside the package are given, and which of them is source is for the caller to see: conditions name
 * builds, and a project that is checked need not be built.
 * @param subpath `.`, `./x` for exports, `#x` for imports
 */
export function mappedTargets(map: unknown, subpath: string): string[] {
  const entries = asObject(map)
  const isSubpathMap = entries !== undefined && Object.keys(entries).some((key) => key.startsWith('.') || key.startsWith('#'))
  if (!isSubpathMap) return subpath === '.' ? leavesOf(map, '') : []
  if (Object.hasOwn(entries, subpath) && !subpath.includes('*')) return leavesOf(entries[subpath], '')
  const patterns = Object.keys(entries)
    .filter((key) => key.includes('*'))
    .sort((a, b) => b.indexOf('*') - a.indexOf('*'))
  for (const pattern of patterns) {
    const star = pattern.indexOf('*')
    const [prefix, suffix] = [pattern.slice(0, star), pattern.slice(star + 1)]
    if (subpath.length < prefix.length + suffix.length || !subpath.startsWith(prefix) || !subpath.endsWith(suffix)) continue
    return leavesOf(entries[pattern], subpath.slice(prefix.length, subpath.length - suffix.length))
  }
  return []
}

function leavesOf(target: unknown, star: string): string[] {
  if (typeof target === 'string') return [target.replaceAll('*', () => star)]
  if (Array.isArray(target)) return target.flatMap((entry) => leavesOf(entry, star))
  return Object.values(asObject(target) ?? {}).flatMap((entry) => leavesOf(entry, star))
}
