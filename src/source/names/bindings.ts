import type { TSESTree } from '@typescript-eslint/utils'
import { memoize } from '../../core/memoize.ts'
import type { SourceFile } from '../syntax/file.ts'
import { namesOfPattern } from '../syntax/require.ts'
import { Scopes } from './scopes.ts'
import type { Declaration, Variable } from './scopes.ts'

export type { Reference, Variable } from './scopes.ts'

/** A function with a body, however it is written. */
export type FunctionNode = TSESTree.FunctionDeclaration | TSESTree.FunctionExpression | TSESTree.ArrowFunctionExpression
/** A class, declared or as an expression. */
export type ClassNode = TSESTree.ClassDeclaration | TSESTree.ClassExpression

/** The path from a value to a part of it: names of properties, indexes of items. */
export type Path = readonly (string | number)[]

/** What an identifier was declared as. */
export type Definition =
  | { readonly kind: 'import'; readonly specifier: string; readonly imported: string }
  | {
      readonly kind: 'variable'
      readonly declarator: TSESTree.VariableDeclarator
      readonly init: TSESTree.Expression | undefined
      readonly path: Path
    }
  /** `for (const x of items)`, or `in`. */
  | { readonly kind: 'loop'; readonly statement: TSESTree.ForOfStatement | TSESTree.ForInStatement; readonly path: Path }
  | ParameterDefinition
  | { readonly kind: 'function'; readonly node: FunctionNode }
  | { readonly kind: 'class'; readonly node: ClassNode }
  | { readonly kind: 'enum'; readonly node: TSESTree.TSEnumDeclaration }
  | {
      readonly kind: 'type'
      readonly node: TSESTree.TSInterfaceDeclaration | TSESTree.TSTypeAliasDeclaration | TSESTree.TSTypeParameter
    }
  | { readonly kind: 'other' }

/** A name that a parameter binds. */
export interface ParameterDefinition {
  readonly kind: 'parameter'
  readonly function: FunctionNode
  readonly index: number
  /** If the parameter is a pattern: the path from the argument to this name. */
  readonly path: Path
  readonly node: TSESTree.Parameter
  /** The default of the innermost name, if it has one. */
  readonly fallback: TSESTree.Expression | undefined
}

/** Resolves identifiers of one file to their definitions. Results are memoised; the file's scopes are computed on first use. */
export class Bindings {
  readonly #file: SourceFile
  readonly #definitions = new Map<Variable, Definition>()
  #known: Scopes | undefined

  constructor(file: SourceFile) {
    this.#file = file
  }

  get #scopes(): Scopes {
    return (this.#known ??= new Scopes(this.#file.program))
  }

  /** The variable that an identifier reads, writes or declares; nothing for globals and property names. */
  variableOf(identifier: TSESTree.Node): Variable | undefined {
    return this.#scopes.variableOf(identifier)
  }

  /** The variable of that name at the top of the file. */
  topLevel(name: string): Variable | undefined {
    return this.#scopes.topLevel(name)
  }

  /** What the identifier was declared as; nothing for globals. */
  definitionOf(identifier: TSESTree.Node): Definition | undefined {
    const variable = this.variableOf(identifier)
    return variable === undefined ? undefined : this.definitionOfVariable(variable)
  }

  definitionOfVariable(variable: Variable): Definition {
    let definition = this.#definitions.get(variable)
    if (definition === undefined) this.#definitions.set(variable, (definition = define(variable)))
    return definition
  }
}

/** The bindings of a file, memoised. */
export const bindingsOf: (file: SourceFile) => Bindings = memoize((file) => new Bindings(file))

/**
 * The definition of an identifier, which may be the name in the declaration itself (as exports lead to): then it is read from the tree, without
 * computing the file's scopes.
 */
export function definitionAt(file: SourceFile, identifier: TSESTree.Node): Definition | undefined {
  const { parent } = identifier
  switch (parent?.type) {
    case 'FunctionDeclaration':
      if (parent.id === identifier) return { kind: 'function', node: parent }
      break
    case 'ClassDeclaration':
      if (parent.id === identifier) return { kind: 'class', node: parent }
      break
    case 'TSEnumDeclaration':
      if (parent.id === identifier) return { kind: 'enum', node: parent }
      break
    case 'TSInterfaceDeclaration':
    case 'TSTypeAliasDeclaration':
      if (parent.id === identifier) return { kind: 'type', node: parent }
      break
    case 'VariableDeclarator':
      if (parent.id === identifier) return defineDeclarator(parent, identifier)
  }
  return bindingsOf(file).definitionOf(identifier)
}

function define(variable: Variable): Definition {
  // The signatures of an overloaded function come before it.
  const declaration = variable.declarations.find(({ node }) => node.type !== 'TSDeclareFunction')
  return (declaration && defineFrom(declaration)) ?? { kind: 'other' }
}

function defineFrom({ name, node, isParameter }: Declaration): Definition | undefined {
  switch (node.type) {
    case 'ImportSpecifier':
      return importFrom(node.parent, node.imported.type === 'Identifier' ? node.imported.name : node.imported.value)
    case 'ImportDefaultSpecifier':
      return importFrom(node.parent, 'default')
    case 'ImportNamespaceSpecifier':
      return importFrom(node.parent, '*')
    case 'TSImportEqualsDeclaration':
      return node.moduleReference.type === 'TSExternalModuleReference' && node.moduleReference.expression.type === 'Literal'
        ? { kind: 'import', specifier: node.moduleReference.expression.value, imported: '*' }
        : undefined
    case 'VariableDeclarator':
      return defineDeclarator(node, name)
    case 'FunctionDeclaration':
    case 'FunctionExpression':
    case 'ArrowFunctionExpression':
      return isParameter ? defineParameter(node, name) : { kind: 'function', node }
    case 'ClassDeclaration':
    case 'ClassExpression':
      return { kind: 'class', node }
    case 'TSEnumDeclaration':
      return { kind: 'enum', node }
    case 'TSInterfaceDeclaration':
    case 'TSTypeAliasDeclaration':
    case 'TSTypeParameter':
      return { kind: 'type', node }
    default:
      return undefined
  }
}

function importFrom(declaration: TSESTree.Node | null | undefined, imported: string): Definition | undefined {
  return declaration?.type === 'ImportDeclaration' ? { kind: 'import', specifier: declaration.source.value, imported } : undefined
}

function defineDeclarator(declarator: TSESTree.VariableDeclarator, name: TSESTree.Node): Definition {
  const { init } = declarator
  // `const execSync = require('child_process').execSync`
  const member = memberName(init)
  const specifier = requiredBy(init?.type === 'MemberExpression' && member !== undefined ? init.object : init)
  if (specifier !== undefined) {
    const taken = namesOfPattern(declarator.id, member).find(({ local }) => name.type === 'Identifier' && local === name.name)
    if (taken !== undefined) return { kind: 'import', specifier, imported: taken.imported }
  }
  const path = pathTo(declarator.id, name)?.path ?? []
  const loop = declarator.parent.parent
  if ((loop.type === 'ForOfStatement' || loop.type === 'ForInStatement') && loop.left === declarator.parent)
    return { kind: 'loop', statement: loop, path }
  return { kind: 'variable', declarator, init: declarator.init ?? undefined, path }
}

function defineParameter(node: FunctionNode, name: TSESTree.Node): Definition | undefined {
  // `this: Model` is passed by nobody.
  const given = node.params.filter((parameter) => !('name' in parameter && parameter.name === 'this'))
  for (const [index, parameter] of given.entries()) {
    const way = pathTo(parameter, name)
    if (way !== undefined)
      return { kind: 'parameter', function: node, index, path: way.path, node: parameter, fallback: way.fallback }
  }
  return undefined
}

/** The specifier of `require('x')` or `await import('x')`. */
export function requiredBy(expression: TSESTree.Node | null | undefined): string | undefined {
  if (expression?.type === 'AwaitExpression') return requiredBy(expression.argument)
  if (expression?.type === 'ImportExpression') return textOfLiteral(expression.source)
  if (expression?.type !== 'CallExpression' || expression.callee.type !== 'Identifier' || expression.callee.name !== 'require')
    return undefined
  return textOfLiteral(expression.arguments[0])
}

/** The text of a string literal; nothing for other nodes. */
export function textOfLiteral(node: TSESTree.Node | undefined): string | undefined {
  return node?.type === 'Literal' && typeof node.value === 'string' ? node.value : undefined
}

interface Way {
  readonly path: Path
  readonly fallback: TSESTree.Expression | undefined
}

/** The path by which a pattern reaches a name, if it contains it. */
export function pathTo(pattern: TSESTree.Node, name: TSESTree.Node): Way | undefined {
  if (pattern === name) return { path: [], fallback: undefined }
  switch (pattern.type) {
    case 'TSParameterProperty':
      return pathTo(pattern.parameter, name)
    case 'AssignmentPattern': {
      const way = pathTo(pattern.left, name)
      return way && { path: way.path, fallback: way.fallback ?? (way.path.length === 0 ? pattern.right : undefined) }
    }
    case 'RestElement':
      return pathTo(pattern.argument, name)
    case 'ObjectPattern':
      for (const property of pattern.properties) {
        if (property.type === 'RestElement') {
          const way = pathTo(property, name)
          if (way !== undefined) return way
          continue
        }
        const way = pathTo(property.value, name)
        if (way !== undefined) return prefixed(keyName(property) ?? '?', way)
      }
      return undefined
    case 'ArrayPattern':
      for (const [index, element] of pattern.elements.entries()) {
        const way = element === null ? undefined : pathTo(element, name)
        if (way !== undefined) return prefixed(index, way)
      }
      return undefined
    default:
      return undefined
  }
}

function prefixed(step: string | number, { path, fallback }: Way): Way {
  return { path: [step, ...path], fallback }
}

/** The name of a property, a member or a class element, if it is not computed: `a`, `'a'`, `['a']`. */
export function keyName(element: { readonly key: TSESTree.Node; readonly computed: boolean }): string | undefined {
  if (element.key.type === 'Literal') return String(element.key.value)
  if (element.key.type === 'PrivateIdentifier') return `#${element.key.name}`
  return !element.computed && element.key.type === 'Identifier' ? element.key.name : undefined
}

/** The name after the dot, or the literal in the brackets; nothing for what is no member. */
export function memberName(node: TSESTree.Node | null | undefined): string | undefined {
  const member = node && bare(node)
  return member?.type === 'MemberExpression' ? keyName({ key: member.property, computed: member.computed }) : undefined
}

/** The expression without what only the compiler reads, and without the end of an optional chain: `user.id` of `user.id!`, `(user.id as ID)` and `user?.id`. */
export function bare(node: TSESTree.Node): TSESTree.Node {
  let at = node
  while (at.type === 'TSNonNullExpression' || at.type === 'ChainExpression' || at.type === 'TSAsExpression' || at.type === 'TSSatisfiesExpression' || at.type === 'TSTypeAssertion') at = at.expression
  return at
}
