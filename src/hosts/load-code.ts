import type { CoverageNote } from '../core/diagnostic.ts'
import { groupBy } from '../core/group.ts'
import { LineIndex } from '../core/lines.ts'
import { directoryOf } from '../core/paths.ts'
import type { Project } from '../project/project.ts'
import { Resolver } from '../project/graph/resolve.ts'
import { factsOf } from '../source/facts/file-facts.ts'
import { LateFacts } from '../source/facts/late.ts'
import { roleOfPath } from '../source/roles.ts'
import type { FileFacts } from '../source/facts/file-facts.ts'
import { pathBelow } from '../source/syntax/file.ts'
import { parseSource, parseSourceSync } from '../source/syntax/parsed-file.ts'
import type { SourceFile, SourceHost, TypeProvider } from '../source/syntax/file.ts'
import { openTypes } from '../source/type-provider.ts'
import type { CheckInput } from './check-input.ts'

// How many files the parser's threads get at a time: enough to keep them busy, and few enough that trees do not pile up in memory.
const batch = 32

/** Receives the files that are to be checked, while they are being read. */
export interface CodeListener {
  /** Called for each source as soon as it is parsed, so that its tree need not be kept. */
  parsed(source: SourceFile): void
  /** Called with the reason why a file, even a context file, cannot be checked. */
  skipped(note: CoverageNote, isReadable: boolean): void
}

/**
 * Reads and parses sources, and builds projects from them.
 * @returns one project per root that contains a source
 */
export async function loadCode(input: CheckInput, listener: CodeListener): Promise<Project[]> {
  return new CodeLoader(input, listener).projects()
}

/** Loads code in two steps: the files to check, then the projects with their context. */
export class CodeLoader {
  readonly #input: CheckInput
  readonly #roots: readonly Root[]

  constructor(input: CheckInput, listener: CodeListener) {
    this.#input = input
    const bases = basesAmong(input.bases)
    const rootOf = (file: string): string => input.roots.find((root) => file.startsWith(`${root}/`)) ?? input.roots[0] ?? '/'
    this.#roots = [...groupBy(input.order ?? [...input.sources, ...input.context], rootOf)].map(([root, files]): Root => {
      const resolver = new Resolver(root, new Set(files), input.files)
      const types = typesFor(input, root, resolver)
      const hostOf = (file: string): SourceHost => ({ root: bases.find((directory) => file.startsWith(`${directory}/`)) ?? root, ...(types !== undefined && { types }) })
      return { root, files, resolver, reader: new Reader(input, hostOf, listener) }
    })
  }

  /** The facts of some of the files, as far as these can be parsed. */
  async factsOf(some: readonly string[]): Promise<FileFacts[]> {
    const wanted = new Set(some)
    const facts: (readonly FileFacts[])[] = []
    for (const { files, reader } of this.#roots) facts.push(await reader.factsOf(files.filter((file) => wanted.has(file))))
    return facts.flat()
  }

  async projects(): Promise<Project[]> {
    // Imported here because it is not needed if the outcomes for the projects are cached.
    const { Project } = await import('../project/project.ts')
    const projects: Project[] = []
    for (const { root, files, resolver, reader } of this.#roots) {
      projects.push(Project.build({ root, sources: await reader.factsOf(files), resolver, settings: this.#input.configuration.settings }))
    }
    return projects
  }
}

interface Root {
  readonly root: string
  readonly files: readonly string[]
  readonly resolver: Resolver
  readonly reader: Reader
}

function typesFor({ files, types: use }: CheckInput, root: string, resolver: Resolver): TypeProvider | undefined {
  if (use === false) return undefined
  const types = openTypes(files, root, (specifier, from) => {
    const resolution = resolver.resolve(specifier, from)
    return resolution.kind === 'module' ? resolution.file : undefined
  })
  return use === undefined ? types : use.counting(types)
}

/**
 * The directories whose files have roles by their paths below them. A folder of tests that is asked for alone is meant as code; beside another one,
 * `src test`, it holds tests.
 */
function basesAmong(asked: readonly string[]): readonly string[] {
  const isOfTests = (directory: string): boolean => roleOfPath(`${directory.slice(directory.lastIndexOf('/') + 1)}/`) === 'test'
  const isBeside = (directory: string): boolean => asked.some((other) => directoryOf(other) === directoryOf(directory) && !isOfTests(other))
  return asked.filter((directory) => !isOfTests(directory) || !isBeside(directory))
}

/** Collects the facts of files, reading each once. */
class Reader {
  readonly #input: CheckInput
  readonly #hostOf: (file: string) => SourceHost
  readonly #listener: CodeListener
  readonly #context: ReadonlySet<string>
  readonly #facts = new Map<string, FileFacts>()
  readonly #seen = new Set<string>()

  constructor(input: CheckInput, hostOf: (file: string) => SourceHost, listener: CodeListener) {
    this.#input = input
    this.#hostOf = hostOf
    this.#listener = listener
    this.#context = new Set(input.context)
  }

  async factsOf(files: readonly string[]): Promise<FileFacts[]> {
    const facts = this.#facts
    const unknown = files.filter((file) => {
      if (this.#seen.has(file)) return false
      this.#seen.add(file)
      const kept = this.#kept(file)
      if (kept !== undefined) facts.set(file, kept)
      return kept === undefined || !this.#context.has(file)
    })
    this.#input.expect?.(unknown)
    // The parser's threads work on two batches while another one is processed.
    let [coming, next] = [this.#parseSome(unknown, 0), this.#parseSome(unknown, batch)]
    for (let start = 0; start < unknown.length; start += batch) {
      const sources = await coming
      coming = next
      next = this.#parseSome(unknown, start + 2 * batch)
      for (const source of sources) {
        if (this.#isBroken(source)) continue
        if (!facts.has(source.file)) facts.set(source.file, this.#keep(factsOf(source)))
        if (!this.#context.has(source.file)) this.#listener.parsed(source)
      }
    }
    // In the order of the files and independent of the cache, so that findings do not depend on what was cached.
    return files.flatMap((file) => facts.get(file) ?? [])
  }

  /** The facts of an earlier run. Facts that it did not ask for are read from the file on demand. */
  #kept(file: string): FileFacts | undefined {
    const host = this.#hostOf(file)
    const kept = this.#input.facts?.get(file, pathBelow(host.root, file))
    if (kept === undefined) return undefined
    const open = (): SourceFile | undefined => {
      const content = this.#input.files.read(file)
      return content.kind === 'text' ? parseSourceSync(file, content.text, host) : undefined
    }
    return { summary: kept.summary, late: new LateFacts(open, kept.known, () => this.#input.facts?.set(file, kept)) }
  }

  #keep(facts: FileFacts): FileFacts {
    this.#input.facts?.set(facts.summary.file, { summary: facts.summary, known: facts.late.known })
    return facts
  }

  #parseSome(files: readonly string[], start: number): Promise<SourceFile[]> {
    return Promise.all(files.slice(start, start + batch).flatMap((file) => this.#parse(file)))
  }

  #parse(file: string): Promise<SourceFile>[] {
    this.#input.onProgress?.(file)
    const content = this.#input.files.read(file)
    if (content.kind === 'text') return [parseSource(file, content.text, this.#hostOf(file))]
    const message = content.kind === 'missing' ? 'there is no such file' : content.reason
    this.#listener.skipped({ kind: 'unreadable', file, message }, false)
    return []
  }

  #isBroken({ file, text, syntaxErrors: [error] }: SourceFile): boolean {
    if (error === undefined) return false
    const { line, column } = new LineIndex(text).positionAt(error.range[0])
    // The message about conflict markers continues with an explanation of merges.
    const [said = ''] = error.message.split('\n')
    this.#listener.skipped({ kind: 'syntax-error', file, message: `line ${line}, column ${column}: ${said}` }, true)
    return true
  }
}
