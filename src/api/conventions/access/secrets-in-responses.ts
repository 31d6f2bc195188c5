import { asString, field, isObject } from '../../../core/json.ts'
import { memoizeByText } from '../../../core/memoize.ts'
import type { ContractApi } from '../../contract.ts'
import type { ContractOperation } from '../../contract-operation.ts'
import { credentialNamed } from '../../../core/credentials.ts'
import type { CredentialKind } from '../../../core/credentials.ts'
import { wordsOf } from '../../../core/name-words.ts'
import { schemasAnswered } from '../../reached-schemas.ts'
import type { ReachedSchema } from '../../reached-schemas.ts'
import { Schema } from '../../schema.ts'
import { namesOf } from './open-write.ts'

/** A property of responses that holds a secret. */
export interface ExposedSecret {
  readonly name: string
  readonly kind: CredentialKind
  readonly reached: ReachedSchema
  /** The schema whose property it is. */
  readonly holder: ReachedSchema
}

/** Kinds that no response should contain. Tokens are left out: sign-in, uploads and pagination return them by design. */
const kept: ReadonlySet<CredentialKind> = new Set<CredentialKind>(['password', 'password hash', 'private key', 'secret', 'API key'])

/** The properties of successful responses that are secrets by name and type, unless something suggests that the client is meant to get them. */
export function exposedSecrets({ contract, operations }: ContractApi): ExposedSecret[] {
  // Reads come first, since a secret that a read returns is not just shown once. Among equals, operations whose secrets may be meant to be
  // passed on come last.
  const rank = (operation: ContractOperation): number => 2 * Number(operation.method !== 'get') + Number(isMeantForOthers(operation))
  const ranked = operations.filter((operation) => !returnsCredentials(operation)).map((operation) => ({ operation, rank: rank(operation) }))
  const ordered = ranked.sort((one, other) => one.rank - other.rank).map(({ operation }) => operation)
  const exposed: ExposedSecret[] = []
  for (const reached of schemasAnswered(contract, ordered, (name, schema) => secretOf(name, schema) !== 'none')) {
    const { property: name, holder } = reached
    const kind = name === undefined ? 'none' : secretOf(name, reached.cursor.value)
    if (name === undefined || holder === undefined || kind === 'none') continue
    if (!isShownOnPurpose(reached, name) && isSecretText(reached)) exposed.push({ name, kind, reached, holder })
  }
  return exposed
}

/**
 * The kind of secret by the property's name or, whatever the language, `format: password`. That format also masks tokens in forms, so it is
 * not enough for those.
 */
function secretOf(name: string, schema: unknown): CredentialKind | 'none' {
  const named = secretNamed(name)
  return named === 'none' && field(schema, 'format') === 'password' && credentialNamed(name) === undefined && !forSharing.test(name) ? 'password' : named
}

/** The kind of secret by name. Memoised, since property names recur from schema to schema. */
const secretNamed = memoizeByText((name): CredentialKind | 'none' => {
  const kind = credentialNamed(name)
  return kind !== undefined && kept.has(kind) && !forSharing.test(name) && !managedKey.test(name) ? kind : 'none'
})

/** Encryption keys stay in a key management service; such properties hold their names. */
const managedKey = /(?:encryption|kms|cmk)_?-?key$/i

/** Words of paths and operation ids that are about credentials: returning some is what these operations are for. */
const aboutCredentials =
  /^(?:tokens?|keys?|secrets?|credentials?|creds?|passwords?|passcodes?|oauth2?|auth|login|signin|sso|saml|sessions?|certificates?|keypairs?|keystores?|vaults?|pair|generate|regenerate|rotate|reset|reveal|(?:api|auth)keys?|listkeys|listsecrets|listcredentials|kubeconfig)$/

/** Passwords of shared links and one-time codes, which are meant to be passed on. */
const forSharing = /^share(?:_|-|[A-Z]|d?_?link)|sharing|participant|listen_?only|one_?-?time|otp/i

/** Meetings, rooms, guest networks and telephones have passwords that are meant to be passed on, or that devices are set up with. */
const sharedSecretNames = /^(?:sip|provision(?:ing)?|meetings?|webinars?|conferences?|rooms?|wifi|wlans?|ssids?|hotspots?|vouchers?|invitations?|invites?)$/

/** The Open Service Broker API has brokers tell the platform how to sign in to dashboards. */
const brokered = /^dashboard_?client$/i

/** What Google's contracts say instead of `writeOnly`, also of objects whose properties are secrets. */
const inputOnly = /\binput[- ]only\b/i

function returnsCredentials(operation: ContractOperation): boolean {
  return namesOf(operation).some(isAboutCredentials)
}

/** True for operations on meetings, rooms and the like, which return passwords meant for others; those of persons are not. */
function isMeantForOthers(operation: ContractOperation): boolean {
  return namesOf(operation).some(isSharedSecret)
}

const isPerson = memoizeByText((name) => wordsOf(name).some((word) => /^(?:user|author|owner|customer|employee|admin|creator|sender)s?$/.test(word)))

/** Names recur from path to path, so the results are memoised. */
const isAboutCredentials = memoizeByText((name) => wordsOf(name).some((word) => aboutCredentials.test(word)))
const isSharedSecret = memoizeByText((name) => wordsOf(name).some((word) => sharedSecretNames.test(word)))

/** True for a secret that is meant for the caller: passed on by design, or generated by a write that was not sent it, and shown once. */
function isShownOnPurpose({ operation, holder }: ReachedSchema, name: string): boolean {
  let isPersonal = false
  // The items of a list have no property name of their own, so that of the list counts.
  for (let around = holder, isNear = true; around !== undefined; isNear &&= around.property === undefined, around = around.holder) {
    const names = `${around.property ?? ''} ${around.cursor.name ?? ''}`
    if (isNear && (brokered.test(around.property ?? '') || isSharedSecret(names))) return true
    if (inputOnly.test(asString(field(around.entry.value, 'description')) ?? '')) return true
    isPersonal ||= isPerson(names)
  }
  if (!isPersonal && isMeantForOthers(operation)) return true
  if (operation.method === 'get') return false
  return operation.body?.content.some(({ schema }) => schema !== undefined && mentions(schema, name)) !== true
}

/** True if a body has a property of this name, at the top or one level down. */
function mentions(body: Schema, name: string): boolean {
  return body.properties.has(name) || [...body.properties.values()].some(({ properties }) => properties.has(name))
}

/** Words of a description that say that the value is not the secret itself. */
const notItself =
  /input[- ]only|mask|redact|obfuscat|\bhidden\b|write[- ]?only|asterisk|\*{3}|last (?:four|4|few)|first (?:four|4|few)|placeholder|encrypted|(?:never|not|no longer) (?:be )?(?:returned|shown|included|exposed|sent|populated|available|set|visible|retriev)|(?:always|will be) (?:null|empty|blank)|only (?:be )?(?:returned|shown|included|available|visible|present|displayed|used (?:in|for|when|on) (?:create|creat|request|post|put|input|update))|identifier|\barn\b|resource name|\bkms\b|client[- ]side|publishable|browser|front-?end|\bname of\b|\bid of\b|reference to|(?:used|needed|required|specified) (?:only )?(?:when|for) (?:creating|creation|updating)|\bset (?:the|a) (?:new )?password|\bto (?:watch|view|join|open)\b|one[- ]time/i

function isSecretText({ cursor, entry, operation }: ReachedSchema): boolean {
  const stated = Schema.at(operation.contract, cursor)
  // A nullable string.
  const schema = stated?.types.length === 0 && stated.alternatives.length === 1 ? stated.alternatives[0] : stated
  if (schema === undefined || !(schema.types.length === 0 || schema.allows('string')) || schema.properties.size > 0) return false
  if (schema.keyword('enum') !== undefined || schema.alternatives.length > 0 || /arn:|uuid|uri/.test(`${asString(schema.keyword('pattern')) ?? ''} ${schema.format ?? ''}`) || isMarkedSecret(cursor.value) || isMarkedSecret(entry.value)) return false
  const text = [entry.value, cursor.value].map((value) => `${asString(field(value, 'description')) ?? ''} ${asString(field(value, 'title')) ?? ''}`).join(' ')
  const example = asString(field(cursor.value, 'example')) ?? ''
  return !notItself.test(text) && !/\*{3}|x{4}|•{3}|redacted|hidden/i.test(example)
}

/** True for `writeOnly` and the extensions that generators use for it. */
function isMarkedSecret(value: unknown): boolean {
  if (!isObject(value)) return false
  if (value['writeOnly'] === true || value['x-ms-secret'] === true || value['x-write-only'] === true || value['x-writeOnly'] === true) return true
  const mutability = value['x-ms-mutability']
  return Array.isArray(mutability) && !mutability.includes('read')
}
