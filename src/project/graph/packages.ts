import { globLibrary } from '../../core/globs.ts'
import type { Files } from '../../core/files.ts'
import { asList, asObject, asString, field } from '../../core/json.ts'
import type { JsonFiles } from './json-files.ts'
import { ancestorsOf, directoryOf, joinPath, relativeTo } from './paths.ts'

/** A package of the project. */
export interface Package {
  /** The directory of its package.json: absolute, no trailing slash. */
  readonly directory: string
  readonly name: string | undefined
  readonly manifest: unknown
  /** Names in dependencies, devDependencies, peerDependencies and optionalDependencies. */
  readonly dependencies: ReadonlySet<string>
}

/** The packages of a project: by directory, and those of the workspace by name. */
export class Packages {
  readonly #files: Files
  readonly #json: JsonFiles
  readonly #root: string
  readonly #directories: ReadonlySet<string>
  readonly #byDirectory = new Map<string, Package | undefined>()
  readonly #nearest = new Map<string, Package | undefined>()
  #workspace: ReadonlyMap<string, Package> | undefined

  /** @param known every file of the project. Workspace packages are found by their paths, since directories are never listed */
  constructor(files: Files, json: JsonFiles, root: string, known: ReadonlySet<string>) {
    this.#files = files
    this.#json = json
    this.#root = root
    const directories = new Set<string>([root])
    for (const source of known) {
      let directory = directoryOf(source)
      while (!directories.has(directory) && directory.length > root.length) {
        directories.add(directory)
        directory = directoryOf(directory)
      }
    }
    this.#directories = directories
  }

  /** True if source files are in the directory or below it. */
  hasSourcesIn(directory: string): boolean {
    return this.#directories.has(directory)
  }

  /** The package that contains a directory. */
  nearest(directory: string): Package | undefined {
    if (!this.#nearest.has(directory)) {
      const home = ancestorsOf(directory, this.#root).find((ancestor) => this.in(ancestor) !== undefined)
      this.#nearest.set(directory, home === undefined ? undefined : this.in(home))
    }
    return this.#nearest.get(directory)
  }

  /** The package whose package.json is in exactly this directory. */
  in(directory: string): Package | undefined {
    if (!this.#byDirectory.has(directory)) this.#byDirectory.set(directory, this.#read(directory))
    return this.#byDirectory.get(directory)
  }

  /** A package of the workspace (the root package included) by name. */
  named(name: string): Package | undefined {
    this.#workspace ??= this.#findWorkspace()
    return this.#workspace.get(name)
  }

  #read(directory: string): Package | undefined {
    const file = joinPath(directory, 'package.json')
    const value = this.#json.read(file)
    if (value === undefined) return undefined
    const manifest = asObject(value) ?? {}
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

  /** A predicate for the directories that the workspace declares: in package.json (npm, yarn), pnpm-workspace.yaml or lerna.json. */
  #membership(): (directory: string) => boolean {
    const declared = field(this.in(this.#root)?.manifest, 'workspaces')
    const globs = [
      ...asList(Array.isArray(declared) ? declared : field(declared, 'packages')),
      ...this.#pnpmGlobs(),
      ...asList(field(this.#json.read(joinPath(this.#root, 'lerna.json')), 'packages')),
    ].flatMap((glob) => (typeof glob === 'string' ? [glob.replace(/^(!?)\.\//, '$1').replace(/\/$/, '')] : []))
    // `./` is the root itself, which belongs to its workspace anyway.
    const included = globs.filter((glob) => glob !== '' && !glob.startsWith('!'))
    const excluded = globs.filter((glob) => glob.startsWith('!') && glob !== '!').map((glob) => glob.slice(1))
    if (included.length === 0) return () => false
    return globLibrary()(included, { ignore: excluded })
  }

  /** The `packages` of pnpm-workspace.yaml. Read line by line, because loading a YAML parser for a flat list is too slow. */
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
}

/**
 * The targets of a subpath in a package's `exports` (or `imports`), for every condition and in order. Only targets inside the package are
 * returned. The caller has to find out which of them is source: conditions usually point to build output, and the project need not be built.
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
