import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { parseSync } from 'oxc-parser'
import { checkIn, checkQuery, declarationIn, rulePath } from './separate-checks.ts'
import type { Expression, ParamPattern, Program } from 'oxc-parser'

/** What the modules of the program import when they are loaded. */
export type ModuleGraph = ReadonlyMap<string, Module>

/** A source file. */
export interface Module {
  /** Without types; `*` for all names. */
  readonly imports: readonly { readonly from: string; readonly names: readonly string[] }[]
  /** The parameters of the exported functions, as they can be passed on: `...rest` for any number. */
  readonly functions: ReadonlyMap<string, readonly string[]>
}

/** Reads all modules of the program and its rules. By absolute path; what a run of a rule needs is a module beside its declaration. */
export function readModules(): ModuleGraph {
  return new Map(
    ['src', 'rules'].flatMap(sourcesIn).flatMap((file) => {
      const code = readFileSync(file, 'utf8')
      if (!rulePath.test(file)) return [[file, moduleIn(code, file)] as const]
      return [[file, moduleIn(declarationIn(code, file), file)] as const, [`${file}${checkQuery}`, moduleIn(checkIn(code, file), file)] as const]
    }),
  )
}

/** Modules with all that is loaded with them. */
export function loadedWith(files: readonly string[], graph: ModuleGraph): ReadonlySet<string> {
  const loaded = new Set<string>()
  const waiting = [...files]
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    if (loaded.has(file)) continue
    loaded.add(file)
    for (const { from } of graph.get(file)?.imports ?? []) waiting.push(from)
  }
  return loaded
}

function sourcesIn(directory: string): string[] {
  return readdirSync(directory, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts')).sort().map((name) => resolve(directory, name))
}

function moduleIn(code: string, file: string): Module {
  const { program } = parseSync(file, code)
  return { imports: importsOf(program, dirname(file)), functions: functionsOf(program) }
}

function importsOf({ body }: Program, directory: string): Module['imports'] {
  return body.flatMap((statement) => {
    const isImport = statement.type === 'ImportDeclaration' && statement.importKind !== 'type'
    const isExport = (statement.type === 'ExportNamedDeclaration' || statement.type === 'ExportAllDeclaration') && statement.exportKind !== 'type'
    if ((!isImport && !isExport) || statement.source?.value.startsWith('.') !== true) return []
    const names = isImport
      ? statement.specifiers.map((one) => (one.type === 'ImportSpecifier' && one.imported.type === 'Identifier' ? one.imported.name : '*'))
      // What is exported again may be anything.
      : ['*']
    return [{ from: join(directory, statement.source.value), names }]
  })
}

function functionsOf({ body }: Program): Module['functions'] {
  return new Map(
    body.flatMap((statement): (readonly [string, readonly string[]])[] => {
      const declared = statement.type === 'ExportNamedDeclaration' ? statement.declaration : null
      if (declared?.type === 'FunctionDeclaration') return declared.id === null ? [] : [[declared.id.name, parametersOf(declared)]]
      if (declared?.type !== 'VariableDeclaration') return []
      return declared.declarations.flatMap(({ id, init }) => {
        const parameters = init === null ? undefined : parametersOfValue(init)
        return id.type === 'Identifier' && parameters !== undefined ? [[id.name, parameters] as const] : []
      })
    }),
  )
}

/** The parameters of a function as a value: an arrow, or a memoised one, which has one parameter. */
function parametersOfValue(value: Expression): readonly string[] | undefined {
  if (value.type === 'ArrowFunctionExpression') return parametersOf(value)
  const isMemoised = value.type === 'CallExpression' && value.callee.type === 'Identifier' && /^memoize/.test(value.callee.name)
  return isMemoised ? ['p0'] : undefined
}

function parametersOf({ params }: { readonly params: readonly ParamPattern[] }): readonly string[] {
  return params.map(({ type }, at) => (type === 'RestElement' ? `...rest` : `p${at}`))
}
