import type { Module } from '../graph/graph.ts'

/** True for modules that export only types and abstract classes. */
export function isContract({ summary }: Module): boolean {
  const { exports, abstractClasses } = summary
  return exports.length > 0 && exports.every(({ name, local, typeOnly }) => typeOnly || abstractClasses.includes(local ?? name))
}
