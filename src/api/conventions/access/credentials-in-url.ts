import { asString, field } from '../../../core/json.ts'
import type { ContractOperation } from '../../contract-operation.ts'
import type { Parameter } from '../../contract-parts.ts'
import { credentialNamed } from '../../../core/credentials.ts'
import type { CredentialKind } from '../../../core/credentials.ts'
import { singularOf } from '../../language/english.ts'
import { wordsOf } from '../../../core/name-words.ts'
import type { Path, PathSegment } from '../../model.ts'
import type { Schema } from '../../schema.ts'

/** Words of a description that say that a token or key authenticates a client. */
const identifiesClient =
  /\bapi[- ]?(?:key|token)|access[- ]token|auth(?:entication|orization|orisation)?[- ](?:token|key)|bearer|authenticat|credential|(?:client|app|application|shared|consumer|api) secret|\byour (?:api |access |secret |private )?(?:token|key|secret)\b/i

/** Words that say that it is for something else: a page of a list, a device, a retry, a coin. */
const identifiesOther = /\bpag(?:e|es|ing|ination)\b|\bnext\b|continu|cursor|\bsync|idempot|csrf|resum|\bpush\b|device token|\berc-?\d|\bcoin|contract address/i

/** Links sent to people contain a one-time token of their own. */
const oneTimeWords: ReadonlySet<string> = new Set(
  'verify verification confirm confirmation activate activation reset invite invitation invitations invites unsubscribe share shared shares download downloads preview callback redirect magic'.split(' '),
)

/** What opens one shared thing: its access key, which is no key of a client. */
const ofShare = /access[-_]?key$/i

/** The kind of credential passed in this query parameter. Nothing if it is none, or if the name leaves doubt. */
export function credentialInQuery(parameter: Parameter, { path, list }: ContractOperation): CredentialKind | undefined {
  if (parameter.in !== 'query' || !isText(parameter.schema)) return undefined
  const kind = credentialNamed(parameter.name)
  const isPlain = /^(?:token|(?:(?:subscription|application)[-_]?)?key)$/i.test(parameter.name)
  if (kind === undefined && !isPlain) return undefined
  const isKey = kind !== 'password' && kind !== 'password hash'
  if (isKey && literalWords(path).some((word) => oneTimeWords.has(word))) return undefined
  // If the listed items have such a property, the parameter filters by it and authenticates nobody.
  if (kind === 'API key' && list?.list.items?.properties.has(parameter.name) === true) return 'secret'
  if (!isPlain) return kind === 'token' ? undefined : kind
  const description = asString(field(parameter.cursor.value, 'description')) ?? ''
  if (!identifiesClient.test(description) || identifiesOther.test(description)) return undefined
  return /key$/i.test(parameter.name) ? 'API key' : 'access token'
}

/** A path variable that takes a credential. */
export interface CredentialVariable {
  readonly segment: PathSegment
  readonly name: string
  readonly kind: CredentialKind
}

/**
 * The credentials in a path. A variable named after the collection before it (`/secrets/{secret}`) may be an identifier, and so may one
 * that is called just `token`.
 */
export function credentialsInPath(path: Path): CredentialVariable[] {
  const isOneTime = literalWords(path).some((word) => oneTimeWords.has(word))
  return path.segments.flatMap((segment, index) =>
    segment.parameters.flatMap((name) => {
      const kind = credentialNamed(name)
      if (kind === undefined || kind === 'token' || (isOneTime && (kind === 'secret' || ofShare.test(name)))) return []
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

/** A credential is a string, and not an enum. */
function isText(schema: Schema | undefined): boolean {
  if (schema === undefined) return true
  return (schema.types.length === 0 || schema.allows('string')) && schema.keyword('enum') === undefined
}
