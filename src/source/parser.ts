import { createRequire } from 'node:module'

let parser: typeof import('oxc-parser') | undefined

/** What parses code. Loaded at once, and only where there is code. */
export function loadParser(): typeof import('oxc-parser') {
  // Asking Node for it again would take as long as parsing a small file.
  parser ??= requireLazily<typeof import('oxc-parser')>('oxc-parser')
  return parser
}

/** Loads at once what must not be loaded at start-up; these packages all have a CommonJS door. */
export function requireLazily<Module>(name: string): Module {
  const require = createRequire(import.meta.url)
  return require(name) as Module
}
