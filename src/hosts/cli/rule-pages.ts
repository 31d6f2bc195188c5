import { existsSync, readFileSync } from 'node:fs'
import { brotliDecompressSync } from 'node:zlib'

import { asString, field } from '../../core/json.ts'

/** What the build puts beside the program: the pages of all rules, by id, as JSON. Compressed, they are a tenth of their size. */
export const packedPages = 'rule-pages.json.br'

/**
 * A rule's page as it was generated, since what is built knows no examples. There is none for rules of the user's own.
 * @param id the rule's
 */
export function generatedPage(id: string): string | undefined {
  const packed = new URL(packedPages, import.meta.url)
  if (existsSync(packed)) return asString(field(JSON.parse(brotliDecompressSync(readFileSync(packed)).toString('utf8')), id))
  // Not built: the source lies three folders below the repository.
  const page = new URL(`../../../docs/rules/${id}.md`, import.meta.url)
  return existsSync(page) ? readFileSync(page, 'utf8') : undefined
}
