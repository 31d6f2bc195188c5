import type { TSESTree } from '@typescript-eslint/utils'
import type { Range } from '../syntax/records.ts'
import { keyName, memberName } from '../names/bindings.ts'
import type { ClassNode } from '../names/bindings.ts'
import type { ValueReader } from './reader.ts'
import { trimmed } from './value.ts'
import type { Value } from './value.ts'

/** The key in `members` for the arguments that a constructor passes to the base class. No method can have this name. */
export const givenToBaseName = 'super()'

/** A decorator. */
export interface DecoratorFact {
  /** The decorator itself: usually an import. */
  readonly value: Value
  readonly arguments: readonly Value[]
  readonly range: Range
}

/** A constructor's parameter, or a field. */
export interface MemberFact {
  /** Left out for patterns and computed names. */
  readonly name?: string
  readonly type?: Value
  readonly decorators: readonly DecoratorFact[]
  /** A field with `?` or an initial value. */
  readonly isOptional?: true
  readonly isStatic?: true
  readonly range: Range
}

/** A method. */
export interface MethodFact {
  readonly name: string
  readonly decorators: readonly DecoratorFact[]
  /** The whole method. */
  readonly range: Range
}

/** What the project has to know of a class. */
export interface ClassFact {
  readonly at: number
  readonly end: number
  readonly name: string
  readonly decorators: readonly DecoratorFact[]
  readonly extends?: Value
  /** It is declared `abstract`, so that only subclasses have instances. */
  readonly isAbstract?: true
  readonly implements: readonly Value[]
  readonly parameters: readonly MemberFact[]
  /** Fields that have a type, a decorator, or a literal as their initial value. */
  readonly fields: readonly MemberFact[]
  /** Methods that have a decorator. */
  readonly methods: readonly MethodFact[]
  /** Its members, if it may contain routers: initial values of fields, methods, and getters as calls of themselves. */
  readonly members?: { readonly [name: string]: Value }
  /** The methods of its base that it calls: `super.initRoutes()`. */
  readonly callsBase?: readonly string[]
  /** The name, or the keyword where there is none. */
  readonly range: Range
}

/**
 * The fact of a class: its heritage and decorators, its constructor's parameters and its decorated members.
 * @param mayHoldRouters whether to include the values of all of its members
 * @param baseCalls the calls of methods of base classes in the file
 */
export function classFact(node: ClassNode, reader: ValueReader, mayHoldRouters: boolean, baseCalls: readonly TSESTree.Node[] = []): ClassFact {
  const parameters: MemberFact[] = []
  const fields: MemberFact[] = []
  const methods: MethodFact[] = []
  for (const member of node.body.body) {
    if (member.type === 'MethodDefinition' && member.kind === 'constructor') {
      for (const parameter of member.value.params) parameters.push(parameterFact(parameter, reader))
    } else if (member.type === 'MethodDefinition' && member.decorators.length > 0) {
      methods.push({ name: keyName(member) ?? '', decorators: decoratorFacts(member.decorators, reader), range: member.range })
    } else if (member.type === 'PropertyDefinition' && (member.decorators.length > 0 || member.typeAnnotation !== undefined || member.value?.type === 'Literal')) {
      const isOptional = member.optional || member.value !== null
      const fact = memberFact(keyName(member), member.typeAnnotation?.typeAnnotation, member.decorators, member.key.range, reader)
      fields.push({ ...fact, ...(isOptional && { isOptional }), ...(member.static && { isStatic: true as const }) })
    }
  }
  const callsBase = baseCalls.flatMap((callee) => (node.range[0] < callee.range[0] && callee.range[1] < node.range[1] ? (memberName(callee) ?? []) : []))
  return {
    at: node.range[0],
    end: node.range[1],
    name: node.id?.name ?? 'default',
    decorators: decoratorFacts(node.decorators, reader),
    ...(node.superClass === null ? {} : { extends: reader.read(node.superClass) }),
    ...(node.abstract && { isAbstract: true }),
    implements: node.implements.map(({ expression }) => reader.read(expression)),
    parameters,
    fields,
    methods,
    ...(mayHoldRouters ? { members: membersOf(node, reader) } : constantsOf(node, reader)),
    ...(callsBase.length > 0 && { callsBase }),
    range: node.id?.range ?? [node.range[0], node.body.range[0]],
  }
}

/** `static readonly PATH = '/users'`, for the decorators of a controller, and `path = '/users'` for the base class of one. */
function constantsOf(node: ClassNode, reader: ValueReader): Pick<ClassFact, 'members'> {
  const constants = node.body.body.flatMap((member) => {
    const value = member.type === 'PropertyDefinition' && (member.static || node.superClass !== null) ? reader.read(member.value) : undefined
    return value?.kind === 'text' && member.type === 'PropertyDefinition' ? [[keyName(member) ?? '', trimmed(value, 1)] as const] : []
  })
  return constants.length === 0 ? {} : { members: Object.fromEntries(constants) }
}

function membersOf(node: ClassNode, reader: ValueReader): { readonly [name: string]: Value } {
  const members = new Map<string, Value>()
  for (const [name, expression] of reader.fieldsOf(node)) {
    const value = reader.read(expression)
    if (value.kind !== 'unknown' && value.kind !== 'object') members.set(name, trimmed(value, 2))
  }
  for (const member of node.body.body) {
    if (member.type !== 'MethodDefinition') continue
    const { range } = member.value
    const given = member.kind === 'constructor' ? givenToBase(member.value) : undefined
    if (given !== undefined) members.set(givenToBaseName, { kind: 'list', items: given.arguments.map((argument) => trimmed(reader.read(argument), 1)) })
    const method: Value = { kind: 'function', at: range[0], range }
    if (member.kind === 'get' && members.has(keyName(member) ?? '')) continue
    // `get path() { return '/users' }`
    const [only, ...others] = member.kind === 'get' ? (member.value.body?.body ?? []) : []
    const text = only?.type === 'ReturnStatement' && others.length === 0 ? reader.read(only.argument) : undefined
    if (text?.kind === 'text') {
      members.set(keyName(member) ?? '', trimmed(text, 1))
      continue
    }
    members.set(keyName(member) ?? '', member.kind === 'get' ? { kind: 'call', at: range[1], of: method, arguments: [] } : method)
  }
  return Object.fromEntries(members)
}

/** `super('/users')` at the beginning of a constructor. */
function givenToBase({ body }: TSESTree.FunctionExpression | TSESTree.TSEmptyBodyFunctionExpression): TSESTree.CallExpression | undefined {
  for (const statement of body?.body ?? [])
    if (statement.type === 'ExpressionStatement' && statement.expression.type === 'CallExpression' && statement.expression.callee.type === 'Super')
      return statement.expression
  return undefined
}

function decoratorFacts(decorators: readonly TSESTree.Decorator[], reader: ValueReader): DecoratorFact[] {
  return decorators.map(({ expression, range }) => {
    const called = expression.type === 'CallExpression' ? expression : undefined
    return {
      value: reader.read(called?.callee ?? expression),
      arguments: called?.arguments.map((argument) => reader.read(argument)) ?? [],
      range,
    }
  })
}

function parameterFact(parameter: TSESTree.Parameter, reader: ValueReader): MemberFact {
  const pattern = parameter.type === 'TSParameterProperty' ? parameter.parameter : parameter
  const target = pattern.type === 'AssignmentPattern' ? pattern.left : pattern
  const name = target.type === 'Identifier' ? target.name : undefined
  return memberFact(name, target.typeAnnotation?.typeAnnotation, parameter.decorators, target.range, reader)
}

function memberFact(
  name: string | undefined,
  annotation: TSESTree.TypeNode | undefined,
  decorators: readonly TSESTree.Decorator[],
  range: Range,
  reader: ValueReader,
): MemberFact {
  const type = reader.readType(annotation)
  return { ...(name === undefined ? {} : { name }), ...(type.kind === 'unknown' ? {} : { type }), decorators: decoratorFacts(decorators, reader), range }
}
