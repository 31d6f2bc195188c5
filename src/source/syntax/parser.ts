import { existsSync, realpathSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import type { ParserOptions, ParseResult } from 'oxc-parser'

import { UsageError } from '../../core/errors.ts'
import { loadNative } from './native-parser.ts'
import { resultOf } from './native-result.ts'

/** What we need of oxc's parser. */
export interface Parser {
  readonly parse: (file: string, text: string, options?: ParserOptions) => Promise<ParseResult>
  readonly parseSync: (file: string, text: string, options?: ParserOptions) => ParseResult
}

let parser: Parser | undefined

/** oxc's parser, loaded on first use: many runs check contracts alone. */
export function loadParser(): Parser {
  // Asking Node for it again would take as long as parsing a small file.
  parser ??= openParser(createRequire(import.meta.filename), process)
  return parser
}

/**
 * Opens oxc's parser. Throws {@link UsageError} if its native code is not installed for this system.
 *
 * The package is a wrapper of ES modules around native code. Loading them takes longer than all the rest of it, and is not
 * possible at all with Yarn's Plug'n'Play, so the native code is loaded by itself where its name is known.
 * @param load `require` of a file that may require the package
 * @param system the platform and architecture of this process
 */
export function openParser(load: NodeJS.Require, system: Pick<NodeJS.Process, 'platform' | 'arch'>): Parser {
  const file = packageFile(load)
  const native = loadNative(createRequire(file), dirname(dirname(file)), system)
  if (native === undefined) return wholePackage(load, system)
  return {
    parse: async (file, text, options) => resultOf(await native.parse(file, text, options)),
    parseSync: (file, text, options) => resultOf(native.parseSync(file, text, options)),
  }
}

/** A file of the package. Node is only asked where it is if it is in no `node_modules` above: it would load its resolver for modules first. */
function packageFile(load: NodeJS.Require): string {
  for (let directory = import.meta.dirname; ; directory = dirname(directory)) {
    const file = join(directory, 'node_modules/oxc-parser/package.json')
    // What it depends on is beside where it really is.
    if (existsSync(file)) return realpathSync(file)
    if (directory === dirname(directory)) return load.resolve('oxc-parser')
  }
}

function wholePackage(load: NodeJS.Require, { platform, arch }: Pick<NodeJS.Process, 'platform' | 'arch'>): Parser {
  try {
    return load('oxc-parser') as Parser
  } catch {
    // Its own error is a stack trace about a bug of npm.
    throw new UsageError(
      `code cannot be checked, because the native part of oxc-parser for ${platform}-${arch} is not installed, as happens if dependencies are installed on ` +
        'another system or without optional ones: remove node_modules and install them again on this system',
    )
  }
}
