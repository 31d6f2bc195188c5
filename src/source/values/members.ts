import type { TSESTree } from '@typescript-eslint/utils'
import type { ClassNode } from '../names/bindings.ts'

/** The name in `a.name` and `a['name']`. */
export function propertyName(node: TSESTree.MemberExpression): string | undefined {
  if (!node.computed) return node.property.type === 'Identifier' ? node.property.name : undefined
  if (node.property.type !== 'Literal') return undefined
  const { value } = node.property
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined
}

/** The class whose `this` a node sees; nothing inside an ordinary function, which has a `this` of its own. */
export function classAround(node: TSESTree.Node): ClassNode | undefined {
  let around = node.parent
  while (around !== undefined) {
    if (around.type === 'ClassDeclaration' || around.type === 'ClassExpression') return around
    const isMethod = around.parent?.type === 'MethodDefinition' || around.parent?.type === 'PropertyDefinition'
    if (around.type === 'FunctionDeclaration' || (around.type === 'FunctionExpression' && !isMethod)) return undefined
    around = around.parent
  }
  return undefined
}

/** What the fields of a class are first given: in place, or by `this.x = ...` in one of its methods. */
export function fieldsOf(
  owner: ClassNode,
  assignments: readonly TSESTree.AssignmentExpression[],
): ReadonlyMap<string, TSESTree.Expression> {
  const fields = new Map<string, TSESTree.Expression>()
  for (const member of owner.body.body) {
    if (member.type === 'PropertyDefinition' && member.value !== null && member.key.type === 'Identifier') {
      fields.set(member.key.name, member.value)
    }
    if (member.type !== 'MethodDefinition' || member.kind !== 'constructor') continue
    for (const parameter of member.value.params) {
      if (parameter.type !== 'TSParameterProperty') continue
      const target = parameter.parameter.type === 'AssignmentPattern' ? parameter.parameter.left : parameter.parameter
      if (target.type === 'Identifier') fields.set(target.name, target)
    }
  }
  for (const { left, right } of assignments) {
    if (left.type !== 'MemberExpression' || left.object.type !== 'ThisExpression' || classAround(left) !== owner) continue
    const name = propertyName(left)
    if (name !== undefined && !fields.has(name)) fields.set(name, right)
  }
  return fields
}

/** A method by the class that has it and its name. */
export interface NamedMethod {
  /** Where the class starts. */
  readonly of: number
  readonly name: string
}

/** The method that a function is, or a field that holds it. */
export function methodNamed({ parent }: TSESTree.Node): NamedMethod | undefined {
  if (parent?.type !== 'MethodDefinition' && parent?.type !== 'PropertyDefinition') return undefined
  const { key } = parent
  return key.type === 'Identifier' ? { of: parent.parent.parent.range[0], name: key.name } : undefined
}
