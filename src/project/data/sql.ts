import { sqlFindings } from '../../source/facts/sql.ts'
import type { SqlFacts, SqlFinding } from '../../source/facts/sql.ts'
import { dependsOnText } from '../../source/facts/store.ts'
import type { SourceFile } from '../../source/syntax/file.ts'
import type { Exported, Links } from '../../source/names/links.ts'
import { clientPackages, filterGoal, filterPackages, filterSigns, urlGoal } from '../../source/models/goals.ts'
import { addressFlows, filterFlows } from '../../source/security/flows.ts'
import type { Flow } from '../../source/security/flows.ts'
import { trackersOf } from '../../source/sql/trackers.ts'
import { roleOfPath } from '../../source/roles.ts'
import type { Graph, Module } from '../graph/graph.ts'
import { SqlRecords } from './sql-records.ts'

/** A file with more users than this (direct and indirect importers) is used everywhere: its callers are taken as unknown. */
const maxUsers = 120
/** From a class to the file that instantiates it, to one that re-exports the instance, to its users. */
const maxSteps = 3

/**
 * The SQL findings of a project. Values are followed across files. The findings of a file are cached with its facts, and are valid as long as
 * the files they depend on are unchanged.
 */
export class ProjectSql implements Links {
  readonly #graph: Graph
  #trackers = trackersOf(this)
  #objects = trackersOf(this, filterGoal)
  #addresses = trackersOf(this, urlGoal)
  readonly #records: SqlRecords
  readonly #found = new Map<Module, SqlFacts>()
  readonly #sources = new Map<string, SourceFile | undefined>()
  readonly #users = new Map<Module, readonly Module[] | undefined>()
  /** By the file that asks, and the question. */
  readonly #answers = new Map<string, Map<string, Exported | undefined>>()
  #hasRun = false
  #hasFilters: boolean | undefined
  #importers: ReadonlyMap<Module, readonly Module[]> | undefined

  constructor(graph: Graph) {
    this.#graph = graph
    this.#records = new SqlRecords(graph, (module) => this.#usersOf(module))
  }

  /**
   * The unsafe SQL of the project. For each place only the worst finding.
   * @param everywhere include migrations, seeds and tests
   */
  findings(everywhere: boolean): SqlFinding[] {
    const found = new Map<string, SqlFinding>()
    for (const finding of this.#facts(everywhere).flatMap(({ findings }) => findings)) {
      const key = `${finding.file} ${finding.range.join(' ')}`
      const known = found.get(key)
      if (known === undefined || (known.origin !== 'request' && finding.origin === 'request')) found.set(key, finding)
    }
    return [...found.values()]
  }

  /** Request data that decides about the queries of the program, or about its requests to others. Once for each place, however often it is used. */
  flows(): Flow[] {
    const flows = this.#facts(false).flatMap((facts) => facts.flows)
    return [...new Map(flows.toReversed().map((flow) => [`${flow.file} ${flow.range.join(' ')}`, flow])).values()].toReversed()
  }

  #facts(everywhere: boolean): SqlFacts[] {
    const known = this.#found.size
    const facts = [...this.#graph.modules.values()].flatMap((module) =>
      (everywhere || isProgram(module)) && (module.late.mayHoldSql || this.#mayHoldFilter(module) || mayRequest(module)) ? [this.#factsOf(module)] : [],
    )
    this.#hasRun = true
    if (this.#found.size > known) this.#keep()
    this.#forgetTrees()
    return facts
  }

  /** True if editing the file may change the findings even though its facts stay the same. */
  concerns(file: string): boolean {
    const module = this.#graph.modules.get(file)
    if (!this.#hasRun || module === undefined || this.#records.askedForTypes) return true
    return dependsOnText(module.late)
  }

  /** True if findings depend on types, so that they cannot be cached with facts. */
  get dependsOnMoreThanFacts(): boolean {
    return [...this.#found.keys()].some(({ late }) => late.known.sql === undefined)
  }

  resolveImport({ file }: SourceFile, specifier: string, name: string): Exported | undefined {
    return this.#answer(file, `${specifier}\n${name}`)
  }

  resolveExport({ file }: SourceFile, name: string): Exported | undefined {
    return this.#answer(file, `\n${name}`)
  }

  importersOf({ file }: SourceFile, word: string): readonly SourceFile[] | undefined {
    const module = this.#graph.modules.get(file)
    if (module === undefined) return undefined
    this.#records.noteUsers(module)
    return this.#usersOf(module)?.flatMap((user) => {
      const source = this.#sourceOf(user)
      return source?.text.includes(word) === true ? [source] : []
    })
  }

  noteTypes({ file }: SourceFile): void {
    const module = this.#graph.modules.get(file)
    if (module !== undefined) this.#records.noteTypes(module)
  }

  #answer(file: string, question: string): Exported | undefined {
    let answers = this.#answers.get(file)
    if (answers === undefined) this.#answers.set(file, (answers = new Map<string, Exported | undefined>()))
    if (!answers.has(question)) answers.set(question, this.#findAnswer(file, question))
    return answers.get(question)
  }

  #findAnswer(file: string, question: string): Exported | undefined {
    const module = this.#graph.modules.get(file)
    if (module === undefined) return undefined
    this.#records.noteName(module, question)
    const defined = this.#records.answer(module, question)
    const source = defined && this.#sourceOf(defined.module)
    return source && { file: source, name: defined.name }
  }

  /** True if the module may query MongoDB, if the project does, apart from its tests. */
  #mayHoldFilter({ late }: Module): boolean {
    this.#hasFilters ??= [...this.#graph.modules.values()].some(
      ({ summary: { path, imports } }) => roleOfPath(path) !== 'test' && imports.some(({ specifier }) => filterPackages.test(specifier)),
    )
    return this.#hasFilters && filterSigns.some((sign) => late.mentions(sign))
  }

  #usersOf(module: Module): readonly Module[] | undefined {
    if (!this.#users.has(module)) this.#users.set(module, this.#findUsers(module))
    return this.#users.get(module)
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

  #factsOf(module: Module): SqlFacts {
    const known = module.late.known.sql ?? this.#found.get(module)
    const [hasFilters, hasRequests] = [this.#mayHoldFilter(module), mayRequest(module)]
    // Other files may have changed what is looked for in this one.
    const goals = `${String(hasFilters)} ${String(hasRequests)}`
    if (known?.goals === goals) return known
    const source = this.#sourceOf(module)
    const facts = {
      goals,
      findings: source !== undefined && module.late.mayHoldSql ? sqlFindings(this.#trackers.of(source)) : [],
      flows: [
        ...(source !== undefined && hasFilters ? filterFlows(this.#objects.of(source), this.#trackers.of(source)) : []),
        ...(source !== undefined && hasRequests ? addressFlows(this.#addresses.of(source)) : []),
      ],
    }
    this.#found.set(module, facts)
    return facts
  }

  /** Keeps the findings and drops the trees, which are large, and are rebuilt if needed again. */
  #forgetTrees(): void {
    this.#trackers = trackersOf(this)
    this.#objects = trackersOf(this, filterGoal)
    this.#addresses = trackersOf(this, urlGoal)
    this.#sources.clear()
    this.#answers.clear()
  }

  #keep(): void {
    if (this.#found.size === 0) return
    const mayBeKept = this.#records.settle()
    for (const [module, facts] of this.#found) {
      // Without types, there may be fewer findings than with them.
      if (this.#sourceOf(module)?.types !== undefined && mayBeKept(module)) module.late.keepSql(facts)
    }
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

/** True if the module may send requests to other servers, also with a client that another one makes. UI components do that from browsers. */
function mayRequest(module: Module): boolean {
  const { file, late, links } = module
  return !file.endsWith('sx') && (hasClient(module) || late.mentions('fetch(') || links.some(({ target }) => target !== undefined && hasClient(target) && target.late.mentions('.create(')))
}

function hasClient({ summary }: Module): boolean {
  return summary.imports.some(({ specifier }) => clientPackages.test(specifier))
}

/**
 * Excludes migrations, seeds and tests, in which the SQL contains nothing from outside. Examples and demos are included, because people copy
 * them.
 */
function isProgram({ summary: { purpose, path } }: Module): boolean {
  return purpose === 'code' || (purpose === 'test' && roleOfPath(path) === 'code')
}
