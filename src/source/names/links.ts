import type { TSESTree } from '@typescript-eslint/utils'
import { memoize } from '../../core/memoize.ts'
import { bindingsOf, keyName, memberName } from './bindings.ts'
import { isExports, isModuleExports } from './common-js.ts'
import type { Path } from './bindings.ts'
import type { SourceFile } from '../syntax/file.ts'

/** The connections between the files of a project, for tracing values from one into another. */
export interface Links {
  /** The file that defines an imported name, and the name there; nothing for packages and files outside the project. */
  resolveImport(from: SourceFile, specifier: string, name: string): Exported | undefined
  /** The file that defines what another one exports under a name: that file itself, or the one that it re-exports from. */
  resolveExport(file: SourceFile, name: string): Exported | undefined
  /** The files that can import a file and contain the word; nothing if they are too many to examine. */
  importersOf(file: SourceFile, word: string): readonly SourceFile[] | undefined
  /** Called when types of a file are used: since these may depend on any file, the result must not be kept. */
  noteTypes(file: SourceFile): void
}

/** A name that a file exports. */
export interface Exported {
  readonly file: SourceFile
  /** As exported there: a name, `default`, or `*` for the module. */
  readonly name: string
}

/** No connections: each file by itself. */
export const noLinks: Links = { resolveImport: () => undefined, resolveExport: () => undefined, importersOf: () => undefined, noteTypes: () => undefined }

/** A part of the value of an expression: the expression, and the path to the part. */
export interface Place {
  readonly node: TSESTree.Node
  readonly path: Path
}

interface Exports {
  readonly names: ReadonlyMap<string, TSESTree.Node>
  /** `module.exports = x`, `export = x`. */
  readonly whole: TSESTree.Node | undefined
}

/** What a file exports under a name; the program itself for the whole of an ESM module, which has no value of its own. */
export function exportOf(file: SourceFile, name: string): Place | undefined {
  const { names, whole } = exportsOf(file)
  const own = names.get(name)
  if (own !== undefined) return { node: own, path: [] }
  if (whole !== undefined) return { node: whole, path: name === '*' || name === 'default' ? [] : [name] }
  // A CommonJS module that is imported by default.
  return name === '*' || (name === 'default' && names.size > 0) ? { node: file.program, path: [] } : undefined
}

const exportsOf = memoize((file: SourceFile): Exports => {
  const names = new Map<string, TSESTree.Node>()
  let whole: TSESTree.Node | undefined
  for (const { name, local } of file.exports) {
    const declared = local === undefined ? undefined : topLevelName(file, local)
    if (declared !== undefined) names.set(name, declared)
  }
  for (const statement of file.program.body) {
    if (statement.type === 'ExportDefaultDeclaration') names.set('default', statement.declaration)
    else if (statement.type === 'TSExportAssignment') whole = statement.expression
    else if (statement.type === 'ExpressionStatement') {
      for (let at: TSESTree.Node = statement.expression; at.type === 'AssignmentExpression'; at = at.right) {
        const exported = commonJsName(at.left, file.program)
        if (exported === '*') whole = valueOf(at)
        else if (exported !== undefined) names.set(exported, valueOf(at))
      }
    }
  }
  return { names, whole }
})

/** `x` in `exports = module.exports = x`. */
function valueOf(assignment: TSESTree.AssignmentExpression): TSESTree.Node {
  let value: TSESTree.Node = assignment.right
  while (value.type === 'AssignmentExpression') value = value.right
  return value
}

/** The identifier that declares a name at the top of a file. Scopes would know it too, but cost as much as the tree itself. */
export function topLevelName(file: SourceFile, name: string): TSESTree.Node | undefined {
  for (const statement of file.program.body) {
    const declared = declaredName(statement, name)
    if (declared !== undefined) return declared
  }
  return bindingsOf(file).topLevel(name)?.declarations[0]?.name
}

function declaredName(statement: TSESTree.Statement, name: string): TSESTree.Node | undefined {
  const declaration = statement.type === 'ExportNamedDeclaration' || statement.type === 'ExportDefaultDeclaration' ? statement.declaration : statement
  switch (declaration?.type) {
    case 'ClassDeclaration':
    case 'FunctionDeclaration':
    case 'TSDeclareFunction':
    case 'TSEnumDeclaration':
    case 'TSInterfaceDeclaration':
    case 'TSTypeAliasDeclaration':
      return declaration.id?.name === name ? declaration.id : undefined
    case 'VariableDeclaration':
      return declaration.declarations.find(({ id }) => id.type === 'Identifier' && id.name === name)?.id
    default:
      return undefined
  }
}

/** `*` for `module.exports`, `a` for `module.exports.a` and `exports.a`. */
function commonJsName(left: TSESTree.Node, program: TSESTree.Program): string | undefined {
  if (left.type !== 'MemberExpression') return undefined
  if (isModuleExports(left)) return '*'
  return isExports(left.object, program) ? memberName(left) : undefined
}

/** The names of what a file assigns to members of anything: `.name = `. Scope analysis is as expensive as parsing, so this is asked first. */
export const assignedMembers = memoize(({ text }: SourceFile): ReadonlySet<string | undefined> => new Set([...text.matchAll(/\.([\w$]+) = /g)].map(([, name]) => name)))

/** The values that are assigned to a member of a variable: `User.find = …`, `db.users = require('./users')`. */
export function memberWrites(file: SourceFile, name: TSESTree.Node, member: string): TSESTree.Expression[] {
  const variable = bindingsOf(file).variableOf(name)
  if (variable === undefined || variable.references.length > 200) return []
  return variable.references.flatMap(({ identifier: { parent } }) => {
    if (parent.type !== 'MemberExpression' || memberName(parent) !== member) return []
    const assignment = parent.parent
    return assignment.type === 'AssignmentExpression' && assignment.left === parent ? [assignment.right] : []
  })
}

/** The value of a property of an object literal; the last one wins, as at run time. */
export function propertyIn(object: TSESTree.ObjectExpression, name: string): TSESTree.Node | undefined {
  return object.properties
    .flatMap((property) => (property.type === 'Property' && keyName(property) === name ? [property.value] : []))
    .at(-1)
}
