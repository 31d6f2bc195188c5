import { createRequire } from 'node:module'

/** What parses code. Loaded at once, and only where there is code. */
export function loadParser(): typeof import('oxc-parser') {
  return requireLazily('oxc-parser')
}

/** Loads at once what must not be loaded at start-up; these packages all have a CommonJS door. */
export function requireLazily<Module>(name: string): Module {
  const require = createRequire(import.meta.url)
  return require(name) as Module
}
