import { sqlFacts } from '../source/facts/sql.ts'
import type { SqlFinding } from '../source/facts/sql.ts'
import type { SourceFile } from '../source/file.ts'
import type { Exported, Links } from '../source/links.ts'
import { Trackers } from '../source/sql/tracker.ts'
import { roleOfPath } from '../source/roles.ts'
import type { Graph, Module } from './graph.ts'

/** A file that more files can reach than this is part of everything: nobody can say who calls it. */
const maxUsers = 120
/** From a class over the file that makes its instance, and one that passes it on, to who uses it. */
const maxSteps = 3

/** The SQL of a project. What depends on a file alone is a fact of it; where a value goes from file to file, it is followed. */
export class ProjectSql implements Links {
  readonly #graph: Graph
  readonly #trackers = new Trackers(this)
  /** The files that something was asked about others for: what was found out about them does not follow from them alone. */
  readonly #open = new Set<string>()
  readonly #sources = new Map<string, SourceFile | undefined>()
  readonly #users = new Map<Module, readonly Module[] | undefined>()
  #importers: ReadonlyMap<Module, readonly Module[]> | undefined

  constructor(graph: Graph) {
    this.#graph = graph
  }

  /**
   * What is unsafe in the SQL that the project sends, each place once, the worst case of each.
   * @param everywhere migrations, seeds and tests too
   */
  findings(everywhere: boolean): SqlFinding[] {
    const found = new Map<string, SqlFinding>()
    for (const module of this.#graph.modules.values()) {
      if (!module.summary.mayHoldSql || (!everywhere && !isProgram(module))) continue
      for (const finding of this.#factsOf(module).findings) {
        const key = `${finding.file} ${finding.range.join(' ')}`
        const known = found.get(key)
        if (known === undefined || (known.origin === 'caller' && finding.origin === 'request')) found.set(key, finding)
      }
    }
    return [...found.values()]
  }

  resolve({ file }: SourceFile, specifier: string, name: string): Exported | undefined {
    const module = this.#graph.modules.get(file)
    const link = module && this.#graph.linkOf(module, specifier)
    if (link === undefined || link.resolution.kind === 'external' || link.resolution.kind === 'builtin') return undefined
    this.#open.add(file)
    return link.target && this.#defining(link.target, name)
  }

  defining({ file }: SourceFile, name: string): Exported | undefined {
    const module = this.#graph.modules.get(file)
    if (module === undefined) return undefined
    this.#open.add(file)
    return this.#defining(module, name)
  }

  usersOf({ file }: SourceFile, word: string): readonly SourceFile[] | undefined {
    const module = this.#graph.modules.get(file)
    if (module === undefined) return undefined
    this.#open.add(file)
    if (!this.#users.has(module)) this.#users.set(module, this.#findUsers(module))
    return this.#users.get(module)?.flatMap((user) => {
      const source = this.#sourceOf(user)
      return source?.text.includes(word) === true ? [source] : []
    })
  }

  note({ file }: SourceFile): void {
    this.#open.add(file)
  }

  #findUsers(module: Module): readonly Module[] | undefined {
    const users = new Set<Module>()
    let last: readonly Module[] = [module]
    for (let step = 0; step < maxSteps; step++) {
      const next: Module[] = []
      for (const importer of last.flatMap((one) => this.#importersOf(one))) {
        if (importer === module || importer.summary.purpose === 'test' || users.has(importer)) continue
        users.add(importer)
        next.push(importer)
        if (users.size > maxUsers) return undefined
      }
      last = next
    }
    return [...users]
  }

  #factsOf(module: Module): ReturnType<typeof sqlFacts> {
    const { late, file } = module
    if (late.known.sql !== undefined) return late.known.sql
    const source = this.#sourceOf(module)
    if (source === undefined) return { findings: [] }
    const facts = sqlFacts(this.#trackers.of(source))
    // What was found without types may be less than there is.
    if (!this.#open.has(file) && source.types !== undefined) late.keepSql(facts)
    return facts
  }

  #defining(module: Module, name: string): Exported | undefined {
    const origin = this.#graph.originOf(module, name)
    const file = this.#sourceOf(origin.module)
    return file && { file, name: origin.name }
  }

  #sourceOf(module: Module): SourceFile | undefined {
    const { file, late } = module
    if (!this.#sources.has(file)) this.#sources.set(file, late.source())
    return this.#sources.get(file)
  }

  #importersOf(module: Module): readonly Module[] {
    if (this.#importers === undefined) {
      const importers = new Map<Module, Module[]>()
      for (const importer of this.#graph.modules.values())
        for (const { target } of importer.links) {
          const others = target && importers.get(target)
          if (others !== undefined) others.push(importer)
          else if (target !== undefined) importers.set(target, [importer])
        }
      this.#importers = importers
    }
    return this.#importers.get(module) ?? []
  }
}

/** Migrations, seeds and tests send SQL that nobody outside has a part in. Examples and demonstrations are what people copy. */
function isProgram({ summary: { purpose, path } }: Module): boolean {
  return purpose === 'code' || (purpose === 'test' && roleOfPath(path) === 'code')
}
