import { statSync } from 'node:fs'
import { pathToFileURL } from 'node:url'

import { ConfigurationError } from '../../../core/errors.ts'
import { defaultOf, thrownText } from './exported-value.ts'

/**
 * Imports a JavaScript file of the user's, which executes it, and returns its default export.
 * @param file absolute
 * @param advice what to write if there is no default export
 * @throws ConfigurationError if the file does not exist, throws or has no default export
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

/** The position in the file at which an error arose, if its stack trace tells. */
function placeIn(error: unknown, url: string): { line?: number; column?: number } {
  const stack = error instanceof Error ? (error.stack ?? '') : ''
  const at = stack.indexOf(`${url}:`)
  const [, line, column] = at < 0 ? [] : (/^:(\d+)(?::(\d+))?/.exec(stack.slice(at + url.length)) ?? [])
  return line === undefined ? {} : { line: Number(line), column: Number(column ?? 1) }
}
