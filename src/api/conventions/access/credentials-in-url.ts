import { asString, field } from '../../../core/json.ts'
import type { ContractOperation } from '../../contract-operation.ts'
import type { Parameter } from '../../contract-parts.ts'
import { credentialNamed } from '../../../core/credentials.ts'
import type { CredentialKind } from '../../../core/credentials.ts'
import { singularOf } from '../../language/english.ts'
import { wordsOf } from '../../../core/name-words.ts'
import type { Path, PathSegment } from '../../model.ts'
import type { Schema } from '../../schema.ts'

/** Says that a token or key is one by which a client is known. */
const identifiesClient =
  /\bapi[- ]?(?:key|token)|access[- ]token|auth(?:entication|orization|orisation)?[- ](?:token|key)|bearer|authenticat|credential|(?:client|app|application|shared|consumer|api) secret|\byour (?:api |access |secret |private )?(?:token|key|secret)\b/i

/** Says that it is of something else: where in a list, of which device, which try of a request, which coin. */
const identifiesOther = /\bpag(?:e|es|ing|ination)\b|\bnext\b|continu|cursor|\bsync|idempot|csrf|resum|\bpush\b|device token|\berc-?\d|\bcoin|contract address/i

/** Links that people get sent carry a token of their own, which works once. */
const oneTimeWords: ReadonlySet<string> = new Set(
  'verify verification confirm confirmation activate activation reset invite invitation invitations invites unsubscribe share shared shares download downloads preview callback redirect magic'.split(' '),
)

/** The kind of credential that goes in the query by this parameter; nothing where it is none, or its name does not say so for certain. */
export function credentialInQuery(parameter: Parameter, { path, list }: ContractOperation): CredentialKind | undefined {
  if (parameter.in !== 'query' || !isText(parameter.schema)) return undefined
  const kind = credentialNamed(parameter.name)
  const isPlain = /^(?:token|(?:(?:subscription|application)[-_]?)?key)$/i.test(parameter.name)
  if (kind === undefined && !isPlain) return undefined
  const isKey = kind !== 'password' && kind !== 'password hash'
  if (isKey && literalWords(path).some((word) => oneTimeWords.has(word))) return undefined
  // What the listed have is looked for by it, and nobody known.
  if (kind === 'API key' && list?.list.items?.properties.has(parameter.name) === true) return 'secret'
  if (!isPlain) return kind === 'token' ? undefined : kind
  const description = asString(field(parameter.cursor.value, 'description')) ?? ''
  if (!identifiesClient.test(description) || identifiesOther.test(description)) return undefined
  return /key$/i.test(parameter.name) ? 'API key' : 'access token'
}

/** A variable of a path that is filled in with a credential. */
export interface CredentialVariable {
  readonly segment: PathSegment
  readonly name: string
  readonly kind: CredentialKind
}

/**
 * The credentials that a path takes. What a variable of the same name as the collection before it holds (`/secrets/{secret}`) may be an
 * identifier, and so may one that is called a token and no more.
 */
export function credentialsInPath(path: Path): CredentialVariable[] {
  const isOneTime = literalWords(path).some((word) => oneTimeWords.has(word))
  return path.segments.flatMap((segment, index) =>
    segment.parameters.flatMap((name) => {
      const kind = credentialNamed(name)
      if (kind === undefined || kind === 'token' || (isOneTime && kind === 'secret')) return []
      const before = wordsOf(path.segments[index - 1]?.text ?? '').map(singularOf)
      const last = wordsOf(name).at(-1) ?? ''
      const isNamedAfter = before.some((word) => word.endsWith(last) || last.endsWith(word))
      return kind !== 'access token' && isNamedAfter ? [] : [{ segment, name, kind }]
    }),
  )
}

function literalWords({ segments }: Path): string[] {
  return segments.filter(({ isLiteral }) => isLiteral).flatMap(({ text }) => wordsOf(text))
}

/** A credential is text, and not one of a few words. */
function isText(schema: Schema | undefined): boolean {
  if (schema === undefined) return true
  return (schema.types.length === 0 || schema.allows('string')) && schema.keyword('enum') === undefined
}
