import { statSync } from 'node:fs'
import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'

import { ConfigurationError } from '../../../core/errors.ts'
import { defaultOf, thrownText } from './exported-value.ts'
import { settledInTime, withinTime } from './time-limit.ts'

const load = createRequire(import.meta.url)

/**
 * Loads a JavaScript file of the user's, which executes it, and returns its default export. A promise is waited for.
 * @param file absolute
 * @param advice what to write if there is no default export
 * @throws ConfigurationError if the file does not exist, throws, does not finish in time or has no default export
 */
export async function defaultExport(file: string, advice: string): Promise<unknown> {
  refuseMissing(file)
  try {
    return await settledInTime(exportIn(file, advice))
  } catch (error) {
    throw notRun(file, error)
  }
}

async function exportIn(file: string, advice: string): Promise<unknown> {
  try {
    // Before it knows TypeScript, `require` takes every other file for JavaScript.
    if (!isTypeScript(file)) return exportOf(loadAtOnce(file), file, advice)
  } catch (error) {
    if (!isForImport(error)) throw error
  }
  return exportOf(await import(pathToFileURL(file).href), file, advice)
}

/**
 * The same without waiting, for files without a top-level `await`.
 * @throws ConfigurationError also for files that only `import` can load
 */
export function defaultExportAtOnce(file: string, advice: string): unknown {
  refuseMissing(file)
  try {
    return exportOf(loadAtOnce(file), file, advice)
  } catch (error) {
    throw notRun(file, error)
  }
}

/** By `require`, because Node can only interrupt an endless loop in code that is called and not awaited. */
function loadAtOnce(file: string): unknown {
  let loaded: unknown
  withinTime(() => { loaded = load(file) })
  return loaded
}

/** True for an error of files that only `import` can load: those with a top-level `await`, and modules at all before Node 22.12. */
function isForImport(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ERR_REQUIRE_ASYNC_MODULE' || error.code === 'ERR_REQUIRE_ESM')
}

function exportOf(loaded: unknown, file: string, advice: string): unknown {
  const found = defaultOf(loaded)
  if (found === undefined) throw new ConfigurationError([{ file, message: `has no default export: write \`${advice}\`` }])
  return found.value
}

function refuseMissing(file: string): void {
  if (statSync(file, { throwIfNoEntry: false })?.isFile() !== true) throw new ConfigurationError([{ file, message: 'there is no such file' }])
}

function isTypeScript(file: string): boolean {
  return /\.[cm]?ts$/.test(file)
}

function notRun(file: string, error: unknown): ConfigurationError {
  if (error instanceof ConfigurationError) return error
  if (isTypeScript(file) && !('typescript' in process.features)) {
    return new ConfigurationError([{ file, message: `is TypeScript, which Node ${process.versions.node} cannot run: use Node 22.18 or later, or compile the file to JavaScript` }])
  }
  return new ConfigurationError([{ file, ...placeIn(error, file), message: `could not be run: ${thrownText(error)}` }])
}

/** The position in the file at which an error arose, if its stack trace tells. */
function placeIn(error: unknown, file: string): { line?: number; column?: number } {
  const stack = error instanceof Error ? (error.stack ?? '') : ''
  const [name = file] = [pathToFileURL(file).href, file].filter((one) => stack.includes(`${one}:`))
  const at = stack.indexOf(`${name}:`)
  const [, line, column] = at < 0 ? [] : (/^:(\d+)(?::(\d+))?/.exec(stack.slice(at + name.length)) ?? [])
  return line === undefined ? {} : { line: Number(line), column: Number(column ?? 1) }
}
