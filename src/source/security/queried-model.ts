import type { TSESTree } from '@typescript-eslint/utils'
import { calledName } from '../names/calls.ts'
import type { Call } from '../names/calls.ts'
import { classAround, fieldName, shapeOf } from '../names/classes.ts'
import type { SourceFile } from '../syntax/file.ts'
import { chosenBy, fieldsBy } from './projections.ts'
import type { Changes } from './projections.ts'

/** What a call would query, if it is a query. */
export interface Queried {
  /** What its chain begins with. */
  readonly base: TSESTree.Expression
  /** The model, if it is named elsewhere than at the beginning. */
  readonly model: TSESTree.Node | undefined
  readonly projected: Changes
}

/** The model and the fields that a call asks for: `User.find()`, `em.find(User)`, `db.select().from(users)`, `this.users.find()`. */
export function queriedBy(file: SourceFile, call: Call, method: string): Queried {
  const projected = [...fieldsBy(file, call, method), ...chosenBy(file, call)]
  let base: TSESTree.Expression = call.callee
  let model: TSESTree.Node | undefined = call.arguments[0]
  if (call.type !== 'NewExpression' && base.type === 'MemberExpression') base = base.object
  // What comes before the last call of a query: `db.select().from(users)`, `getRepository(User).createQueryBuilder('user').getMany()`
  for (; base.type === 'CallExpression'; base = base.callee.type === 'MemberExpression' ? base.callee.object : base.callee) {
    projected.push(...chosenBy(file, base))
    if (/^(?:getRepository|insert|update|delete)$/.test(calledName(base) ?? '')) [model] = base.arguments
  }
  return { base, model: injectedModel(base) ?? (model?.type === 'Identifier' ? model : undefined), projected }
}

/** `User` of a field with the type `Repository<User>`, or one that is decorated with `@InjectModel(User.name)`. */
function injectedModel(object: TSESTree.Expression): TSESTree.Node | undefined {
  const around = classAround(object)
  const field = around && shapeOf(around).fields.get(fieldName(object) ?? '')
  const given = field?.decorators.flatMap(({ expression }) => (expression.type === 'CallExpression' ? (expression.arguments[0] ?? []) : []))[0]
  const type = field?.type?.type === 'TSTypeReference' ? field.type.typeArguments?.params[0] : undefined
  return given?.type === 'MemberExpression' ? given.object : (given ?? (type?.type === 'TSTypeReference' ? type.typeName : undefined))
}
