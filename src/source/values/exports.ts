import type { TSESTree } from '@typescript-eslint/utils'
import { dataPackages, generatedClient } from '../models/data-access.ts'
import { manifests } from '../models/routers.ts'
import { memberName } from '../names/bindings.ts'
import { isExports, isModuleExports } from '../names/common-js.ts'
import type { SourceFile } from '../syntax/file.ts'
import { indexFile } from './declarations.ts'
import type { FileIndex } from './declarations.ts'
import { readerOf } from './reader-of.ts'
import type { ValueReader } from './reader.ts'
import { fieldOf } from './value.ts'
import type { Value } from './value.ts'

/** The values of a file's exports, of ESM and CommonJS alike; `*` is `module.exports` itself. */
export type ExportedValues = { readonly [name: string]: Value }

/** The same as {@link exportedValues}, for a file that has not been read yet. */
export function valuesExportedBy(source: SourceFile, keep: (value: Value) => Value): ExportedValues {
  return exportedValues(source.program, indexFile(source.program), readerOf(source), keep)
}

/**
 * The values of a file's exports.
 * @param keep reduces each value to what a fact is to contain, since a call may contain a whole program
 */
export function exportedValues(
  program: TSESTree.Program,
  index: FileIndex,
  reader: ValueReader,
  keep: (value: Value) => Value,
): ExportedValues {
  const values = new Map<string, Value>()
  const add = (name: string, value: Value): void => {
    if (value.kind !== 'unknown') values.set(name, keep(value))
  }
  for (const statement of program.body) {
    if (statement.type === 'ExportDefaultDeclaration') add('default', reader.read(statement.declaration))
    else if (statement.type === 'TSExportAssignment') add('*', reader.read(statement.expression))
    else if (statement.type === 'ExportNamedDeclaration') {
      for (const { local, exported } of statement.source === null ? statement.specifiers : []) {
        const name = exported.type === 'Identifier' ? exported.name : exported.value
        if (local.type === 'Identifier') add(name, reader.named(local.name, statement))
      }
      if (statement.declaration !== null) addDeclaration(statement.declaration, reader, add)
    }
  }
  for (const { left, right } of index.assignments) {
    if (left.type !== 'MemberExpression') continue
    const name = memberName(left)
    if (name === undefined) continue
    if (isModuleExports(left)) {
      const value = reader.read(right)
      add('*', value)
      if (value.kind === 'object') for (const [key, field] of Object.entries(value.fields)) add(key, field)
    } else if (isExports(left.object, program)) add(name, reader.read(right))
  }
  // By entries, so that a name like `__proto__` stays a name.
  return Object.fromEntries(values)
}

function addDeclaration(
  declaration: TSESTree.NamedExportDeclarations,
  reader: ValueReader,
  add: (name: string, value: Value) => void,
): void {
  switch (declaration.type) {
    case 'VariableDeclaration':
      for (const { id } of declaration.declarations) if (id.type === 'Identifier') add(id.name, reader.named(id.name, id))
      return
    case 'FunctionDeclaration':
    case 'ClassDeclaration':
    case 'TSEnumDeclaration':
    case 'TSModuleDeclaration':
      if (declaration.id?.type === 'Identifier') add(declaration.id.name, reader.read(declaration))
      return
    case 'TSTypeAliasDeclaration': {
      // `export type Database = NodePgDatabase<typeof schema>`, or `typeof db`: aliases of other types are not followed.
      const value = reader.readType(declaration.typeAnnotation)
      const type = value.kind === 'call' ? value.of : value
      if (type.kind === 'import' && (dataPackages.has(type.specifier) || type.name === generatedClient)) add(declaration.id.name, value)
      return
    }
    default:
      return
  }
}

/**
 * True for values that may contain routes with their options: lists, the events of a serverless function, and modules that are described by an
 * object, such as with a list of their middleware.
 */
export function holdsRoutes(value: Value): boolean {
  if (fieldOf(fieldOf(value, manifests.field), manifests.plugins) !== undefined) return true
  const described = value.kind === 'call' ? value.arguments[0] : value
  if (value.kind === 'list' || isRoute(value) || ['events', 'routes', 'settings', 'actions'].some((name) => fieldOf(described, name) !== undefined)) return true
  return described?.kind === 'object' && Object.values(described.fields).some((field) => field.kind === 'list' && mayHoldWiring(field.items))
}

/** A short list of created objects; other lists are data. */
export function mayHoldWiring(items: readonly Value[]): boolean {
  return items.length > 0 && items.length <= 20 && items.every(({ kind }) => kind === 'call' || kind === 'new' || kind === 'import' || kind === 'function')
}

/** An object with a method and a path, or a call with one: `createRoute({ method, path })`. */
export function isRoute(value: Value | undefined): boolean {
  const object = value?.kind === 'call' ? value.arguments[0] : value
  return fieldOf(object, 'method') !== undefined && (fieldOf(object, 'path') ?? fieldOf(object, 'url')) !== undefined
}
