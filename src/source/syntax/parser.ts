import { createRequire } from 'node:module'

let parser: typeof import('oxc-parser') | undefined

/** oxc's parser, loaded on first use: many runs check contracts alone. */
export function loadParser(): typeof import('oxc-parser') {
  // Asking Node for it again would take as long as parsing a small file.
  parser ??= createRequire(import.meta.url)('oxc-parser') as typeof import('oxc-parser')
  return parser
}
