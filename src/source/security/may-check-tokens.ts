import { tokenReaders, tokenVerifiers } from '../models/tokens.ts'
import { mayCallFrom } from '../names/called.ts'
import type { SourceFile } from '../syntax/file.ts'

/** True if a file uses a library for tokens, or names the algorithm `none` or an option of some. */
export function mayCheckTokens(file: SourceFile): boolean {
  return mayCallFrom(file, [tokenReaders, ...tokenVerifiers.map(({ functions }) => functions)]) || /['"`]none['"`]|ignoreExpiration/i.test(file.text)
}
