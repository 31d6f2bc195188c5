import { LineIndex } from '../core/lines.ts'
import { groupBy } from '../core/group.ts'
import { Project } from '../project/project.ts'
import { parseSource } from '../source/file.ts'
import type { SourceFile } from '../source/file.ts'
import { openTypes } from '../source/type-provider.ts'
import type { TypeProvider } from '../source/types.ts'
import type { CheckInput } from './check-files.ts'
import type { Loading } from './loading.ts'

/** How many files are with the parser's threads at once: enough to keep them busy, few enough to show progress. */
const batch = 128

/** Code that belongs together, and which of its files are to be checked. */
export interface Program {
  readonly project: Project
  readonly checked: readonly SourceFile[]
}

/**
 * Reads and parses sources, and folds those of one root into a project.
 * @returns one program a root that has any source
 */
export async function loadCode(input: CheckInput, loading: Loading): Promise<Program[]> {
  const rootOf = (file: string): string => input.roots.find((root) => file.startsWith(`${root}/`)) ?? input.roots[0] ?? '/'
  const checked = new Set(input.sources)
  const programs: Program[] = []
  for (const [root, files] of groupBy([...input.sources, ...input.context], rootOf)) {
    const program: { project?: Project } = {}
    const types = openTypes(input.files, root, (specifier, from) => program.project?.resolve(specifier, from))
    const sources = await parseAll(files, { ...input, root, types }, loading)
    const project = (program.project = Project.build({ root, sources, files: input.files, settings: input.configuration.settings }))
    programs.push({ project, checked: sources.filter(({ file }) => checked.has(file)) })
  }
  return programs
}

interface Surroundings extends CheckInput {
  readonly root: string
  readonly types: TypeProvider
}

async function parseAll(files: readonly string[], surroundings: Surroundings, loading: Loading): Promise<SourceFile[]> {
  const parsed: SourceFile[] = []
  for (let start = 0; start < files.length; start += batch) {
    parsed.push(...(await Promise.all(files.slice(start, start + batch).flatMap((file) => parse(file, surroundings, loading)))))
  }
  return parsed.filter(({ file, text, syntaxErrors: [error] }) => {
    if (error === undefined) return true
    const { line, column } = new LineIndex(text).positionAt(error.range[0])
    loading.note({ kind: 'syntax-error', file, message: `line ${line}, column ${column}: ${error.message}` })
    return false
  })
}

function parse(file: string, { files, root, bases, types }: Surroundings, loading: Loading): Promise<SourceFile>[] {
  loading.next(file)
  const content = files.read(file)
  if (content.kind === 'text') {
    loading.read(file)
    const base = bases.find((directory) => file.startsWith(`${directory}/`)) ?? root
    return [parseSource(file, content.text, { root: base, types })]
  }
  loading.note({ kind: 'unreadable', file, message: content.kind === 'missing' ? 'there is no such file' : content.reason })
  return []
}
