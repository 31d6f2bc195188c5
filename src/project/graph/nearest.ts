import { memoize } from '../../core/memoize.ts'
import type { Module } from './graph.ts'
import { directoryOf, isWithin } from './paths.ts'

/** Of several things, those whose module is in the innermost directory around a file; all if there is none. */
export function nearest<One extends { readonly module: Module }>(all: readonly One[], file: string): readonly One[] {
  if (all.length < 2) return all
  const around = all.filter(({ module }) => isWithin(directoryOf(module.file), file))
  const longest = Math.max(...around.map(({ module }) => directoryOf(module.file).length))
  return around.length === 0 ? all : around.filter(({ module }) => directoryOf(module.file).length === longest)
}

/** The same for modules that use another one: of several in no directory around it, those that import it, directly or not. */
export function nearestUser<One extends { readonly module: Module }>(all: readonly One[], used: Module): readonly One[] {
  const near = nearest(all, used.file)
  const importing = near.length < 2 ? near : near.filter(({ module }) => importedBy(module).has(used))
  return importing.length === 0 ? near : importing
}

const importedBy = memoize((start: Module): ReadonlySet<Module> => {
  const all = new Set([start])
  // Grows while it is gone through.
  for (const { links } of all) for (const { target } of links) if (target !== undefined) all.add(target)
  return all
})
