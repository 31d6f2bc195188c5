import type { SourceFile } from '../syntax/file.ts'
import { indexFile } from './declarations.ts'
import { ValueReader } from './reader.ts'

/** A reader of a file's values, for modules that are loaded before the class. */
export function readerOf({ program }: SourceFile): ValueReader {
  return new ValueReader(indexFile(program))
}
