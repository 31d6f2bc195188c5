import type { TSESTree } from '@typescript-eslint/utils'
import { memoize } from '../../core/memoize.ts'
import type { ClassNode } from '../names/bindings.ts'
import { eachName } from '../names/pattern-names.ts'
import { scopeOf } from '../names/scope-of.ts'
import { nodesOf } from '../syntax/tree.ts'
import { NestedRanges } from '../syntax/nested-ranges.ts'

/** A function, including one without a body: an overload, an abstract method. */
export type FunctionLike =
  | TSESTree.FunctionDeclaration
  | TSESTree.FunctionExpression
  | TSESTree.ArrowFunctionExpression
  | TSESTree.TSEmptyBodyFunctionExpression
  | TSESTree.TSDeclareFunction

/** What a name stands for in the scope of its declaration. */
export type Declaration =
  | { readonly kind: 'import'; readonly specifier: string; readonly name: string }
  /** `path` leads from the initial value to the name: `const { a: { b } } = x` gives ['a', 'b'] for `b`. */
  | {
      readonly kind: 'variable'
      readonly init: TSESTree.Expression | null
      readonly path: readonly string[] | undefined
      /** `'/api'` of `const { PREFIX = '/api' } = process.env` */
      readonly fallback?: TSESTree.Expression
      /** `for (let index = 0; ...)` */
      readonly isCounted?: true
    }
  | {
      readonly kind: 'parameter'
      readonly function: FunctionLike
      readonly index: number
      readonly path: readonly string[] | undefined
      readonly annotation: TSESTree.TypeNode | undefined
      /** `noop` of `({ remove = noop })` */
      readonly fallback?: TSESTree.Expression
    }
  | { readonly kind: 'function'; readonly node: FunctionLike }
  | { readonly kind: 'class'; readonly node: ClassNode }
  | { readonly kind: 'enum'; readonly node: TSESTree.TSEnumDeclaration }
  | { readonly kind: 'namespace'; readonly node: TSESTree.TSModuleDeclaration }
  /** The variable of `for (const x of list)`, or of `for (const name in object)`. */
  | { readonly kind: 'loop'; readonly list: TSESTree.Expression; readonly path: readonly string[] | undefined; readonly isOfNames?: true }
  | { readonly kind: 'other' }

/** What one walk over a file collects: the declarations of names, and the nodes that facts are made of. */
export interface FileIndex {
  readonly classes: readonly ClassNode[]
  readonly functions: readonly FunctionLike[]
  /** Calls, and constructions by `new`. */
  readonly calls: readonly (TSESTree.CallExpression | TSESTree.NewExpression)[]
  readonly tagged: readonly TSESTree.TaggedTemplateExpression[]
  readonly assignments: readonly TSESTree.AssignmentExpression[]
  readonly returns: readonly TSESTree.ReturnStatement[]
  readonly strings: readonly TSESTree.StringLiteral[]
  /** The fields of the interfaces and object types that the file names. */
  readonly shapes: ReadonlyMap<string, readonly TSESTree.TypeElement[]>
  /** `import(name)` with a computed name. */
  readonly loadsByName: boolean
  /** The innermost declaration of the name that is visible at this offset. */
  find(name: string, offset: number): Declaration | undefined
  /** The same for types: parameters and variables do not count. */
  findType(name: string, offset: number): Declaration | undefined
}

const ofImport: ReadonlySet<string> = new Set(['ImportDeclaration', 'ImportSpecifier', 'ImportAttribute'])

/**
 * The index of a file, memoised. It resolves a name at an offset, where there need not be a node, as facts need it; `source/names/scopes` resolves
 * nodes, and knows all references to a variable.
 */
export const indexFile: (program: TSESTree.Program) => FileIndex = memoize(makeIndex)

/** The declarations of a file by name. A name refers to the declaration in the innermost block around it; `with` and `eval` are not supported. */
class DeclaredNames {
  readonly #byName = new Map<string, NestedRanges<Declaration>>()

  /** @param scope the node in which the name is visible, including before its declaration, as for `var` and functions */
  declare(name: string, scope: TSESTree.Node, declaration: Declaration): void {
    // Not the node's own range: a program's starts at its first statement.
    const [start, end] = scope.type === 'Program' ? [0, Infinity] : scope.range
    let nested = this.#byName.get(name)
    if (nested === undefined) this.#byName.set(name, (nested = new NestedRanges()))
    nested.add(start, end, declaration)
  }

  innermost(name: string, offset: number, isMeant: (declaration: Declaration) => boolean): Declaration | undefined {
    return this.#byName.get(name)?.innermost(offset, isMeant)
  }
}

function makeIndex(program: TSESTree.Program): FileIndex {
  const names = new DeclaredNames()
  const classes: ClassNode[] = []
  const functions: FunctionLike[] = []
  const calls: (TSESTree.CallExpression | TSESTree.NewExpression)[] = []
  const tagged: TSESTree.TaggedTemplateExpression[] = []
  const assignments: TSESTree.AssignmentExpression[] = []
  const returns: TSESTree.ReturnStatement[] = []
  const strings: TSESTree.StringLiteral[] = []
  const shapes = new Map<string, readonly TSESTree.TypeElement[]>()
  let loadsByName = false

  for (const node of nodesOf(program)) {
    switch (node.type) {
      case 'ImportDeclaration':
        for (const specifier of node.specifiers) {
          names.declare(specifier.local.name, program, { kind: 'import', specifier: node.source.value, name: importedName(specifier) })
        }
        break
      case 'TSImportEqualsDeclaration':
        if (node.moduleReference.type === 'TSExternalModuleReference' && node.moduleReference.expression.type === 'Literal') {
          names.declare(node.id.name, program, { kind: 'import', specifier: node.moduleReference.expression.value, name: '*' })
        }
        break
      case 'VariableDeclaration':
        declareVariables(node, names)
        break
      case 'ClassDeclaration':
      case 'ClassExpression':
        classes.push(node)
        if (node.id !== null) names.declare(node.id.name, node.type === 'ClassDeclaration' ? scopeOf(node, false) : node, { kind: 'class', node })
        break
      case 'FunctionDeclaration':
      case 'FunctionExpression':
      case 'ArrowFunctionExpression':
        functions.push(node)
        if (node.id !== null) names.declare(node.id.name, node.type === 'FunctionDeclaration' ? scopeOf(node, false) : node, { kind: 'function', node })
        declareParameters(node, names)
        break
      case 'TSEnumDeclaration':
        names.declare(node.id.name, scopeOf(node, false), { kind: 'enum', node })
        break
      case 'TSModuleDeclaration':
        // One that adds to a class or function of the same name comes after it.
        if (node.id.type === 'Identifier' && names.innermost(node.id.name, node.range[0], mayBeMerged) === undefined) names.declare(node.id.name, scopeOf(node, false), { kind: 'namespace', node })
        break
      case 'TSInterfaceDeclaration':
        shapes.set(node.id.name, node.body.body)
        break
      case 'TSTypeAliasDeclaration':
        if (node.typeAnnotation.type === 'TSTypeLiteral') shapes.set(node.id.name, node.typeAnnotation.members)
        break
      case 'CatchClause':
        if (node.param === null) break
        eachName(node.param, [], (name) => {
          names.declare(name, node, { kind: 'other' })
        })
        break
      case 'CallExpression':
      case 'NewExpression':
        calls.push(node)
        break
      case 'TaggedTemplateExpression':
        tagged.push(node)
        break
      case 'ImportExpression':
        if (node.source.type !== 'Literal') loadsByName = true
        break
      case 'AssignmentExpression':
        assignments.push(node)
        break
      case 'ReturnStatement':
        returns.push(node)
        break
      case 'Literal':
        // Specifiers of modules are not values.
        if (typeof node.value === 'string' && !ofImport.has(node.parent.type)) strings.push(node)
        break
      default:
    }
  }

  return {
    classes,
    functions,
    calls,
    tagged,
    assignments,
    returns,
    strings,
    shapes,
    loadsByName,
    find: (name, offset) => names.innermost(name, offset, () => true),
    findType: (name, offset) => names.innermost(name, offset, namesType),
  }
}

function namesType({ kind }: Declaration): boolean {
  return kind === 'import' || kind === 'class' || kind === 'enum' || kind === 'other'
}

function mayBeMerged({ kind }: Declaration): boolean {
  return kind === 'class' || kind === 'function' || kind === 'enum' || kind === 'namespace'
}

function declareVariables(node: TSESTree.VariableDeclaration, names: DeclaredNames): void {
  const scope = scopeOf(node, node.kind === 'var')
  const { parent } = node
  const loop = (parent.type === 'ForOfStatement' || parent.type === 'ForInStatement') && parent.left === node ? parent : undefined
  const counted = parent.type === 'ForStatement' && { isCounted: true as const }
  const ofNames = loop?.type === 'ForInStatement' && { isOfNames: true as const }
  for (const { id, init } of node.declarations) {
    eachName(id, [], (name, path, fallback) => {
      names.declare(name, scope, loop === undefined ? { kind: 'variable', init, path, ...(fallback && { fallback }), ...counted } : { kind: 'loop', list: loop.right, path, ...ofNames })
    })
  }
}

function declareParameters(node: FunctionLike, names: DeclaredNames): void {
  node.params.forEach((parameter, index) => {
    const pattern = parameter.type === 'TSParameterProperty' ? parameter.parameter : parameter
    const target = pattern.type === 'AssignmentPattern' ? pattern.left : pattern
    const annotation = target.typeAnnotation?.typeAnnotation
    if (target.type === 'RestElement' && target.argument.type === 'ArrayPattern') {
      // `(...[router, options]: Args)` names the parameters one by one.
      target.argument.elements.forEach((element, offset) => {
        if (element !== null)
          eachName(element, [], (name, path) => {
            names.declare(name, node, { kind: 'parameter', function: node, index: index + offset, path, annotation: undefined })
          })
      })
      return
    }
    // `...args` as a whole is known by its number, and what is taken out of it counts on from there.
    const named = target.type === 'RestElement' && target.argument.type === 'Identifier' ? target.argument : target
    eachName(named, [], (name, path, fallback) => {
      names.declare(name, node, { kind: 'parameter', function: node, index, path, annotation, ...(fallback && { fallback }) })
    })
  })
}

function importedName(specifier: TSESTree.ImportClause): string {
  if (specifier.type === 'ImportDefaultSpecifier') return 'default'
  if (specifier.type === 'ImportNamespaceSpecifier') return '*'
  return specifier.imported.type === 'Identifier' ? specifier.imported.name : specifier.imported.value
}
