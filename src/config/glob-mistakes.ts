import type { Pointer } from '../core/location.ts'
import type { ConfigurationFile } from './configuration-file.ts'
import type { Mistake } from './mistakes.ts'

/** Globs with the separators of Windows, which match nothing: a backslash escapes the next character, and these need no escape. */
export function* globMistakes({ ignore = [], overrides = [], architecture }: ConfigurationFile): Generator<Mistake> {
  yield* inList(ignore, ['ignore'])
  for (const [index, { files }] of overrides.entries()) yield* inList(files, ['overrides', index, 'files'])
  for (const [index, { files = [] }] of (architecture?.layers ?? []).entries()) yield* inList(files, ['architecture', 'layers', index, 'files'])
}

function* inList(globs: readonly string[], pointer: Pointer): Generator<Mistake> {
  for (const [index, glob] of globs.entries()) {
    if (/\\[\w\\]/.test(glob)) yield { pointer: [...pointer, index], message: `globs have forward slashes: write '${glob.replace(/\\+/g, '/')}'` }
  }
}
