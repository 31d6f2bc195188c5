import type { CoverageNote } from '../../core/diagnostic.ts'
import type { ExportRecord, ImportRecord } from '../../source/syntax/file.ts'
import type { FileFacts } from '../../source/facts/file-facts.ts'
import { directoryOf } from './paths.ts'
import type { Resolution, Resolver } from './resolve.ts'
import { Settings } from './settings.ts'
import type { Value } from '../../source/values/value.ts'
import type { TextBeside } from './settings.ts'

/** An import, re-export or require of a module, resolved. */
export interface Link {
  readonly record: ImportRecord
  readonly resolution: Resolution
  /** The module it resolves to, if that is part of the project. */
  readonly target: Module | undefined
}

/** A source file as a node of the module graph. */
export interface Module extends FileFacts {
  /** Absolute path, forward slashes. */
  readonly file: string
  /** In the order: static imports, re-exports, dynamic imports, requires. Complete once the graph is built. */
  readonly links: readonly Link[]
}

/** Where an exported name is defined: the module, and the barrels that re-export it. */
export interface Origin {
  readonly module: Module
  /** The name in that module; `*` for the module as a whole. */
  readonly name: string
  /** The barrels in between, in the order they are passed through. */
  readonly via: readonly Module[]
  /** True for interfaces, type aliases and type-only exports. */
  readonly typeOnly: boolean
}

/** An import as the reader means it: from the module that defines the names, whichever barrels re-export them. */
export interface Dependency {
  readonly from: Module
  readonly to: Module
  /** The names in the module that defines them. */
  readonly names: readonly string[]
  readonly via: readonly Module[]
  readonly link: Link
  /** True if the import is erased at compile time, as far as the import and the exports say. */
  readonly erased: boolean
}

/** The modules of a project and their imports. */
export class Graph {
  /** By path, in the order given. */
  readonly modules: ReadonlyMap<string, Module>
  readonly #origins = new Map<string, Origin>()
  readonly #dependencies = new Map<Module, readonly Dependency[]>()
  readonly #exports = new Map<Module, ReadonlyMap<string, ExportRecord>>()

  readonly #settings: Settings

  /** @internal `root` is the directory above which no files are read. */
  constructor(files: readonly FileFacts[], resolver: Resolver, root: string) {
    this.#settings = new Settings(resolver, root)
    const modules = new Map<string, Module & { links: Link[] }>()
    for (const { summary, late } of files) modules.set(summary.file, { file: summary.file, summary, late, links: [] })
    for (const module of modules.values()) {
      for (const record of module.summary.imports) {
        const resolution = resolver.resolve(record.specifier, module.file)
        const target = resolution.kind === 'module' ? modules.get(resolution.file) : undefined
        module.links.push({ record, resolution, target })
      }
    }
    this.modules = modules
  }

  /** The files read so far that say how the project is put together, and are no valid JSON. */
  get invalidFiles(): readonly CoverageNote[] {
    return this.#settings.invalidFiles
  }

  /** The files with one of these names in the package directory of `file` or a directory above it, nearest first. */
  textsBeside(file: string, names: readonly string[]): readonly TextBeside[] {
    return this.#settings.textsBeside(file, names)
  }

  /** @internal The same, starting from the directory of the file itself. */
  textsAround(file: string, names: readonly string[]): readonly TextBeside[] {
    return this.#settings.textsFrom(directoryOf(file), names)
  }

  /** The value of an environment variable in the `.env.example` (or the like) that applies to a module. */
  exampleOf({ file }: Module, variable: string): string | undefined {
    return this.#settings.exampleOf(file, variable)
  }

  /** @internal What a module imports from a JSON file. */
  jsonOf(module: Module, specifier: string): Value | undefined {
    const resolution = specifier.endsWith('.json') ? this.linkOf(module, specifier)?.resolution : undefined
    return resolution?.kind === 'outside' ? this.#settings.jsonIn(resolution.file) : undefined
  }

  /** The dependencies of a module: one for each defining module and chain of barrels. */
  dependenciesOf(module: Module): readonly Dependency[] {
    let dependencies = this.#dependencies.get(module)
    if (dependencies === undefined) {
      dependencies = module.links.flatMap((link) => this.#dependenciesOfLink(module, link))
      this.#dependencies.set(module, dependencies)
    }
    return dependencies
  }

  /** Follows re-exports from a module to where the name is defined. If it is not found, the origin is the given module. */
  originOf(module: Module, name: string): Origin {
    const key = `${module.file}\n${name}`
    let origin = this.#origins.get(key)
    if (origin === undefined) {
      origin = this.#findOrigin(module, name, new Set()) ?? { module, name, via: [], typeOnly: false }
      this.#origins.set(key, origin)
    }
    return origin
  }

  /** The link for a specifier in a module. */
  linkOf(module: Module, specifier: string): Link | undefined {
    return module.links.find(({ record }) => record.specifier === specifier)
  }

  #dependenciesOfLink(from: Module, link: Link): Dependency[] {
    const { target, record } = link
    if (target === undefined || target === from) return []
    if (record.names.length === 0) return [{ from, to: target, names: [], via: [], link, erased: record.typeOnly }]
    const found = new Map<string, { to: Module; names: string[]; via: readonly Module[]; erased: boolean }>()
    for (const { imported, typeOnly } of record.names) {
      const origin = this.originOf(target, imported)
      if (origin.module === from) continue
      const key = [origin.module, ...origin.via].map(({ file }) => file).join('\n')
      const erased = record.typeOnly || typeOnly || origin.typeOnly
      const known = found.get(key)
      if (known === undefined) found.set(key, { to: origin.module, names: [origin.name], via: origin.via, erased })
      else {
        known.names.push(origin.name)
        known.erased &&= erased
      }
    }
    return [...found.values()].map((dependency) => ({ from, link, ...dependency }))
  }

  #findOrigin(module: Module, name: string, seen: Set<string>): Origin | undefined {
    const key = `${module.file}\n${name}`
    if (seen.has(key)) return undefined
    seen.add(key)
    if (name === '*') return { module, name, via: [], typeOnly: false }
    const record = this.#exportsOf(module).get(name)
    if (record !== undefined) {
      if (record.from === undefined) return { module, name, via: [], typeOnly: record.typeOnly }
      const next = this.linkOf(module, record.from.specifier)?.target
      if (next === undefined) return { module, name, via: [], typeOnly: record.typeOnly }
      const origin = this.#findOrigin(next, record.from.name, seen)
      return origin && { ...origin, via: [module, ...origin.via], typeOnly: origin.typeOnly || record.typeOnly }
    }
    if (name === 'default') return undefined
    for (const star of module.summary.exports) {
      if (star.name !== '*' || star.from === undefined) continue
      const next = this.linkOf(module, star.from.specifier)?.target
      const origin = next && this.#findOrigin(next, name, seen)
      if (origin !== undefined) return { ...origin, via: [module, ...origin.via], typeOnly: origin.typeOnly || star.typeOnly }
    }
    return undefined
  }

  #exportsOf(module: Module): ReadonlyMap<string, ExportRecord> {
    let exports = this.#exports.get(module)
    if (exports === undefined) {
      const byName = new Map<string, ExportRecord>()
      for (const record of module.summary.exports) {
        // A constant and a type may have the same name: then the name is a value.
        if (record.name !== '*' && byName.get(record.name)?.typeOnly !== false) byName.set(record.name, record)
      }
      exports = byName
      this.#exports.set(module, exports)
    }
    return exports
  }
}
