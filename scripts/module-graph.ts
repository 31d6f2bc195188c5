import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { parseSync } from 'oxc-parser'
import type { ParamPattern, Program } from 'oxc-parser'

/** What the modules of the program import when they are loaded. */
export type ModuleGraph = ReadonlyMap<string, Module>

/** A source file. */
export interface Module {
  /** Without types; `*` for all names. */
  readonly imports: readonly { readonly from: string; readonly names: readonly string[] }[]
  /** The parameters of the exported functions, as they can be passed on: `...rest` for any number. */
  readonly functions: ReadonlyMap<string, readonly string[]>
}

/** Reads all modules of the program and its rules. By absolute path. */
export function readModules(): ModuleGraph {
  return new Map(['src', 'rules'].flatMap(sourcesIn).map((file) => [file, readModule(file)]))
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

function readModule(file: string): Module {
  const { program } = parseSync(file, readFileSync(file, 'utf8'))
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
      return declared.declarations.flatMap(({ id, init }) => (id.type === 'Identifier' && init?.type === 'ArrowFunctionExpression' ? [[id.name, parametersOf(init)] as const] : []))
    }),
  )
}

function parametersOf({ params }: { readonly params: readonly ParamPattern[] }): readonly string[] {
  return params.map(({ type }, at) => (type === 'RestElement' ? `...rest` : `p${at}`))
}
