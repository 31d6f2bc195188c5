import { join } from 'node:path'
import type { ParserOptions } from 'oxc-parser'

import type { NativeResult } from './native-result.ts'

/** The native code of oxc's parser. */
export interface NativeParser {
  parse(file: string, text: string, options?: ParserOptions): Promise<NativeResult>
  parseSync(file: string, text: string, options?: ParserOptions): NativeResult
}

/** The packages with the native code, by platform and architecture. The first that is installed and can be loaded fits: of two, one is for another libc. */
const packages: Readonly<Record<string, readonly string[]>> = {
  'darwin-arm64': ['darwin-arm64'],
  'darwin-x64': ['darwin-x64'],
  'linux-arm64': ['linux-arm64-gnu', 'linux-arm64-musl'],
  'linux-x64': ['linux-x64-gnu', 'linux-x64-musl'],
  'win32-arm64': ['win32-arm64-msvc'],
  'win32-x64': ['win32-x64-msvc'],
}

/**
 * Loads the native code of oxc's parser.
 * @param load `require` of oxc's package, which depends on the packages with the native code
 * @param beside the `node_modules` with oxc's package, where they usually are: looking for a package takes Node as long as parsing a small file
 * @returns nothing for a system that is not in the table, or if it cannot be loaded: the package knows more ways
 */
export function loadNative(load: NodeJS.Require, beside: string, { platform, arch }: Pick<NodeJS.Process, 'platform' | 'arch'>): NativeParser | undefined {
  for (const name of packages[`${platform}-${arch}`] ?? []) {
    const own = `@oxc-parser/binding-${name}`
    for (const id of [join(beside, own, `parser.${name}.node`), own]) {
      try {
        const loaded: unknown = load(id)
        if (isParser(loaded)) return loaded
      } catch {
        // Not installed there, or for another libc.
      }
    }
  }
  return undefined
}

function isParser(loaded: unknown): loaded is NativeParser {
  return typeof loaded === 'object' && loaded !== null && 'parse' in loaded && 'parseSync' in loaded
}
