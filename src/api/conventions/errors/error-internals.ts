import type { Schema } from '../../schema.ts'
import { membersOf } from './error-bodies.ts'
import type { ErrorMember } from './error-bodies.ts'
import type { ErrorBody } from './error-body.ts'

/** Names of what only the server's own people should see, in letters only and lower case. */
const internalName =
  /^(?:(?:error|exception|full|java|server|inner|remote)?(?:call)?stack(?:trace|frames?|entries)?(?:string|text|lines?)?|traceback|backtrace|(?:inner|root|nested|original|remote)?exception(?:s|class|classname|type|name|message|detail|details|stack|text|method)?|sql(?:state|query|statement|message|error|code|text)?|debug(?:info|information|message|description|details|data|trace)?|(?:source)?(?:file|line)andline|sourcefile|methodname|classname)$/

/** What an error body shows of the inside of a server: a stack trace, an exception, SQL. */
export function internalsOf({ schema }: ErrorBody): readonly ErrorMember[] {
  if (isFieldMap(schema)) return []
  const members = membersOf(schema)
  const found = members.filter((member) => internalName.test(member.plain) ? canHoldText(member) : isTrace(member))
  // What stands in something that is found is a part of it.
  return found.filter(({ path }) => !found.some((other) => path.startsWith(`${other.path}.`)))
}

/** `trace` names an id as often as the way to an error: only a list, or what is described as a stack, is that. */
function isTrace({ plain, schema }: ErrorMember): boolean {
  if (plain !== 'trace') return false
  return schema.allows('array') || /\b(?:stack|exception|backtrace)/i.test(schema.description)
}

/**
 * Holds text that tells of the inside: no flag that says whether something was logged, no object that is only called an exception, and
 * nothing that is said to be left out in production.
 */
function canHoldText({ plain, schema }: ErrorMember): boolean {
  if (schema.allows('boolean') || schema.allows('integer') || schema.allows('number')) return false
  if (/exceptions?$/.test(plain) && (schema.items ?? schema).properties.size > 0) return false
  return !/\b(?:dev(?:elopment)?|test(?:ing|s)?|qa|debug mode|non-?production|not .{0,20}production)\b/i.test(schema.description)
}

/** `{ "email": ["is taken"], "stacktrace": ["is too long"] }`: the names are those of fields that were sent. */
function isFieldMap({ properties }: Schema): boolean {
  return properties.size > 2 && [...properties.values()].every((property) => property.items?.allows('string') === true)
}
