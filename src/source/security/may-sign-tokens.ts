import { mayCallFrom } from '../names/called.ts'
import { injectedSigners, tokenBuilders, tokenDefaults, tokenSigners } from '../models/tokens.ts'
import type { SourceFile } from '../syntax/file.ts'

/** True if a file uses a library that signs tokens. */
export function maySignTokens(file: SourceFile): boolean {
  const tables = [tokenBuilders, ...[...tokenSigners, ...tokenDefaults].map(({ functions }) => functions)]
  return mayCallFrom(file, tables) || injectedSigners.some(({ words }) => words.test(file.text))
}
