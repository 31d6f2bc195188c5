import { statSync } from 'node:fs'
import { pathToFileURL } from 'node:url'

import { ConfigurationError } from '../../../core/errors.ts'
import { defaultOf, thrownText } from './exported-value.ts'

/**
 * Runs a program of the user's own and gives what it exports.
 * @param file absolute
 * @param advice what to write where there is no default export
 * @throws ConfigurationError where it is not there, cannot be run or exports nothing
 */
export async function defaultExport(file: string, advice: string): Promise<unknown> {
  if (statSync(file, { throwIfNoEntry: false })?.isFile() !== true) throw new ConfigurationError([{ file, message: 'there is no such file' }])
  const url = pathToFileURL(file).href
  let exported: unknown
  try {
    exported = await import(url)
  } catch (error) {
    throw new ConfigurationError([{ file, ...placeIn(error, url), message: `could not be run: ${thrownText(error)}` }])
  }
  const found = defaultOf(exported)
  if (found !== undefined) return found.value
  throw new ConfigurationError([{ file, message: `has no default export: write \`${advice}\`` }])
}

/** Where in the program an error arose, as far as its trace tells. */
function placeIn(error: unknown, url: string): { line?: number; column?: number } {
  const stack = error instanceof Error ? (error.stack ?? '') : ''
  const at = stack.indexOf(`${url}:`)
  const [, line, column] = at < 0 ? [] : (/^:(\d+)(?::(\d+))?/.exec(stack.slice(at + url.length)) ?? [])
  return line === undefined ? {} : { line: Number(line), column: Number(column ?? 1) }
}
