import type { TSESTree } from '@typescript-eslint/utils'
import { bindingsOf, definitionAt, keyName, requiredBy } from './bindings.ts'
import type { Bindings, ClassNode, Definition, FunctionNode } from './bindings.ts'
import { classAround, fieldName, isFunction, returnedBy, shapeOf } from './classes.ts'
import type { SourceFile } from '../syntax/file.ts'
import { memberWrites, propertyIn } from './links.ts'

/** A module that a value or type may come from, and the imported name. */
export interface ModuleOrigin {
  readonly specifier: string
  /** The exported name, `default`, or `*`. */
  readonly imported: string
}

/** The limit of steps for one search: more are most likely a cycle. */
const maxSteps = 40

/**
 * The modules that an expression may come from, strongest evidence first: the import of its variable, the constructor or function that made it,
 * its type annotation, its decorators, the class it is a field of. `new Pool()`, `this.pool` with `private readonly pool: Pool`,
 * and the `trx` of `knex.transaction((trx) => …)` all lead to their package.
 */
export function modulesOf(file: SourceFile, expression: TSESTree.Node, elsewhere: ResolveImport = noImport): ModuleOrigin[] {
  return new OriginSearch(file, elsewhere).search(expression)
}

/** Resolves an import to the file that defines it, so that a search can continue there. */
export type ResolveImport = (
  from: SourceFile,
  specifier: string,
  name: string,
) => { readonly file: SourceFile; readonly node: TSESTree.Node } | undefined

const noImport: ResolveImport = () => undefined

class OriginSearch {
  readonly #found: ModuleOrigin[] = []
  readonly #seen = new Set<TSESTree.Node>()
  readonly #elsewhere: ResolveImport
  /** The file that is searched at the moment. */
  #file: SourceFile
  #steps = 0

  constructor(file: SourceFile, elsewhere: ResolveImport) {
    this.#file = file
    this.#elsewhere = elsewhere
  }

  get #bindings(): Bindings {
    return bindingsOf(this.#file)
  }

  search(expression: TSESTree.Node): ModuleOrigin[] {
    this.#value(expression)
    return this.#found
  }

  /** Continues in the file that an import leads to. */
  #inOtherFile(specifier: string, name: string, search: (node: TSESTree.Node) => void): boolean {
    const place = this.#elsewhere(this.#file, specifier, name)
    if (place === undefined) return false
    const file = this.#file
    this.#file = place.file
    search(place.node)
    this.#file = file
    return true
  }

  #value(node: TSESTree.Node | null | undefined): void {
    if (node === null || node === undefined || this.#seen.has(node) || this.#steps++ > maxSteps) return
    this.#seen.add(node)
    switch (node.type) {
      case 'Identifier':
        this.#assigned(node)
        return this.#definition(definitionAt(this.#file, node))
      case 'ThisExpression':
      case 'Super':
        return this.#value(classAround(node)?.superClass)
      case 'MemberExpression':
        return this.#member(node)
      case 'CallExpression':
      case 'NewExpression':
        return this.#call(node)
      case 'TaggedTemplateExpression':
        return this.#value(node.tag)
      case 'AwaitExpression':
        return this.#specifier(requiredBy(node)) ? undefined : this.#value(node.argument)
      case 'TSAsExpression':
      case 'TSTypeAssertion':
      case 'TSSatisfiesExpression':
        this.#type(node.typeAnnotation)
        return this.#value(node.expression)
      case 'TSNonNullExpression':
      case 'ChainExpression':
        return this.#value(node.expression)
      case 'ConditionalExpression':
        this.#value(node.consequent)
        return this.#value(node.alternate)
      case 'LogicalExpression':
        this.#value(node.left)
        return this.#value(node.right)
      case 'AssignmentExpression':
        return this.#value(node.right)
    }
  }

  /** `let pool; … pool = new Pool()`. */
  #assigned(name: TSESTree.Identifier): void {
    const definition = definitionAt(this.#file, name)
    if (definition?.kind !== 'variable' || definition.init !== undefined) return
    for (const { identifier } of this.#bindings.variableOf(name)?.references.slice(0, 20) ?? []) {
      const { parent } = identifier
      if (parent.type === 'AssignmentExpression' && parent.left === identifier) this.#value(parent.right)
    }
  }

  #member(node: TSESTree.MemberExpression): void {
    const name = fieldName(node)
    const enclosing = name === undefined ? undefined : classAround(node)
    if (enclosing === undefined || name === undefined || !this.#memberOf(enclosing, name)) this.#memberOfValue(node)
  }

  /** A field of a class or of one that it inherits from, or the result of its method; false if none of them declares it. */
  #memberOf(around: ClassNode, name: string): boolean {
    const { fields, methods } = shapeOf(around)
    const method = methods.get(name)
    const field = fields.get(name)
    if (method !== undefined) this.#returned(method)
    this.#type(field?.type)
    for (const decorator of field?.decorators ?? []) this.#value(decorator.expression)
    for (const { value } of field?.values ?? []) this.#value(value)
    const isFound = method !== undefined || field !== undefined
    return isFound || around.superClass?.type !== 'Identifier' || this.#steps++ > maxSteps ? isFound : this.#inClass(definitionAt(this.#file, around.superClass), name)
  }

  #inClass(definition: Definition | undefined, name: string): boolean {
    if (definition?.kind === 'class') return this.#memberOf(definition.node, name)
    let isFound = false
    if (definition?.kind === 'import')
      this.#inOtherFile(definition.specifier, definition.imported, (node) => {
        isFound = node.type === 'ClassDeclaration' || node.type === 'ClassExpression' ? this.#memberOf(node, name) : this.#inClass(definitionAt(this.#file, node), name)
      })
    return isFound
  }

  /** A member of an object of the project: the values assigned to it, or else where the object comes from. */
  #memberOfValue({ object, property, computed }: TSESTree.MemberExpression): void {
    const name = keyName({ key: property, computed })
    const definition = object.type === 'Identifier' ? this.#bindings.definitionOf(object) : undefined
    if (name === undefined || definition === undefined) return this.#value(object)
    for (const written of memberWrites(this.#file, object, name)) this.#value(written)
    if (definition.kind === 'variable' && definition.init?.type === 'ObjectExpression') {
      return this.#value(propertyIn(definition.init, name))
    }
    if (definition.kind === 'import' && definition.imported === '*') {
      this.#inOtherFile(definition.specifier, name, (node) => {
        this.#value(node)
      })
    }
    this.#value(object)
  }

  #call(node: TSESTree.CallExpression | TSESTree.NewExpression): void {
    if (this.#specifier(requiredBy(node))) return
    if (this.#functionIn(node.callee, (called) => this.#returned(called))) return
    this.#value(node.callee)
    for (const type of node.typeArguments?.params ?? []) this.#type(type)
    // `container.get(DataSource)`, `inject(Pool)`: the result is an instance of the argument.
    const [first] = node.arguments
    if (node.type === 'CallExpression' && first?.type === 'Identifier') this.#value(first)
  }

  /** Continues in the function that is called; true if it is in the file that is searched. */
  #functionIn(callee: TSESTree.Node, search: (called: FunctionNode) => void): boolean {
    const definition = callee.type === 'Identifier' ? this.#bindings.definitionOf(callee) : undefined
    const local = functionOf(definition)
    if (local !== undefined) search(local)
    if (definition?.kind === 'import')
      this.#inOtherFile(definition.specifier, definition.imported, (place) => {
        const called = isFunction(place) ? place : place.type === 'Identifier' ? functionOf(this.#bindings.definitionOf(place)) : undefined
        if (called !== undefined) search(called)
      })
    return local !== undefined
  }

  #returned(called: FunctionNode): void {
    this.#type(called.returnType?.typeAnnotation)
    for (const value of returnedBy(called)) this.#value(value)
  }

  #definition(definition: Definition | undefined): void {
    switch (definition?.kind) {
      case 'import':
        this.#found.push({ specifier: definition.specifier, imported: definition.imported })
        this.#inOtherFile(definition.specifier, definition.imported, (node) => {
          this.#value(node)
        })
        return
      case 'variable': {
        const { id } = definition.declarator
        if (id.type === 'Identifier' && id.typeAnnotation !== undefined) this.#type(id.typeAnnotation.typeAnnotation)
        return this.#value(definition.init)
      }
      case 'loop':
        return this.#value(definition.statement.right)
      case 'class':
        return this.#value(definition.node.superClass)
      case 'parameter': {
        const target = definition.node.type === 'TSParameterProperty' ? definition.node.parameter : definition.node
        const type = annotationOf(target)
        if (type !== undefined) this.#type(type, definition.path)
        for (const decorator of definition.node.decorators) this.#value(decorator.expression)
        this.#value(definition.fallback)
        if (target.type === 'AssignmentPattern' && definition.path.length === 0) this.#value(target.right)
        // The argument of a callback comes from whoever calls it: `pool.connect((error, client) => …)`, `new Brackets((builder) => …)`.
        const { parent } = definition.function
        if (type === undefined && (parent.type === 'CallExpression' || parent.type === 'NewExpression') && parent.callee !== definition.function) {
          this.#functionIn(parent.callee, ({ params }) => {
            const taken = params[parent.arguments.findIndex((argument) => argument === definition.function)]
            const own = taken && annotationOf(taken)
            for (const given of own?.type === 'TSFunctionType' ? own.params.slice(definition.index, definition.index + 1) : []) this.#type(annotationOf(given))
          })
          this.#value(parent.callee)
        }
      }
    }
  }

  #type(type: TSESTree.TypeNode | undefined, path: readonly (string | number)[] = []): void {
    if (type === undefined || this.#seen.has(type) || this.#steps++ > maxSteps) return
    this.#seen.add(type)
    switch (type.type) {
      case 'TSTypeReference': {
        this.#typeName(type.typeName, path)
        for (const argument of type.typeArguments?.params ?? []) this.#type(argument)
        return
      }
      case 'TSUnionType':
      case 'TSIntersectionType':
        for (const member of type.types) this.#type(member, path)
        return
      case 'TSTypeQuery':
        return type.exprName.type === 'TSImportType' ? undefined : this.#typeName(type.exprName, path)
      case 'TSImportType':
        if (type.source.type === 'Literal') this.#specifier(type.source.value)
        return
      case 'TSTypeLiteral':
        for (const member of type.members) {
          if (member.type === 'TSPropertySignature' && keyName(member) === path[0] && member.typeAnnotation !== undefined) {
            this.#type(member.typeAnnotation.typeAnnotation, path.slice(1))
          }
        }
    }
  }

  #typeName(name: TSESTree.EntityName, path: readonly (string | number)[]): void {
    if (name.type === 'TSQualifiedName') return this.#typeName(name.left, path)
    if (name.type !== 'Identifier') return
    const definition = definitionAt(this.#file, name)
    if (definition?.kind === 'type' && definition.node.type === 'TSTypeAliasDeclaration')
      return this.#type(definition.node.typeAnnotation, path)
    if (definition?.kind === 'type' && definition.node.type === 'TSInterfaceDeclaration') {
      for (const parent of definition.node.extends) this.#value(parent.expression)
      for (const member of definition.node.body.body) {
        if (member.type === 'TSPropertySignature' && keyName(member) === path[0] && member.typeAnnotation !== undefined) {
          this.#type(member.typeAnnotation.typeAnnotation, path.slice(1))
        }
      }
      return
    }
    this.#definition(definition)
  }

  #specifier(specifier: string | undefined): boolean {
    if (specifier !== undefined) this.#found.push({ specifier, imported: '*' })
    return specifier !== undefined
  }
}

/** The function that a definition stands for: a declaration, or a constant that is a function. */
export function functionOf(definition: Definition | undefined): FunctionNode | undefined {
  if (definition?.kind === 'function') return definition.node
  if (definition?.kind === 'variable' && definition.path.length === 0 && isFunction(definition.init)) return definition.init
  return undefined
}

/** The type annotation of a parameter. */
export function annotationOf(parameter: TSESTree.Node): TSESTree.TypeNode | undefined {
  if (parameter.type === 'AssignmentPattern') return annotationOf(parameter.left)
  if (parameter.type === 'TSParameterProperty') return annotationOf(parameter.parameter)
  if (
    parameter.type === 'Identifier' ||
    parameter.type === 'ObjectPattern' ||
    parameter.type === 'ArrayPattern' ||
    parameter.type === 'RestElement'
  ) {
    return parameter.typeAnnotation?.typeAnnotation
  }
  return undefined
}
