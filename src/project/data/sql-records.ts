import { hash64 } from '../../core/hash.ts'
import type { TraceDependencies } from '../../source/facts/trace-dependencies.ts'
import type { Graph, Module } from '../graph/graph.ts'

/** The definition of a name that a module imports or exports. */
export interface Defined {
  readonly module: Module
  /** As exported there: a name, `default`, or `*` for the module. */
  readonly name: string
}

/** The questions about other files that were asked while following values out of a file. */
interface Queries {
  /** `specifier\nname` for imports, `\nname` for exports. */
  readonly names: Set<string>
  users: boolean
  types: boolean
}

/**
 * Records on which files the SQL findings of each file depend, so that they can be reused as long as these are unchanged. A file depends on
 * the files that were asked about while values were followed out of it, and on their dependencies.
 */
export class SqlRecords {
  readonly #graph: Graph
  readonly #usersOf: (module: Module) => readonly Module[] | undefined
  readonly #questions = new Map<Module, Queries>()

  constructor(graph: Graph, usersOf: (module: Module) => readonly Module[] | undefined) {
    this.#graph = graph
    this.#usersOf = usersOf
    this.#forgetStale()
  }

  /** The definition of a name in a module: `specifier\nname` for an import, `\nname` for an export. */
  answer(module: Module, question: string): Defined | undefined {
    const at = question.indexOf('\n')
    const specifier = question.slice(0, at)
    const from = specifier === '' ? module : this.#graph.linkOf(module, specifier)?.target
    return from && this.#graph.originOf(from, question.slice(at + 1))
  }

  /** Records a question about a name. */
  noteName(module: Module, question: string): void {
    this.#of(module).names.add(question)
  }

  /** Records that the users of a module were asked for. */
  noteUsers(module: Module): void {
    this.#of(module).users = true
  }

  /** Records that types were asked for in a module. */
  noteTypes(module: Module): void {
    this.#of(module).types = true
  }

  /** True if types were asked for somewhere: types may depend on every file. */
  get askedForTypes(): boolean {
    return this.#typed.length > 0
  }

  /** Stores what was asked. Returns a predicate for the modules whose findings may be cached. */
  settle(): (module: Module) => boolean {
    for (const [module, { names, users, types }] of this.#questions) {
      const known = module.late.known.traced
      const asked = {
        names: [...new Set([...(known?.names ?? []), ...names])].sort(),
        users: users || known?.users === true,
        types: types || known?.types === true,
      }
      module.late.keepTraced({ ...asked, hash: this.#hashOf(module, asked) })
    }
    const open = this.#withDependents(this.#typed)
    return (module) => !open.has(module)
  }

  /** Files that changed have no records here. Unchanged files may depend on them, and then their findings are outdated. */
  #forgetStale(): void {
    const stale = [...this.#graph.modules.values()].filter((module) => {
      const { traced } = module.late.known
      return traced !== undefined && traced.hash !== this.#hashOf(module, traced)
    })
    for (const module of this.#withDependents(stale)) module.late.forgetSql()
    for (const module of stale) module.late.forgetTraced()
  }

  /** The modules for which types were asked. */
  get #typed(): Module[] {
    return [...this.#graph.modules.values()].filter(({ late }) => late.known.traced?.types === true)
  }

  #of(module: Module): Queries {
    let questions = this.#questions.get(module)
    if (questions === undefined) this.#questions.set(module, (questions = { names: new Set(), users: false, types: false }))
    return questions
  }

  #hashOf(module: Module, asked: Pick<TraceDependencies, 'names' | 'users'>): string {
    const answers = asked.names.map((question) => {
      const defined = this.answer(module, question)
      return defined === undefined ? '' : `${defined.module.file} ${defined.name} ${defined.module.late.content}`
    })
    const users = asked.users ? (this.#usersOf(module)?.map(({ file, late }) => `${file} ${late.content}`) ?? ['many']) : []
    return hash64([...answers, '', ...users].join('\n'))
  }

  /** These modules, and all that depend on them, directly or indirectly. */
  #withDependents(modules: readonly Module[]): Set<Module> {
    if (modules.length === 0) return new Set()
    const askers = new Map<Module, Module[]>()
    for (const module of this.#graph.modules.values()) {
      for (const target of this.#dependenciesOf(module)) {
        const known = askers.get(target)
        if (known === undefined) askers.set(target, [module])
        else known.push(module)
      }
    }
    const found = new Set(modules)
    for (const module of found) askers.get(module)?.forEach((asker) => found.add(asker))
    return found
  }

  #dependenciesOf(module: Module): Set<Module> {
    const { traced } = module.late.known
    if (traced === undefined) return new Set()
    const defining = traced.names.flatMap((question) => this.answer(module, question)?.module ?? [])
    return new Set([...defining, ...(traced.users ? (this.#usersOf(module) ?? []) : [])])
  }
}
