import type { TSESTree } from '@typescript-eslint/utils'
import { memoize } from '../../core/memoize.ts'
import { bindingsOf, memberName, requiredBy } from './bindings.ts'
import type { Call } from './calls.ts'
import type { SourceFile } from '../syntax/file.ts'
import { withoutScheme } from '../models/lookup.ts'
import type { FunctionTable } from '../models/lookup.ts'
import { modulesOf } from './origin.ts'

/** A function of a package that is called: `sign` of jsonwebtoken, `default` of md5. */
export interface PackageFunction {
  /** The module's specifier, without the `node:` scheme. */
  readonly module: string
  /** The name of the member or export that is called; `default` also for the result of `require`. */
  readonly name: string
}

/**
 * The function of the table that a call runs, if any, however it is imported: `jwt.sign()`,
 * `const { sign } = require('jsonwebtoken')`, `promisify(jwt.sign)()`, `this.jwt.signAsync()` with `jwt: JwtService`.
 */
export function calledFrom(file: SourceFile, call: Call, table: FunctionTable): PackageFunction | undefined {
  return mayCallFrom(file, [table]) ? functionFrom(file, call.callee, table) : undefined
}

/** The specifiers of a file's imports. */
const importedModules = memoize(({ imports }: SourceFile) => new Set(imports.map(({ specifier }) => withoutScheme(specifier))))

/** True if a file imports a module of the tables. A cheap gate before {@link calledFrom}, which needs the file's scopes. */
export function mayCallFrom(file: SourceFile, tables: readonly FunctionTable[]): boolean {
  const taken = importedModules(file)
  for (const table of tables) for (const module in table) if (taken.has(module)) return true
  return false
}

function functionFrom(file: SourceFile, callee: TSESTree.Node, table: FunctionTable, steps = 0): PackageFunction | undefined {
  if (steps > 3) return undefined
  if (callee.type === 'ChainExpression' || callee.type === 'TSNonNullExpression')
    return functionFrom(file, callee.expression, table, steps + 1)
  if (callee.type === 'CallExpression') {
    const required = requiredBy(callee)
    return required === undefined ? promisified(file, callee, table, steps) : listed(table, required, 'default')
  }
  if (callee.type === 'MemberExpression') {
    const name = memberName(callee)
    if (name === undefined || !names(table, name)) return undefined
    const origin = modulesOf(file, callee.object).find(({ specifier }) => listed(table, specifier, name) !== undefined)
    return origin && listed(table, origin.specifier, name)
  }
  if (callee.type !== 'Identifier') return undefined
  const definition = bindingsOf(file).definitionOf(callee)
  if (definition?.kind === 'import')
    return listed(table, definition.specifier, definition.imported === '*' ? 'default' : definition.imported)
  if (definition?.kind !== 'variable' || definition.init === undefined) return undefined
  const [taken] = definition.path
  if (taken === undefined) return functionFrom(file, definition.init, table, steps + 1)
  // `const { sign } = jwt`
  if (typeof taken !== 'string' || !names(table, taken)) return undefined
  const origin = modulesOf(file, definition.init).find(({ specifier }) => listed(table, specifier, taken) !== undefined)
  return origin && listed(table, origin.specifier, taken)
}

/** `promisify(jwt.verify)`. */
function promisified(file: SourceFile, call: TSESTree.CallExpression, table: FunctionTable, steps: number): PackageFunction | undefined {
  const [first] = call.arguments
  const { callee } = call
  const name = callee.type === 'Identifier' ? callee.name : memberName(callee)
  return /^promisify/.test(name ?? '') && first !== undefined ? functionFrom(file, first, table, steps + 1) : undefined
}

function listed(table: FunctionTable, specifier: string, name: string): PackageFunction | undefined {
  const module = withoutScheme(specifier)
  return Object.hasOwn(table, module) && table[module]?.includes(name) === true ? { module, name } : undefined
}

function names(table: FunctionTable, name: string): boolean {
  return Object.values(table).some((known) => known.includes(name))
}
