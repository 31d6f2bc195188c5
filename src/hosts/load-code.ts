import { groupBy } from '../core/group.ts'
import { LineIndex } from '../core/lines.ts'
import { Project } from '../project/project.ts'
import { Resolver } from '../project/resolve.ts'
import { factsOf } from '../source/facts/file-facts.ts'
import type { FileFacts } from '../source/facts/file-facts.ts'
import { parseSource } from '../source/file.ts'
import type { SourceFile, SourceHost } from '../source/file.ts'
import { openTypes } from '../source/type-provider.ts'
import type { CheckInput } from './check-files.ts'
import type { Loading } from './loading.ts'

/** How many files are with the parser's threads at once: enough to keep them busy, few enough to show progress. */
const batch = 128

/**
 * Reads and parses sources, and folds those of one root into a project.
 * @param judge told each source that is to be checked, as soon as it is parsed: its tree need not be kept
 * @returns one project a root that has any source
 */
export async function loadCode(input: CheckInput, loading: Loading, judge: (source: SourceFile) => void): Promise<Project[]> {
  const rootOf = (file: string): string => input.roots.find((root) => file.startsWith(`${root}/`)) ?? input.roots[0] ?? '/'
  const projects: Project[] = []
  for (const [root, files] of groupBy([...input.sources, ...input.context], rootOf)) {
    const resolver = new Resolver(root, new Set([...files, ...input.manifests]), input.files)
    const types = openTypes(input.files, root, (specifier, from) => {
      const resolution = resolver.resolve(specifier, from)
      return resolution.kind === 'module' ? resolution.file : undefined
    })
    const reader = new Reader(input, loading, (file) => ({ root: baseOf(file, input.bases) ?? root, types }), judge)
    projects.push(Project.build({ root, sources: await reader.read(files), resolver, settings: input.configuration.settings }))
  }
  return projects
}

function baseOf(file: string, bases: readonly string[]): string | undefined {
  return bases.find((directory) => file.startsWith(`${directory}/`))
}

/** Gets the facts of files. */
class Reader {
  private readonly input: CheckInput
  private readonly loading: Loading
  private readonly hostOf: (file: string) => SourceHost
  private readonly judge: (source: SourceFile) => void
  private readonly context: ReadonlySet<string>

  constructor(input: CheckInput, loading: Loading, hostOf: (file: string) => SourceHost, judge: (source: SourceFile) => void) {
    this.input = input
    this.loading = loading
    this.hostOf = hostOf
    this.judge = judge
    this.context = new Set(input.context)
  }

  async read(files: readonly string[]): Promise<FileFacts[]> {
    const facts: FileFacts[] = []
    let coming = this.parseSome(files, 0)
    for (let start = 0; start < files.length; start += batch) {
      const sources = await coming
      // While these are looked at, the parser's threads have the next ones.
      coming = this.parseSome(files, start + batch)
      for (const source of sources) {
        if (this.isBroken(source)) continue
        facts.push(factsOf(source))
        if (!this.context.has(source.file)) this.judge(source)
      }
    }
    return facts
  }

  private parseSome(files: readonly string[], start: number): Promise<SourceFile[]> {
    return Promise.all(files.slice(start, start + batch).flatMap((file) => this.parse(file)))
  }

  private parse(file: string): Promise<SourceFile>[] {
    this.loading.next(file)
    const content = this.input.files.read(file)
    if (content.kind === 'text') {
      this.loading.read(file)
      return [parseSource(file, content.text, this.hostOf(file))]
    }
    this.loading.note({ kind: 'unreadable', file, message: content.kind === 'missing' ? 'there is no such file' : content.reason })
    return []
  }

  private isBroken({ file, text, syntaxErrors: [error] }: SourceFile): boolean {
    if (error === undefined) return false
    const { line, column } = new LineIndex(text).positionAt(error.range[0])
    this.loading.note({ kind: 'syntax-error', file, message: `line ${line}, column ${column}: ${error.message}` })
    return true
  }
}
