import { createRequire } from 'node:module'

let parser: typeof import('oxc-parser') | undefined

/** What parses code. Loaded at once, and only where there is code. */
export function loadParser(): typeof import('oxc-parser') {
  // Asking Node for it again would take as long as parsing a small file.
  parser ??= createRequire(import.meta.url)('oxc-parser') as typeof import('oxc-parser')
  return parser
}
