import type { ExportRecord, ImportRecord, SourceFile } from '../file.ts'
import { indexFile } from './declarations.ts'
import { mayHoldStructure, usesRouters } from './gates.ts'
import { ValueReader } from './reader.ts'
import { noRoutes, routeFacts } from './routes.ts'
import type { RouteFacts } from './routes.ts'
import { noStructure, structureFacts } from './structure.ts'
import type { StructureFacts } from './structure.ts'

/** All that the project needs to know of one file. Plain data: this is what a cache keeps. */
export interface Summary {
  readonly file: string
  readonly imports: readonly ImportRecord[]
  readonly exports: readonly ExportRecord[]
  /** Names of abstract classes, wherever they stand in the text. */
  readonly abstractClasses: readonly string[]
  readonly structure: StructureFacts
  readonly routes: RouteFacts
}

/** Reads a file's summary. Its tree is built only where its text can hold what structure and route facts are made of. */
export function summarise(source: SourceFile): Summary {
  const { file, imports, exports, text } = source
  const abstractClasses = text.includes('abstract class ') ? [...text.matchAll(/\babstract class (\w+)/g)].map(([, name = '']) => name) : []
  if (!mayHoldStructure(source)) return { file, imports, exports, abstractClasses, structure: noStructure, routes: noRoutes }
  const { program } = source
  const index = indexFile(program)
  const reader = new ValueReader(index)
  return { file, imports, exports, abstractClasses, structure: structureFacts(program, index, reader), routes: routeFacts(index, reader, usesRouters(source)) }
}
