import type { Module } from './graph.ts'
import { directoryOf, isWithin } from './paths.ts'

/** Of several things, those whose module is in the innermost directory around a file; all if there is none. */
export function nearest<One extends { readonly module: Module }>(all: readonly One[], file: string): readonly One[] {
  if (all.length < 2) return all
  const around = all.filter(({ module }) => isWithin(directoryOf(module.file), file))
  const longest = Math.max(...around.map(({ module }) => directoryOf(module.file).length))
  return around.length === 0 ? all : around.filter(({ module }) => directoryOf(module.file).length === longest)
}
