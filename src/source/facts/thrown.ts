import type { TSESTree } from '@typescript-eslint/utils'
import { memberName } from '../names/bindings.ts'
import { calledName } from '../names/calls.ts'
import { errorMakers, procedureError, statusOfCode, statusOfError } from '../models/answers.ts'
import { lists } from '../models/lookup.ts'
import type { Range } from '../syntax/records.ts'
import type { ValueReader } from '../values/reader.ts'
import { fieldOf, knownText, pathOf } from '../values/value.ts'
import type { Value } from '../values/value.ts'

/** An error that a function throws or returns. */
export interface ThrownFact {
  /** The construction of the error, or the call of a function that makes it. */
  readonly made: Value
  readonly fate: 'thrown' | 'returned'
  readonly range: Range
}

/**
 * The status of an error that a library makes: `new NotFoundException()`, `createError(404)`. Nothing if only the application knows.
 * @param callee the class or function
 */
export function statusOfMade(callee: Value, [first, second]: readonly Value[]): number | 'unknown' | undefined {
  const { root, names } = pathOf(callee)
  const name = names.at(-1) ?? ('name' in root ? (root.name ?? '') : '')
  // `fastify.httpErrors.notFound()`, and the function that Nitro imports by itself
  const ofPlugin = names.at(-2) === 'httpErrors' ? 'http-errors' : root.kind === 'global' && names.length === 0 ? 'h3' : undefined
  const specifier = ofPlugin ?? (root.kind === 'import' && names.length < 2 ? root.specifier : undefined)
  if (specifier === undefined) return undefined
  // `new HttpException(message, HttpStatus.GONE)` of Nest
  if (name === 'HttpException' && specifier === '@nestjs/common') return statusGiven(second)
  if (lists(errorMakers, specifier, name)) return statusGiven(first)
  return name === procedureError && first?.kind === 'object' ? statusGiven(first) : statusOfError(specifier, name)
}

/** The same for an expression. */
export function statusThrown(values: ValueReader, error: TSESTree.Expression): number | 'unknown' | undefined {
  const made = error.type === 'NewExpression' || error.type === 'CallExpression' ? values.read(error) : undefined
  return made && 'arguments' in made ? statusOfMade(made.of, made.arguments) : undefined
}

/** `createError(404)`, `createError({ statusCode: 404 })`, `new TRPCError({ code: 'NOT_FOUND' })` */
export function statusGiven(given: Value | undefined): number | 'unknown' {
  const status = ['statusCode', 'status', 'code'].map((name) => fieldOf(given, name)).find((one) => one !== undefined) ?? given
  const text = status?.kind === 'member' || status?.kind === 'import' ? status.name : (knownText(status) ?? '')
  return statusOfCode(text) ?? (/^\d{3}$/.test(text) ? Number(text) : 'unknown')
}

/** What becomes of an error that is made here: it is thrown or passed to `next`, or returned for a caller to throw. */
export function fateOf({ type, parent }: TSESTree.CallExpression | TSESTree.NewExpression): 'thrown' | 'returned' | undefined {
  const isPassed = parent.type === 'CallExpression' && parent.callee.type === 'Identifier' && parent.callee.name === 'next'
  if (isPassed || parent.type === 'ThrowStatement') return 'thrown'
  return type === 'NewExpression' && (parent.type === 'ReturnStatement' || parent.type === 'ArrowFunctionExpression') ? 'returned' : undefined
}

/** True if an error that is thrown here, or in what is called here, is caught and not passed on as it is. */
export function isCaught(node: TSESTree.Node, text: string): boolean {
  for (let at = node; at.parent !== undefined; at = at.parent) {
    const { parent } = at
    if (parent.type === 'TryStatement' && parent.block === at && parent.handler !== null) {
      const handler = text.slice(...parent.handler.range)
      if (!passesOn.test(handler) || tellsApart.test(handler)) return true
    }
    if (parent.type === 'CallExpression' && calledName(parent) === 'allSettled') return true
    // `find(id).catch(() => null)`, but not `find(id).then(send).catch(next)`
    const [called, given] = parent.type === 'MemberExpression' && parent.parent.type === 'CallExpression' ? [memberName(parent), parent.parent.arguments] : []
    if (called === 'catch' ? !text.startsWith('(next)', parent.range[1]) : called === 'then' && given !== undefined && given.length > 1) return true
  }
  return false
}

/** `catch (error) { throw error }`, `catch (error) { next(error) }` */
const passesOn = /^catch ?\((\w+)[:)][^]*?(?:throw |next\()\1\b/
/** Code that does different things for different errors: which of them it passes on is not decided. */
const tellsApart = /\binstanceof\b|\.(?:status(?:Code)?|name|message)\b ?[!=.]/
