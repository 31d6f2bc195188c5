import { mayCallFrom } from '../names/called.ts'
import { digestBuilders, digestsAtOnce, fastDigests } from '../models/password-hashing.ts'
import type { SourceFile } from '../syntax/file.ts'
import { mayNamePassword } from './password-hash.ts'

/** Of fast digests, which passwords must not be stored as. */
export const digestTables = [...Object.values(fastDigests), digestBuilders, digestsAtOnce]

/** True if a file may deal with passwords, or computes digests of what it is given. */
export function mayHoldPasswords(file: SourceFile): boolean {
  return mayNamePassword(file) || mayCallFrom(file, digestTables)
}
