import type { Settings } from '../../src/core/settings.ts'
import { noSettings } from '../../src/core/settings.ts'
import { Project } from '../../src/project/project.ts'
import { parseSource } from '../../src/source/file.ts'
import { memoryFiles } from './memory.ts'

const root = '/app'

/** A project of these files, named by their path below the root. */
export async function projectOf(texts: { readonly [file: string]: string }, settings: Partial<Settings> = {}): Promise<Project> {
  const byPath = Object.fromEntries(Object.entries(texts).map(([file, text]) => [`${root}/${file}`, text]))
  const sources = Object.keys(byPath).filter((file) => /\.[cm]?[jt]sx?$/.test(file))
  return Project.build({
    root,
    sources: await Promise.all(sources.map((file) => parseSource(file, byPath[file] ?? '', { root }))),
    files: memoryFiles(byPath),
    settings: { ...noSettings, ...settings },
  })
}

/** A path as the tests write it. */
export function short(file: string): string {
  return file.slice(root.length + 1)
}
