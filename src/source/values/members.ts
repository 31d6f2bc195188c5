import type { TSESTree } from '@typescript-eslint/utils'
import { memoize } from '../../core/memoize.ts'
import { keyName, memberName } from '../names/bindings.ts'
import type { ClassNode } from '../names/bindings.ts'
import { classAround, fieldName, functionAround } from '../names/classes.ts'

/** The initial values of a class's fields: in place, or by `this.x = ...` in one of its methods. Getters that return a field have its value. */
export function fieldsOf(
  owner: ClassNode,
  assignments: readonly TSESTree.AssignmentExpression[],
): ReadonlyMap<string, TSESTree.Expression> {
  const fields = new Map<string, TSESTree.Expression>()
  for (const member of owner.body.body) {
    const name = member.type === 'PropertyDefinition' ? keyName(member) : undefined
    const initial = member.type === 'PropertyDefinition' ? initialOf(member.value) : undefined
    if (name !== undefined && initial !== undefined) fields.set(name, initial)
    const handed = member.type === 'MethodDefinition' && member.kind === 'get' ? getterTarget(member.value) : undefined
    const getter = handed && member.type === 'MethodDefinition' ? keyName(member) : undefined
    if (handed !== undefined && getter !== undefined) fields.set(getter, handed)
    if (member.type !== 'MethodDefinition' || member.kind !== 'constructor') continue
    for (const parameter of member.value.params) {
      if (parameter.type !== 'TSParameterProperty') continue
      const { parameter: given } = parameter
      const target = given.type === 'AssignmentPattern' ? given.left : given
      // `constructor(private readonly users = new Users())`
      if (target.type === 'Identifier') fields.set(target.name, given.type === 'AssignmentPattern' && given.right.type === 'NewExpression' ? given.right : target)
    }
  }
  for (const { left, right } of assignments) {
    if (left.type !== 'MemberExpression' || left.object.type !== 'ThisExpression' || classAround(left) !== owner) continue
    const name = memberName(left)
    const initial = initialOf(right)
    if (name !== undefined && initial !== undefined && !fields.has(name)) fields.set(name, initial)
  }
  return fields
}

/** Undefined for `app = null` and `this.app = undefined`: the value comes later. */
function initialOf(value: TSESTree.Expression | null): TSESTree.Expression | undefined {
  const isEmpty = value?.type === 'Literal' ? value.raw === 'null' : value?.type === 'Identifier' && value.name === 'undefined'
  return isEmpty || value === null ? undefined : value
}

/** The other member that a getter only returns: `get router() { return this._router }`. */
function getterTarget({ body }: TSESTree.FunctionExpression | TSESTree.TSEmptyBodyFunctionExpression): TSESTree.Expression | undefined {
  const [statement, ...others] = body?.body ?? []
  const returned = statement?.type === 'ReturnStatement' && others.length === 0 ? statement.argument : null
  return returned?.type === 'MemberExpression' && returned.object.type === 'ThisExpression' ? returned : undefined
}

/** A method, identified by its class and name. */
export interface NamedMethod {
  /** The offset of the class. */
  readonly of: number
  readonly name: string
}

/** The functions that a program declares, by name. */
const declaredIn = memoize(({ body }: TSESTree.Program) => new Map(body.flatMap((one) => (one.type === 'FunctionDeclaration' && one.id !== null ? [[one.id.name, one] as const] : []))))

/** The class or constructor function to which `this.list = …` or `Orders.prototype.list = …` adds a method. */
function makerOf({ left }: TSESTree.AssignmentExpression): TSESTree.Node | undefined {
  if (fieldName(left) !== undefined) return classAround(left) ?? functionAround(left)
  const of = left.type === 'MemberExpression' && left.object.type === 'MemberExpression' && memberName(left.object) === 'prototype' ? left.object.object : undefined
  let root: TSESTree.Node | undefined = of
  while (root?.parent) root = root.parent
  return of?.type === 'Identifier' && root?.type === 'Program' ? declaredIn(root).get(of.name) : undefined
}

/** The method that a function is the value of, or the field, also if it is assigned: `this.list = (req, res) => …`. */
export function methodNamed({ parent }: TSESTree.Node): NamedMethod | undefined {
  const maker = parent?.type === 'AssignmentExpression' ? makerOf(parent) : undefined
  if (maker && parent?.type === 'AssignmentExpression') return { of: maker.range[0], name: memberName(parent.left) ?? '' }
  if (parent?.type !== 'MethodDefinition' && parent?.type !== 'PropertyDefinition') return undefined
  const name = keyName(parent)
  return name === undefined ? undefined : { of: parent.parent.parent.range[0], name }
}
