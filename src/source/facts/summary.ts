import type { ExportRecord, ImportRecord, SourceFile } from '../syntax/file.ts'
import type { FileRole } from '../roles.ts'
import { indexFile } from '../values/declarations.ts'
import { mayHoldRouters, mayHoldStructure, mayPassRouter, usesRouters } from './prefilter.ts'
import { modelPackages } from '../models/loaders.ts'
import { ValueReader } from '../values/reader.ts'
import { noRoutes, routeFacts } from './routes.ts'
import { purposeOf } from './purpose.ts'
import type { RouteFacts } from './routes.ts'
import { noStructure, structureFacts } from './structure.ts'
import type { StructureFacts } from './structure.ts'

/** Everything that the project needs from a file at once. Serialisable: this is what the cache stores. */
export interface Summary {
  readonly file: string
  /** The path relative to the project folder. */
  readonly path: string
  readonly purpose: FileRole
  readonly imports: readonly ImportRecord[]
  readonly exports: readonly ExportRecord[]
  /** Names of abstract classes, wherever they are in the file. */
  readonly abstractClasses: readonly string[]
  /** @internal */
  readonly structure: StructureFacts
  /** @internal */
  readonly routes: RouteFacts
}

/** The summary of a file. Parses it only if it may contain something for structure or route facts. */
export function summarise(source: SourceFile): Summary {
  const { file, path, imports, text } = source
  const exports = source.exports.map((record) => (isNamespaceOfTypes(record, source) ? { ...record, typeOnly: true } : record))
  const purpose = purposeOf(source)
  const abstractClasses = text.includes('abstract class ') ? abstractClassesIn(text) : []
  if (!mayHoldStructure(source, purpose))
    return { file, path, purpose, imports, exports, abstractClasses, structure: noStructure, routes: noRoutes }
  const { program } = source
  const index = indexFile(program)
  const reader = new ValueReader(index)
  const loadsModels = !usesRouters(source) && imports.some(({ specifier }) => modelPackages.has(specifier))
  const holdsRouters = mayHoldRouters(source)
  return {
    file,
    path,
    purpose,
    imports,
    exports,
    abstractClasses,
    structure: structureFacts(program, index, reader, holdsRouters),
    routes: routeFacts(index, reader, usesRouters(source), mayPassRouter(source) || holdsRouters, loadsModels),
  }
}

/** The abstract classes that are meant to be extended. One with static methods and no abstract members is only a namespace for functions. */
function abstractClassesIn(text: string): string[] {
  const isFolder = /^[ \t]{1,40}(?:public )?static (?:async )?\w{1,60}\(/m.test(text) && !/^[ \t]{1,40}(?:(?:protected|public) )?abstract /m.test(text)
  return isFolder ? [] : [...text.matchAll(/\babstract class (\w+)/g)].map(([, name = '']) => name)
}

/** `export interface Query {}` next to `export namespace Query { ... }`, which contains types too. */
function isNamespaceOfTypes({ name, range, typeOnly }: ExportRecord, { text, exports }: SourceFile): boolean {
  return !typeOnly && text.startsWith('namespace ', range[0]) && exports.some((other) => other.name === name && other.typeOnly)
}
