import type { ExportRecord, ImportRecord, SourceFile } from '../syntax/file.ts'
import type { FileRole } from '../roles.ts'
import { indexFile } from '../values/declarations.ts'
import { mayHandOver, mayHoldRouters, mayHoldStructure, usesRouters } from './gates.ts'
import { ValueReader } from '../values/reader.ts'
import { noRoutes, routeFacts } from './routes.ts'
import { purposeOf } from './purpose.ts'
import type { RouteFacts } from './routes.ts'
import { mayHoldSql } from '../sql/may-hold.ts'
import { noStructure, structureFacts } from './structure.ts'
import type { StructureFacts } from './structure.ts'

/** All that the project needs to know of one file. Plain data: this is what a cache keeps. */
export interface Summary {
  readonly file: string
  /** The path below the folder that was asked for. */
  readonly path: string
  readonly purpose: FileRole
  readonly imports: readonly ImportRecord[]
  readonly exports: readonly ExportRecord[]
  /** Names of abstract classes, wherever they stand in the text. */
  readonly abstractClasses: readonly string[]
  /** @internal */
  readonly structure: StructureFacts
  /** @internal */
  readonly routes: RouteFacts
  readonly mayHoldSql: boolean
}

/** Reads a file's summary. Its tree is built only where its text can hold what structure and route facts are made of. */
export function summarise(source: SourceFile): Summary {
  const { file, path, imports, text } = source
  const exports = source.exports.map((record) => (isNamespaceOfTypes(record, source) ? { ...record, typeOnly: true } : record))
  const purpose = purposeOf(source)
  const holdsSql = mayHoldSql(source)
  const abstractClasses = text.includes('abstract class ') ? abstractClassesIn(text) : []
  if (!mayHoldStructure(source, purpose))
    return { file, path, purpose, imports, exports, abstractClasses, structure: noStructure, routes: noRoutes, mayHoldSql: holdsSql }
  const { program } = source
  const index = indexFile(program)
  const reader = new ValueReader(index)
  return {
    file,
    path,
    purpose,
    imports,
    exports,
    abstractClasses,
    structure: structureFacts(program, index, reader, mayHoldRouters(source)),
    routes: routeFacts(index, reader, usesRouters(source), mayHandOver(source)),
    mayHoldSql: holdsSql,
  }
}

/** The classes that others are to extend. With static methods and nothing abstract in it, a class is a folder for functions. */
function abstractClassesIn(text: string): string[] {
  const isFolder = /^[ \t]{1,40}(?:public )?static (?:async )?\w{1,60}\(/m.test(text) && !/^[ \t]{1,40}(?:(?:protected|public) )?abstract /m.test(text)
  return isFolder ? [] : [...text.matchAll(/\babstract class (\w+)/g)].map(([, name = '']) => name)
}

/** `export interface Query {}` with `export namespace Query { ... }` beside it, which holds more types. */
function isNamespaceOfTypes({ name, range, typeOnly }: ExportRecord, { text, exports }: SourceFile): boolean {
  return !typeOnly && text.startsWith('namespace ', range[0]) && exports.some((other) => other.name === name && other.typeOnly)
}
