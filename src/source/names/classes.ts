import type { TSESTree } from '@typescript-eslint/utils'
import { memoize } from '../../core/memoize.ts'
import { bare, keyName, memberName } from './bindings.ts'
import type { ClassNode, FunctionNode } from './bindings.ts'
import { walk } from '../syntax/tree.ts'

/** A field of a class. */
export interface Field {
  readonly type: TSESTree.TypeNode | undefined
  readonly decorators: readonly TSESTree.Decorator[]
  /** Its initial value and all values that the class assigns to it, in the order of the text. */
  readonly values: readonly FieldValue[]
  /** The constructor's parameter that declares it: `constructor(private readonly term: string)`. */
  readonly parameter?: TSESTree.Identifier
}

/** A value that a field is given. */
export interface FieldValue {
  readonly operator: '=' | '+='
  readonly value: TSESTree.Expression
}

/** The members of a class, by name. */
export interface ClassShape {
  readonly fields: ReadonlyMap<string, Field>
  readonly methods: ReadonlyMap<string, FunctionNode>
}

/** The fields (including parameter properties of the constructor) and methods of a class, memoised. */
export const shapeOf: (node: ClassNode) => ClassShape = memoize(readShape)

/** The class whose instance (or which itself, in static code) `this` refers to at a node; nothing in plain functions and object literals. */
export function classAround(node: TSESTree.Node): ClassNode | undefined {
  for (let at: TSESTree.Node | undefined = node; at !== undefined; at = at.parent) {
    if (at.type === 'ClassBody') return at.parent
    if (at.type === 'FunctionDeclaration') return undefined
    if (at.type === 'FunctionExpression' && at.parent.type !== 'MethodDefinition' && at.parent.type !== 'PropertyDefinition')
      return undefined
  }
  return undefined
}

/** The innermost function that a node is in. */
export function functionAround(node: TSESTree.Node): FunctionNode | undefined {
  for (let at = node.parent; at !== undefined; at = at.parent) if (isFunction(at)) return at
  return undefined
}

/** `x` where the expression is `this.x`. */
export function fieldName(expression: TSESTree.Node): string | undefined {
  return expression.type === 'MemberExpression' && bare(expression.object).type === 'ThisExpression' ? memberName(expression) : undefined
}

/** The type of `this.users`, of a field that is declared or injected. */
export function typeOfField(expression: TSESTree.Node): TSESTree.TypeNode | undefined {
  const name = expression.type === 'MemberExpression' ? fieldName(expression) : undefined
  const around = name === undefined ? undefined : classAround(expression)
  return around && shapeOf(around).fields.get(name ?? '')?.type
}

/** True for a function with a body, however it is written. */
export function isFunction(node: TSESTree.Node | null | undefined): node is FunctionNode {
  return node?.type === 'ArrowFunctionExpression' || node?.type === 'FunctionExpression' || node?.type === 'FunctionDeclaration'
}

function readShape(node: ClassNode): ClassShape {
  const fields = new Map<
    string,
    { type: TSESTree.TypeNode | undefined; decorators: readonly TSESTree.Decorator[]; values: FieldValue[]; parameter?: TSESTree.Identifier }
  >()
  const methods = new Map<string, FunctionNode>()
  const field = (name: string) => {
    let entry = fields.get(name)
    if (entry === undefined) fields.set(name, (entry = { type: undefined, decorators: [], values: [] }))
    return entry
  }
  for (const element of node.body.body) {
    if (element.type === 'MethodDefinition') {
      const name = keyName(element)
      if (element.kind === 'constructor') readConstructor(element.value, field, node.superClass !== null)
      if (name !== undefined && element.kind === 'method' && element.value.type === 'FunctionExpression')
        methods.set(name, element.value)
      if (name !== undefined && element.kind === 'get') {
        const entry = field(name)
        entry.type = element.value.returnType?.typeAnnotation
        for (const value of returnedBy(element.value)) entry.values.push({ operator: '=', value })
      }
    } else if (element.type === 'PropertyDefinition' || element.type === 'AccessorProperty') {
      const name = keyName(element)
      if (name === undefined) continue
      if (isFunction(element.value)) methods.set(name, element.value)
      const entry = field(name)
      entry.type = element.typeAnnotation?.typeAnnotation
      entry.decorators = element.decorators
      if (element.value !== null) entry.values.push({ operator: '=', value: element.value })
    }
  }
  walk(node.body, (inner) => {
    if (inner !== node.body && (inner.type === 'ClassDeclaration' || inner.type === 'ClassExpression')) return false
    if (inner.type !== 'AssignmentExpression' || (inner.operator !== '=' && inner.operator !== '+=')) return
    const name = fieldName(inner.left)
    if (name !== undefined) field(name).values.push({ operator: inner.operator, value: inner.right })
  })
  return { fields, methods }
}

function readConstructor(
  constructor: TSESTree.FunctionExpression | TSESTree.TSEmptyBodyFunctionExpression,
  field: (name: string) => { type: TSESTree.TypeNode | undefined; decorators: readonly TSESTree.Decorator[]; parameter?: TSESTree.Identifier },
  isHeir: boolean,
): void {
  for (const parameter of constructor.params) {
    // `constructor(repository: Repository<User>) { super(repository) }`, for a field of the base class
    if (isHeir && parameter.type === 'Identifier') field(parameter.name).type ??= parameter.typeAnnotation?.typeAnnotation
    if (parameter.type !== 'TSParameterProperty') continue
    const target = parameter.parameter.type === 'AssignmentPattern' ? parameter.parameter.left : parameter.parameter
    if (target.type !== 'Identifier') continue
    const entry = field(target.name)
    entry.type = target.typeAnnotation?.typeAnnotation
    entry.decorators = parameter.decorators
    entry.parameter = target
  }
}

/** The expressions that a function may return, without those of inner functions; memoised. */
export const returnedBy: (node: FunctionNode | TSESTree.TSEmptyBodyFunctionExpression) => readonly TSESTree.Expression[] = memoize(readReturns)

/** The expressions that a generator yields, without those of `yield*`. */
export function yieldedBy({ body }: FunctionNode): readonly TSESTree.Expression[] {
  const yielded: TSESTree.Expression[] = []
  walk(body, (inner) => {
    if (isFunction(inner) || inner.type === 'ClassBody') return false
    if (inner.type === 'YieldExpression' && inner.argument !== null && inner.argument !== undefined && !inner.delegate) yielded.push(inner.argument)
    return true
  })
  return yielded
}

function readReturns(node: FunctionNode | TSESTree.TSEmptyBodyFunctionExpression): readonly TSESTree.Expression[] {
  if (node.body === null || node.body === undefined) return []
  if (node.body.type !== 'BlockStatement') return [node.body]
  const returned: TSESTree.Expression[] = []
  walk(node.body, (inner) => {
    if (isFunction(inner) || inner.type === 'ClassBody') return false
    if (inner.type === 'ReturnStatement' && inner.argument !== null) returned.push(inner.argument)
    return true
  })
  return returned
}

/** The name of a decorator, `Get` in `@Get()` and `@Get`; empty for a member of something. */
export function decoratorName(expression: TSESTree.Expression): string {
  const named = expression.type === 'CallExpression' ? expression.callee : expression
  return named.type === 'Identifier' ? named.name : ''
}
