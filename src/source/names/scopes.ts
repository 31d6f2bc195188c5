import type { TSESTree } from '@typescript-eslint/utils'
import { groupBy } from '../../core/group.ts'
import { NestedRanges } from '../syntax/nested-ranges.ts'
import { isReference, meaningOf, writeOf } from './references.ts'
import type { Meaning, Name } from './references.ts'
import { bodyOf, reachOf, scopeOf, scopeOfTypeParameter } from './scope-of.ts'
import { nodesOf } from '../syntax/tree.ts'

/** One of the places where a variable is declared. */
export interface Declaration {
  readonly name: TSESTree.Identifier
  /** The declaring node: a declarator, a specifier, a class, a type, the function of a parameter. */
  readonly node: TSESTree.Node
  readonly isParameter: boolean
}

/** A use of a variable. */
export interface Reference {
  readonly identifier: Name
  readonly isRead: boolean
  /** True also for a declaration with an initial value. */
  readonly isWrite: boolean
}

/** A name declared in a scope: a value, a type, or both. */
export interface Variable {
  readonly name: string
  /** The program, function, block, class or type that it belongs to. */
  readonly scope: TSESTree.Node
  /** At least one. */
  readonly declarations: readonly Declaration[]
  /** In the order of the text; computed on first use. */
  readonly references: readonly Reference[]
}

/**
 * Resolves the names of a file by the scopes of JavaScript and TypeScript, without `with` and `eval`. Names are resolved on demand, because few are
 * asked for, and resolving all of them, as ESLint's scope managers do, takes almost as long as building the tree.
 */
export class Scopes {
  readonly #names = new Map<string, Named>()
  readonly #declared = new Map<TSESTree.Node, ScopedVariable>()

  constructor(program: TSESTree.Program) {
    for (const node of nodesOf(program)) {
      if (node.type === 'Identifier' || node.type === 'JSXIdentifier') this.#named(node.name).all.push(node)
      else this.#declareIn(node)
    }
  }

  /** The variable that a name declares, reads or writes; nothing for names of properties, and for what the file does not declare. */
  variableOf(name: TSESTree.Node): Variable | undefined {
    const declared = this.#declared.get(name)
    if (declared !== undefined || (name.type !== 'Identifier' && name.type !== 'JSXIdentifier')) return declared
    return isReference(name) ? this.#resolve(name) : undefined
  }

  /** The variable of that name at the top of the file. */
  topLevel(name: string): Variable | undefined {
    for (const [scope, variable] of this.#names.get(name)?.variables ?? []) if (scope.type === 'Program') return variable
    return undefined
  }

  #named(name: string): Named {
    let named = this.#names.get(name)
    if (named === undefined) this.#names.set(name, (named = { all: [], variables: new Map(), nested: new NestedRanges() }))
    return named
  }

  #resolve(name: Name): ScopedVariable | undefined {
    const { variables, nested } = this.#named(name.name)
    if (variables.size === 0) return undefined
    const [at] = name.range
    const meaning = meaningOf(name)
    return nested.innermost(at, (variable) => variable.means(meaning) && variable.isSeenFrom(at))
  }

  /** Sets the references of all variables of a name at once, in one pass over its occurrences. */
  #refer({ all, variables }: Named): void {
    const references = groupBy(all, (identifier) => this.variableOf(identifier))
    for (const variable of variables.values()) {
      variable.references = (references.get(variable) ?? []).flatMap((identifier) => {
        const write = writeOf(identifier)
        if (write === undefined && this.#declared.has(identifier)) return []
        return [{ identifier, isRead: write !== 'set', isWrite: write !== undefined }]
      })
    }
  }

  #declare(name: TSESTree.Node | null | undefined, node: TSESTree.Node, scope: TSESTree.Node, meaning: Meaning, isParameter = false): void {
    if (name?.type !== 'Identifier') return
    const named = this.#named(name.name)
    // The name of a function expression is visible inside it, in a scope of its own around the function's.
    const isOwnName = node.type === 'FunctionExpression' && !isParameter
    const key = isOwnName ? name : scope
    let variable = named.variables.get(key)
    if (variable === undefined) {
      variable = new ScopedVariable(name.name, scope, () => {
        this.#refer(named)
      })
      named.variables.set(key, variable)
      const [start, end] = reachOf(scope)
      named.nested.add(isOwnName ? start - 1 : start, end, variable)
    }
    variable.add({ name, node, isParameter }, meaning)
    this.#declared.set(name, variable)
  }

  #declarePattern(pattern: TSESTree.Node | null, node: TSESTree.Node, scope: TSESTree.Node, isParameter = false): void {
    switch (pattern?.type) {
      case 'Identifier':
        this.#declare(pattern, node, scope, 'value', isParameter)
        break
      case 'TSParameterProperty':
        this.#declarePattern(pattern.parameter, node, scope, isParameter)
        break
      case 'AssignmentPattern':
        this.#declarePattern(pattern.left, node, scope, isParameter)
        break
      case 'RestElement':
        this.#declarePattern(pattern.argument, node, scope, isParameter)
        break
      case 'ArrayPattern':
        for (const element of pattern.elements) this.#declarePattern(element, node, scope, isParameter)
        break
      case 'ObjectPattern':
        for (const property of pattern.properties)
          this.#declarePattern(property.type === 'Property' ? property.value : property, node, scope, isParameter)
        break
      default:
    }
  }

  #declareIn(node: TSESTree.Node): void {
    switch (node.type) {
      case 'ImportSpecifier':
      case 'ImportDefaultSpecifier':
      case 'ImportNamespaceSpecifier':
        this.#declare(node.local, node, scopeOf(node, false), 'both')
        break
      case 'VariableDeclaration': {
        const scope = scopeOf(node, node.kind === 'var')
        for (const declarator of node.declarations) this.#declarePattern(declarator.id, declarator, scope)
        break
      }
      case 'FunctionDeclaration':
      case 'TSDeclareFunction':
        this.#declare(node.id, node, scopeOf(node, false), 'value')
        this.#declareParameters(node)
        break
      case 'FunctionExpression':
        this.#declare(node.id, node, node, 'value')
        this.#declareParameters(node)
        break
      case 'ArrowFunctionExpression':
      case 'TSEmptyBodyFunctionExpression':
      case 'TSFunctionType':
      case 'TSConstructorType':
      case 'TSCallSignatureDeclaration':
      case 'TSConstructSignatureDeclaration':
      case 'TSMethodSignature':
        this.#declareParameters(node)
        break
      case 'ClassExpression':
        this.#declare(node.id, node, node, 'both')
        break
      case 'CatchClause':
        this.#declarePattern(node.param, node, node)
        break
      case 'ClassDeclaration':
      case 'TSEnumDeclaration':
      case 'TSImportEqualsDeclaration':
        this.#declare(node.id, node, scopeOf(node, false), 'both')
        break
      case 'TSModuleDeclaration':
        if (node.kind !== 'global') this.#declare(node.id, node, scopeOf(node, false), 'both')
        break
      case 'TSEnumMember':
        this.#declare(node.id, node, node.parent.parent, 'both')
        break
      case 'TSInterfaceDeclaration':
      case 'TSTypeAliasDeclaration':
        this.#declare(node.id, node, scopeOf(node, false), 'type')
        break
      case 'TSTypeParameter':
        this.#declare(node.name, node, scopeOfTypeParameter(node), 'type')
        break
      case 'TSMappedType':
        this.#declare(node.key, node, node, 'type')
        break
      default:
    }
  }

  #declareParameters(node: TSESTree.Node & { readonly params: readonly TSESTree.Parameter[] }): void {
    for (const parameter of node.params) this.#declarePattern(parameter, node, node, true)
  }
}

/** The occurrences and variables of one name. */
interface Named {
  readonly all: Name[]
  /** By the node of their scope. */
  readonly variables: Map<TSESTree.Node, ScopedVariable>
  readonly nested: NestedRanges<ScopedVariable>
}

class ScopedVariable implements Variable {
  readonly name: string
  readonly scope: TSESTree.Node
  readonly declarations: Declaration[] = []
  readonly #refer: () => void
  #meaning: Meaning | undefined
  #known: readonly Reference[] | undefined

  constructor(name: string, scope: TSESTree.Node, refer: () => void) {
    this.name = name
    this.scope = scope
    this.#refer = refer
  }

  get references(): readonly Reference[] {
    if (this.#known === undefined) this.#refer()
    return this.#known ?? []
  }

  set references(references: readonly Reference[]) {
    this.#known = references
  }

  add(declaration: Declaration, meaning: Meaning): void {
    this.declarations.push(declaration)
    this.#meaning = this.#meaning === undefined || this.#meaning === meaning ? meaning : 'both'
  }

  means(asked: Meaning): boolean {
    return asked === 'both' || this.#meaning === 'both' || this.#meaning === asked
  }

  /** False in default values of parameters, for variables that the function's body declares. */
  isSeenFrom(at: number): boolean {
    const start = bodyOf(this.scope)?.range[0] ?? 0
    return at >= start || (this.declarations[0]?.name.range[0] ?? start) < start
  }
}
