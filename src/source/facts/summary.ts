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
  readonly structure: StructureFacts
  readonly routes: RouteFacts
}

/** Reads a file's summary. Its tree is built only where its text can hold what structure and route facts are made of. */
export function summarise(source: SourceFile): Summary {
  const { file, imports, exports } = source
  if (!mayHoldStructure(source)) return { file, imports, exports, structure: noStructure, routes: noRoutes }
  const { program } = source
  const index = indexFile(program)
  const reader = new ValueReader(index)
  return { file, imports, exports, structure: structureFacts(program, index, reader), routes: routeFacts(index, reader, usesRouters(source)) }
}
