import type { Architecture, Settings } from '../../src/core/settings.ts'
import { noSettings } from '../../src/core/settings.ts'
import { Project } from '../../src/project/project.ts'
import { Resolver } from '../../src/project/graph/resolve.ts'
import { factsOf } from '../../src/source/facts/file-facts.ts'
import { parseSource } from '../../src/source/syntax/parsed-file.ts'
import { codeIn, memoryFiles } from './memory.ts'

const root = '/app'

/** A project of these files, by their path below the root. */
export async function projectOf(texts: { readonly [file: string]: string }, settings: Partial<Settings> = {}): Promise<Project> {
  const byPath = Object.fromEntries(Object.entries(texts).map(([file, text]) => [`${root}/${file}`, text]))
  const sources = Object.keys(byPath).filter((file) => /\.[cm]?[jt]sx?$/.test(file))
  return Project.build({
    root,
    sources: (await Promise.all(sources.map((file) => parseSource(file, byPath[file] ?? '', { root })))).map(factsOf),
    resolver: new Resolver(root, codeIn(byPath), memoryFiles(byPath)),
    settings: { ...noSettings, ...settings },
  })
}

/** Every route as `METHOD path`, with a question mark before a path whose prefix is unknown, and `?` for a path that cannot be read. */
export async function routesOf(texts: { readonly [file: string]: string }): Promise<string[]> {
  const project = await projectOf(texts)
  const known = project.routes.map(({ method, path, prefixKnown }) => `${method} ${prefixKnown ? '' : '?'}${path}`)
  return [...known, ...project.unknownRoutes.map(() => '?')].sort()
}

/** A path in the form that the tests use. */
export function short(file: string): string {
  return file.slice(root.length + 1)
}

export type Texts = { readonly [file: string]: string }

/** The layer of each module that has one. */
export async function layers(texts: Texts, architecture: Architecture = {}): Promise<{ [file: string]: string }> {
  const project = await projectOf(texts, { architecture })
  const placed = [...project.graph.modules.values()].flatMap((module) => {
    const placement = project.architecture.placementOf(module)
    return placement === undefined ? [] : [[short(module.file), placement.layer.name] as const]
  })
  return Object.fromEntries(placed)
}

/** The imports that violate the layering: "kind from -> to", with `type` if nothing is left at run time. */
export async function faults(texts: Texts, architecture: Architecture = {}): Promise<string[]> {
  const project = await projectOf(texts, { architecture })
  return [...project.graph.modules.values()].flatMap((module) =>
    project.layering
      .violationsOf(module)
      .map(
        ({ kind, erased, dependency }) => `${kind}${erased ? ' type' : ''} ${short(module.file)} -> ${short(dependency.to.file)}`,
      ),
  )
}
