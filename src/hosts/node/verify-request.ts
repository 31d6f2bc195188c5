import { statSync } from 'node:fs'
import { isAbsolute } from 'node:path'

import { severities } from '../../core/diagnostic.ts'
import { UsageError } from '../../core/errors.ts'
import { asObject, isObject } from '../../core/json.ts'
import { suggestion } from '../../core/nearest.ts'

/**
 * Verifies what a program asks for, which may be written in JavaScript: a misspelt option would otherwise be ignored in silence.
 * @param fields the names that a request may have
 * @throws UsageError with the first mistake
 */
export function verifyRequest(request: unknown, fields: { readonly [name: string]: true }): void {
  const problem = problemIn(asObject(request) ?? {}, fields)
  if (problem !== undefined) throw new UsageError(problem)
}

function problemIn({ cwd, paths, rules, ...others }: { readonly [name: string]: unknown }, fields: { readonly [name: string]: true }): string | undefined {
  if (typeof cwd !== 'string' || !isAbsolute(cwd)) return `cwd is not an absolute path: '${String(cwd)}'`
  if (statSync(cwd, { throwIfNoEntry: false })?.isDirectory() !== true) return `cwd: no such directory: '${cwd}'`
  const misspelt = Object.keys(others).find((name) => !Object.hasOwn(fields, name))
  if (misspelt !== undefined) return `unknown option '${misspelt}'${suggestion(misspelt, Object.keys(fields))}`
  if (paths !== undefined && !(Array.isArray(paths) && paths.every((path) => typeof path === 'string'))) return 'paths is not a list of strings'
  if ('base' in fields && typeof others['base'] !== 'string') return 'base is not a string: name a revision or a file'
  const possible: readonly unknown[] = [...severities, 'off']
  const [id, severity] = Object.entries(isObject(rules) ? rules : {}).find(([, one]) => !possible.includes(one)) ?? []
  return id === undefined ? undefined : `rules: the severity of '${id}' must be ${possible.join(', ')}, not '${String(severity)}'`
}
