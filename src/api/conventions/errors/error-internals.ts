import type { Schema } from '../../schema.ts'
import { membersOf } from './error-bodies.ts'
import type { ErrorMember } from './error-bodies.ts'
import type { ErrorBody } from './error-body.ts'

/** Names of properties with internals of the server, see {@link plainName}. */
const internalName =
  /^(?:(?:error|exception|full|java|server|inner|remote)?(?:call)?stack(?:trace|frames?|entries)?(?:string|text|lines?)?|traceback|backtrace|(?:inner|root|nested|original|remote)?exception(?:s|class|classname|type|name|message|detail|details|stack|text|method)?|sql(?:state|query|statement|message|error|code|text)?|debug(?:info|information|message|description|details|data|trace)?|(?:source)?(?:file|line)andline|sourcefile|methodname|classname)$/

/** The properties of an error body that expose internals: a stack trace, an exception, SQL. */
export function internalsOf({ schema }: ErrorBody): readonly ErrorMember[] {
  if (isFieldMap(schema)) return []
  const members = membersOf(schema)
  const found = members.filter((member) => internalName.test(member.plain) ? canHoldText(member) : isTrace(member))
  // Properties nested in one that is reported are not reported again.
  return found.filter(({ path }) => !found.some((other) => path.startsWith(`${other.path}.`)))
}

/** `trace` may be the id of a trace: only a list, or a property described as a stack, counts as a stack trace. */
function isTrace({ plain, schema }: ErrorMember): boolean {
  if (plain !== 'trace') return false
  return schema.allows('array') || /\b(?:stack|exception|backtrace)/i.test(schema.description)
}

/**
 * True if a property can hold a text with internals. Excluded are flags (such as whether something was logged), objects that are only
 * called an exception, and properties described as absent in production.
 */
function canHoldText({ plain, schema }: ErrorMember): boolean {
  if (schema.allows('boolean') || schema.allows('integer') || schema.allows('number')) return false
  if (/exceptions?$/.test(plain) && (schema.items ?? schema).properties.size > 0) return false
  return !/\b(?:dev(?:elopment)?|test(?:ing|s)?|qa|debug mode|non-?production|not .{0,20}production)\b/i.test(schema.description)
}

/** True for a map of field errors, whose keys are names of request fields: `{ "email": ["is taken"], "stacktrace": ["is too long"] }`. */
function isFieldMap({ properties }: Schema): boolean {
  return properties.size > 2 && [...properties.values()].every((property) => property.items?.allows('string') === true)
}
