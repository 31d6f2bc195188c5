import type { TSESTree } from '@typescript-eslint/utils'
import { memberName, requiredBy } from '../names/bindings.ts'
import type { ClassNode } from '../names/bindings.ts'
import { classAround, typeOfField } from '../names/classes.ts'
import { isThisOfExports } from '../names/common-js.ts'
import { Assignments } from './assigned.ts'
import type { Declaration, FileIndex, FunctionLike } from './declarations.ts'
import { enumValue, functionValue, impliedType, knownCall, listOfAny, literalValue, maxItems, namespaceValue, objectValue, sumValue, templateValue, wrappedType } from './literals.ts'
import { fieldsOf as fieldsOfClass } from './members.ts'
import { awaited, itemOfLoop, iterationOf, keyOfLoop, valueOfKey } from './iterations.ts'
import { memberOf, pathOf, unknownValue } from './value.ts'
import type { Value } from './value.ts'

/** The limit of nesting. */
const maxDepth = 12
/** The limit of nodes for one value: larger ones are data, not wiring. A name counts for all nodes of its value, since lists of lists are short to write. */
const mostNodes = 5_000
/** How much a step along `a.b().c()` counts as depth: such chains are long without being deep. */
const chainStep = 1 / 16

/** Reads expressions of one file as {@link Value}s. */
export class ValueReader {
  readonly #index: FileIndex
  readonly #fields = new Map<ClassNode, ReadonlyMap<string, TSESTree.Expression>>()
  readonly #inProgress = new Set<TSESTree.Node>()
  /** The initial values of variables, with their number of nodes: a cache. */
  readonly #initial = new Map<TSESTree.Expression, { readonly value: Value; readonly size: number }>()
  /** How many more nodes may be read for the current value. */
  #left = mostNodes
  readonly #assignments: Assignments

  constructor(index: FileIndex) {
    this.#index = index
    this.#assignments = new Assignments(index)
  }

  /** The value of an expression; `unknown` if it cannot be traced. Never throws. */
  read(node: TSESTree.Node | null | undefined, depth = 0): Value {
    if (node === null || node === undefined || depth > maxDepth || this.#inProgress.has(node)) return unknownValue
    if (depth === 0) this.#left = mostNodes
    if (--this.#left < 0) return unknownValue
    this.#inProgress.add(node)
    const value = this.#read(node, depth + 1)
    this.#inProgress.delete(node)
    return value
  }

  /** The values of an argument: several for `...args`. */
  readArgument(argument: TSESTree.CallExpressionArgument): readonly Value[] {
    return this.#all([argument], 0)
  }

  /** The class or type that a type annotation names. Type arguments, `| null` and `[]` are ignored, and wrappers such as `Promise` removed. */
  readType(type: TSESTree.TypeNode | undefined): Value {
    switch (type?.type) {
      case 'TSTypeReference': {
        const wrapped = wrappedType(type)
        return wrapped === undefined ? this.#entityName(type.typeName) : this.readType(wrapped)
      }
      case 'TSTypeQuery':
        return type.exprName.type === 'Identifier' ? this.named(type.exprName.name, type.exprName, maxDepth - 3) : unknownValue
      case 'TSImportType':
        return type.qualifier?.type === 'Identifier' ? { kind: 'import', specifier: type.source.value, name: type.qualifier.name } : unknownValue
      case 'TSArrayType':
        return this.readType(type.elementType)
      case 'TSUnionType': {
        const [one, other] = type.types.filter((part) => part.type !== 'TSNullKeyword' && part.type !== 'TSUndefinedKeyword')
        return other === undefined ? this.readType(one) : unknownValue
      }
      default:
        return unknownValue
    }
  }

  /** The value of a name as it is visible at a node. */
  named(name: string, from: TSESTree.Node, depth = 0): Value {
    const declaration = this.#index.find(name, from.range[0])
    return declaration === undefined ? { kind: 'global', name } : this.#declared(declaration, name, from, depth)
  }

  /** The initial values of a class's fields. */
  fieldsOf(owner: ClassNode): ReadonlyMap<string, TSESTree.Expression> {
    let fields = this.#fields.get(owner)
    if (fields === undefined) this.#fields.set(owner, (fields = fieldsOfClass(owner, this.#index.assignments)))
    return fields
  }

  #read(node: TSESTree.Node, depth: number): Value {
    switch (node.type) {
      case 'Literal':
        return literalValue(node)
      case 'TemplateLiteral':
        return templateValue(node, (part) => this.read(part, depth))
      case 'BinaryExpression':
        return node.operator === '+' ? sumValue(node, (part) => this.read(part, depth)) : unknownValue
      case 'Identifier':
        return this.named(node.name, node, depth)
      case 'ThisExpression': {
        const owner = classAround(node)
        if (owner === undefined) return isThisOfExports(node) ? { kind: 'global', name: 'exports' } : unknownValue
        return { kind: 'this', of: owner.range[0] }
      }
      case 'MemberExpression':
        return this.#member(node, depth)
      case 'CallExpression':
        return this.#call(node, depth)
      case 'NewExpression':
        return { kind: 'new', at: node.range[1], of: this.read(node.callee, depth), arguments: this.#all(node.arguments, depth) }
      case 'ArrayExpression':
        return { kind: 'list', items: this.#all(node.elements.slice(0, maxItems), depth) }
      case 'ObjectExpression':
        return objectValue(node, (part) => this.read(part, depth))
      case 'ArrowFunctionExpression':
      case 'FunctionExpression':
      case 'FunctionDeclaration':
        return functionValue(node, node.id?.name)
      case 'LogicalExpression':
        // `a ?? b`, `a || b`: the left value if it is certain; otherwise the right one, such as the default of a setting.
        return node.operator === '&&' ? unknownValue : this.#unless(this.read(node.left, depth), node.right, depth)
      case 'ConditionalExpression':
        return listOfAny(node, (part) => this.read(part, depth))
      case 'TSEnumDeclaration':
        return enumValue(node, (part) => this.read(part, depth))
      case 'TSModuleDeclaration':
        return namespaceValue(node, (part) => (part.type === 'Identifier' ? this.named(part.name, part, depth) : this.read(part, depth)))
      case 'ClassExpression':
      case 'ClassDeclaration':
        return { kind: 'class', at: node.range[0], name: node.id?.name ?? 'default' }
      case 'AwaitExpression':
        return this.read(node.argument, depth)
      case 'ImportExpression':
        if (node.source.type === 'Literal') return { kind: 'import', specifier: String(node.source.value), name: '*' }
        return { kind: 'call', at: node.range[1], of: { kind: 'global', name: 'import' }, arguments: [this.read(node.source, depth)] }
      case 'AssignmentExpression':
        return this.read(node.right, depth)
      case 'ChainExpression':
      case 'TSAsExpression':
      case 'TSNonNullExpression':
      case 'TSSatisfiesExpression':
      case 'TSTypeAssertion':
      case 'TSInstantiationExpression':
        return this.read(node.expression, depth)
      default:
        return unknownValue
    }
  }

  #all(nodes: readonly (TSESTree.Node | null)[], depth: number): Value[] {
    const values: Value[] = []
    for (const node of nodes) {
      // Lists that are spread into each other double in size with each step.
      if (values.length >= maxItems) break
      if (node?.type === 'SpreadElement') values.push(...this.#spread(node, depth).slice(0, maxItems - values.length))
      else values.push(this.read(node, depth))
    }
    return values
  }

  /** The items of `...list`, or the first four of `...args`, more than functions that set up a server take. */
  #spread({ argument }: TSESTree.SpreadElement, depth: number): readonly Value[] {
    const value = this.read(argument, depth)
    // An empty list is filled later: `const chain = []; chain.push(authenticate)`.
    if (value.kind === 'list') return value.items.length === 0 || this.#assignments.mayGrow(argument) ? [unknownValue] : value.items
    if (value.kind === 'parameter' && value.isRest === true) return ['0', '1', '2', '3'].map((at) => memberOf(value, at))
    return value.kind === 'import' || value.kind === 'member' || value.kind === 'call' ? [{ kind: 'item', of: value, isSpread: true }] : [unknownValue]
  }

  /** The default, if it is not certain that there is a value. */
  #unless(first: Value, otherwise: TSESTree.Expression | undefined, depth: number): Value {
    const isCertain = first.kind !== 'unknown' && first.kind !== 'call' && first.kind !== 'member' && first.kind !== 'parameter'
    if (isCertain) return first
    const second = this.read(otherwise, depth)
    return second.kind === 'unknown' ? first : second
  }

  #declared(declaration: Declaration, name: string, from: TSESTree.Node, depth: number): Value {
    switch (declaration.kind) {
      case 'import':
        return { kind: 'import', specifier: declaration.specifier, name: declaration.name }
      case 'function':
      case 'class':
      case 'enum':
      case 'namespace':
        return this.read(declaration.node, depth)
      case 'variable': {
        if (declaration.path === undefined) return unknownValue
        const init = declaration.init ?? this.#assignments.only(name, from)
        const taken = declaration.path.reduce(memberOf, this.#initialValue(init, depth))
        const value = /^(?:parameter|unknown)$/.test(pathOf(taken).root.kind) ? taken : this.#unless(taken, declaration.fallback, depth)
        return value.kind === 'function' && value.name === undefined ? { ...value, name } : value
      }
      case 'loop': {
        if (declaration.path === undefined) return unknownValue
        const list = this.read(declaration.list, depth)
        return declaration.path.reduce(memberOf, declaration.isOfNames === true ? keyOfLoop(list) : itemOfLoop(list))
      }
      case 'parameter': {
        if (declaration.path === undefined) return unknownValue
        const parameter = awaited(declaration, (at) => this.read(at, depth)) ?? this.parameter(declaration.function, declaration.index, declaration.annotation)
        const value = declaration.path.reduce(memberOf, parameter)
        const type = value.kind === 'member' ? this.#typeInside(declaration.annotation, value.name) : unknownValue
        const fallback = this.read(declaration.fallback, depth)
        return value.kind === 'member' ? { ...value, ...(type.kind !== 'unknown' && { type }), ...(/^(?:text|function|import)$/.test(fallback.kind) && { fallback }) } : value
      }
      default:
        return unknownValue
    }
  }

  /** The initial value of a variable, cached. */
  #initialValue(init: TSESTree.Expression | undefined, depth: number): Value {
    if (init === undefined || this.#inProgress.has(init)) return unknownValue
    const known = this.#initial.get(init)
    if (known !== undefined) {
      this.#left -= known.size
      return this.#left < 0 ? unknownValue : known.value
    }
    const before = depth === 0 ? mostNodes : this.#left
    const initial = this.read(init, depth)
    // What is assigned to its members may refer to the object itself.
    this.#inProgress.add(init)
    const value = this.#assignments.completed(initial, init, (node) => this.#all([node], depth + 1))
    this.#inProgress.delete(init)
    // Not cached if it may have been cut short, by depth or by the limit of nodes.
    if (depth <= 3 && this.#left >= 0) this.#initial.set(init, { value, size: before - this.#left })
    return value
  }

  /** A parameter as a value of its own. */
  parameter(owner: FunctionLike, index: number, annotation: TSESTree.TypeNode | undefined): Value {
    const pattern = owner.params[index]
    const target = pattern?.type === 'TSParameterProperty' ? pattern.parameter : pattern
    const plain = target?.type === 'AssignmentPattern' ? target.left : target
    const type = annotation === undefined ? impliedType(owner, index) : this.readType(annotation)
    const fallback = target?.type === 'AssignmentPattern' && target.right.type === 'Literal' ? this.read(target.right) : unknownValue
    const isRest = plain?.type === 'RestElement'
    const named = isRest ? plain.argument : plain
    const name = named?.type === 'Identifier' ? named.name : ''
    return {
      kind: 'parameter',
      of: owner.range[0],
      index,
      name,
      ...(type.kind === 'unknown' ? {} : { type }),
      ...(isRest ? { isRest } : {}),
      ...(fallback.kind === 'text' ? { fallback } : {}),
    }
  }

  /** The type of a field in an annotation: an object type, or the name of one in the same file. */
  #typeInside(annotation: TSESTree.TypeNode | undefined, name: string): Value {
    const shape = annotation?.type === 'TSTypeReference' && annotation.typeName.type === 'Identifier' ? this.#index.shapes.get(annotation.typeName.name) : undefined
    for (const member of annotation?.type === 'TSTypeLiteral' ? annotation.members : (shape ?? [])) {
      if (member.type === 'TSPropertySignature' && member.key.type === 'Identifier' && member.key.name === name)
        return this.readType(member.typeAnnotation?.typeAnnotation)
    }
    return unknownValue
  }

  #member(node: TSESTree.MemberExpression, depth: number): Value {
    const name = memberName(node)
    if (name === undefined) return (node.property.type === 'Identifier' && this.#itemAt(node.object, node.property, depth)) || unknownValue
    if (node.object.type === 'ThisExpression') {
      const owner = classAround(node)
      const field = owner === undefined ? undefined : this.fieldsOf(owner).get(name)
      const value = this.read(field, depth)
      if (value.kind !== 'unknown') return value.kind === 'function' ? { name, ...value } : value
    }
    const member = memberOf(this.read(node.object, depth - 1 + chainStep), name)
    if (member.kind !== 'member') return member
    // `deps.pool` of `(deps: { pool: Pool })`
    const declared = node.object.type === 'Identifier' && member.of.kind === 'parameter' ? this.#index.find(node.object.name, node.range[0]) : undefined
    const type = declared?.kind === 'parameter' ? this.#typeInside(declared.annotation, name) : this.readType(typeOfField(node))
    return type.kind === 'unknown' ? member : { ...member, type }
  }

  /** `routes[name]` in a loop over the names, or `routes[index]` in a counting loop. */
  #itemAt(object: TSESTree.Expression, at: TSESTree.Identifier, depth: number): Value | undefined {
    const declared = this.#index.find(at.name, at.range[0])
    if (declared?.kind === 'variable') return declared.isCounted === true ? { kind: 'item', of: this.read(object, depth) } : undefined
    const called = declared?.kind === 'parameter' && declared.path?.length === 0 ? iterationOf(declared.function, (node) => this.read(node, depth)) : undefined
    const key = declared?.kind === 'loop' ? this.#declared(declared, at.name, at, depth) : called && itemOfLoop(called.list)
    return key && valueOfKey(this.read(object, depth), key)
  }

  #call(node: TSESTree.CallExpression, depth: number): Value {
    const required = requiredBy(node)
    if (required !== undefined) return { kind: 'import', specifier: required, name: '*' }
    const known = knownCall(node, (part) => this.read(part, depth))
    return known ?? { kind: 'call', at: node.range[1], of: this.read(node.callee, depth - 1 + chainStep), arguments: this.#all(node.arguments, depth) }
  }

  #entityName(name: TSESTree.EntityName): Value {
    if (name.type === 'Identifier') {
      const declaration = this.#index.findType(name.name, name.range[0])
      return declaration === undefined ? { kind: 'global', name: name.name } : this.#declared(declaration, name.name, name, 0)
    }
    return name.type === 'TSQualifiedName' ? memberOf(this.#entityName(name.left), name.right.name) : unknownValue
  }
}
