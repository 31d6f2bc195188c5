import type { Range } from '../syntax/records.ts'
import type { NamedMethod } from '../values/members.ts'
import type { Value } from '../values/value.ts'
import type { Changes } from './projections.ts'

/** Methods that return one or several records. */
export const returningRecords = /^(?:find(?:One|Unique|First|Many|All|And|Count|Or|Create|Build|Fail|Throw|Update|Delete|Replace|Find)*(?:By\w*)?|get(?:One|Many)\w*|create|insertMany|bulkCreate|build|upsert|save|update|delete|from|returning|new)$/

/** A call whose result, or a part of it, a function returns or sends as it is: a query, or a function that may return that of one. */
export interface RecordFlow {
  readonly isSent: boolean
  /** The property of the returned object that holds it. */
  readonly field?: string | undefined
  /** As written: `this.users.find`. */
  readonly name: string
  readonly method: string
  readonly callee: Value
  /** The model, if it is not what the method is called on: `Repository<User>`, `em.find(User)`, `db.select().from(users)`. */
  readonly model?: Value | undefined
  /** The part of the result that is meant: `user` of `const { user } = await login()`. */
  readonly part?: string | undefined
  /** What happens to the result. */
  readonly fieldChanges: Changes
  /** What a query leaves of it, by its arguments and what comes before it. */
  readonly projected: Changes
  /** What is sent or returned. */
  readonly range: Range
  /** The calls that it is an argument of on its way to the response, the outermost first. */
  readonly wrappings: readonly Wrapping[]
}

/** A call that may pass on an argument: `new Envelope(200, user)`, `ok(res, { user })`. */
export interface Wrapping {
  readonly callee: Value
  /** What is called on the object that is made, `new Envelope(user).send(res)`; or on the response, if the callee is not known. */
  readonly method?: string | undefined
  readonly index: number
  /** The property of the argument. */
  readonly key?: string | undefined
  /** Set if it is given the response, so that it counts if it sends the argument. */
  readonly isSending: boolean
}

/** An argument that a function returns or sends as it is, or that a class keeps in a field. */
export interface PassedArgument extends Pick<RecordFlow, 'isSent' | 'part' | 'fieldChanges' | 'wrappings' | 'field'> {
  /** -1 for the object that a method is called on. */
  readonly index: number
  /** It is not known to be sent together with the object whose field it is. */
  readonly isInner?: boolean | undefined
}

/** The records that a function passes on. */
export interface RecordFlows {
  /** The start offset of the function, or of the class for its constructor. */
  readonly at: number
  readonly method?: NamedMethod | undefined
  /** The name by which it is put on every response. */
  readonly helper?: string | undefined
  readonly flows: readonly RecordFlow[]
  readonly passed: readonly PassedArgument[]
}
