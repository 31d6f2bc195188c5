import { defineAnalysis } from '../../../core/analysis.ts'
import { credentialNamed } from '../../../core/credentials.ts'
import { asString, field, isObject } from '../../../core/json.ts'
import { memoizeByText, memoize } from '../../../core/memoize.ts'
import { securitySchemesAt } from '../../../openapi/security.ts'
import type { ContractApi } from '../../contract.ts'
import type { ContractOperation, ContractPath, ContractResource } from '../../contract-operation.ts'
import { habitOf } from '../../habit.ts'
import type { Habit } from '../../habit.ts'
import type { Operation } from '../../model.ts'
import { wordsOf } from '../../../core/name-words.ts'

/**
 * True for operations that evidently change something. A POST does on a collection or below an item, with a 201, or with an operation id
 * that says so; other POSTs may be reads with a long query.
 */
export function isWrite(operation: ContractOperation): boolean {
  const { method, operationId, resource } = operation
  if (method === 'put' || method === 'patch' || method === 'delete') return true
  if (method !== 'post') return false
  if (resource.kind === 'collection' || isBelowItem(resource)) return true
  return operation.response('201') !== undefined || changing.has(wordsOf(operationId ?? '')[0] ?? '')
}

/** First words of the operation ids of writes. */
const changing: ReadonlySet<string> = new Set(
  'create add insert update upsert delete remove set save submit send upload publish place register start stop cancel'.split(' '),
)

function isBelowItem({ parent }: ContractResource): boolean {
  for (let above = parent; above !== undefined; above = above.parent) if (above.kind === 'item') return true
  return false
}

/** Words of paths and operation ids of operations that precede authentication, or carry their own credentials. */
const beforeCredentials: ReadonlySet<string> = new Set(
  `
    login logins logon signin register registration registrations signup enroll onboarding logout signout password passwords passwd
    forgot reset recover recovery token tokens oauth oauth2 oidc openid saml sso auth authenticate authentication
    authorization authorize session sessions credential credentials otp totp mfa 2fa captcha challenge challenges verify
    verification activate activation confirm confirmation unsubscribe invitation invitations invite magic device-code
    introspect revoke refresh webhook webhooks hook hooks callback callbacks notify ipn contact contact-us newsletter
    feedback health healthz healthcheck ping status metrics telemetry beacon track tracking collect csp graphql scim jwks
    exchange analytics impression impressions click clicks views hits
    entrar ingresar sesion sesiones sessao sessoes autenticar autenticacion autenticacao connexion senha contrasena
    registro registrarse cadastro cadastrar olvide recuperar inscription inscrire anmelden anmeldung registrieren registrierung
  `.trim().split(/\s+/),
)

/** The same as compounds: `customerSignin`, `contact-us`, `forgotpw`. */
const signIn = /sign-?(?:in|up|out)|log-?(?:in|out)\b|contact-?(?:us|form)|(?:forgot|reset|lost|recover)-?(?:pw|psw|pass)/i

/** Verbs that only read or compute, whatever the method: a POST may carry a query that is too long for a URL. */
const reading: ReadonlySet<string> = new Set(
  `
    search searches query queries find lookup filter list get fetch read check validate validation calculate calculation
    compute convert conversion translate translation preview estimate estimates quote quotes render parse format analyze
    analyse analysis classify classification detect detection predict prediction evaluate evaluation match compare suggest
    suggestions autocomplete describe explain test simulate simulation geocode route routes directions distance matrix
    recommend recommendations count aggregate export download batch-get summarize extract ocr recognize transform encode
    decode hash sum generate
  `.trim().split(/\s+/),
)

/** Words that mean the same wherever they occur in the path. */
const computing: ReadonlySet<string> = new Set(
  'search query calculate convert transform translate validate compute estimate lookup resolve simulate analyze'.split(' '),
)

/** Resources that people create when they sign up. */
const ownAccounts: ReadonlySet<string> = new Set(
  'user users account accounts customer customers me member members subscriber subscribers'.split(' '),
)

/** The literal segments of the path, custom methods and the operation id. */
export const namesOf = memoize(({ operationId, path }: Operation): readonly string[] => {
  const names: string[] = []
  for (const { isLiteral, text, customMethod } of path.segments) if (isLiteral || customMethod !== undefined) names.push(text, customMethod ?? '')
  names.push(operationId ?? '')
  return names
})

/** True for operations that precede authentication or carry their own credentials: sign-in and sign-up, webhooks, probes. */
export const comesBeforeCredentials = memoize((operation: ContractOperation) => namesOf(operation).some(isBeforeCredentials))

/** Names recur from path to path, so the result is memoised. */
const isBeforeCredentials = memoizeByText((name) => {
  const words = wordsOf(name)
  return [name.toLowerCase(), words.join(''), ...words].some((word) => beforeCredentials.has(word)) || signIn.test(name)
})


function literalsOf({ segments }: ContractPath): ContractPath['segments'] {
  return segments.filter(({ isLiteral, customMethod }) => isLiteral || customMethod !== undefined)
}

/** True for writes that are public by their nature: those that precede authentication, and reads by POST. */
export function isOpenByNature(operation: ContractOperation): boolean {
  const { method, operationId, path } = operation
  if (comesBeforeCredentials(operation)) return true
  if (method !== 'post') return false
  if (returnsToken(operation)) return true
  const segments = literalsOf(path)
  const last = segments.at(-1)
  const ending = wordsOf(last?.customMethod ?? last?.text ?? '')
  const verb = wordsOf(operationId ?? '')
  if (segments.some(({ text }) => computing.has(text.toLowerCase()))) return true
  if ([...ending, verb[0] ?? ''].some((word) => reading.has(word))) return true
  return path.segments.at(-1)?.isLiteral === true && ownAccounts.has(last?.text.toLowerCase() ?? '')
}

/** True for operations whose response contains a token: they are how clients get one. */
function returnsToken({ successSchema }: ContractOperation): boolean {
  const kinds = [...(successSchema?.properties.keys() ?? [])].map(credentialNamed)
  return kinds.includes('token') || kinds.includes('access token')
}

/** Handlers by which people sign up or in, whatever the path: `register` of `POST /patients`. */
const signUpHandler = /^(?:register|registrar|cadastrar|sign_?(?:up|in)|log_?in)$/i

/** The same as {@link isOpenByNature} for a route in code, of which only method, path and the name of the handler are known. */
export function isOpenRoute(method: string, path: string, handler = ''): boolean {
  const segments = path.split('/').filter((segment) => segment !== '')
  const literals = segments.filter((segment) => !segment.startsWith('{'))
  if (literals.some((segment) => isBeforeCredentials(segment))) return true
  if (method !== 'POST') return false
  if (signUpHandler.test(handler)) return true
  const last = literals.at(-1) ?? ''
  if (literals.some((segment) => computing.has(segment.toLowerCase())) || wordsOf(last).some((word) => reading.has(word))) return true
  return segments.at(-1) === last && ownAccounts.has(last.toLowerCase())
}

/** Names of parameters and body fields that are credentials. */
const credential =
  /^authori[sz]ation$|api-?_?key|app-?_?key|subscription-?_?key|secret|signature|password|passwd|credential|session|bearer|hmac|jwt|(?:^|[-_ ])(?:token|key|sig|auth)$|[a-z](?:Token|Auth)$|access_?token|auth_?token/i

const isCredential = memoizeByText((name) => credential.test(name))

/** Names that are about a credential and not one: `secretName`, `secret-version`. */
const aboutOne = /(?:name|version|type|count|status)$/i

/** True if the request carries credentials that are not declared as a security scheme. */
export function carriesCredentials({ parameters, body }: ContractOperation): boolean {
  if (parameters.some(({ name, in: place }) => place !== 'body' && isCredential(name) && !aboutOne.test(name))) return true
  return body?.content.some(({ schema }) => [...(schema?.properties.keys() ?? [])].some(isCredential)) === true
}

/** What the document says about security as a whole. */
export interface StatedSecurity {
  /** Names of the security schemes it defines. */
  readonly schemes: readonly string[]
  /** True if the document or an operation requires credentials. */
  readonly isUsed: boolean
}

/** The security schemes that a contract declares, and whether an operation requires one of them. */
export function statedSecurity({ contract, operations }: ContractApi): StatedSecurity {
  return { schemes: Object.keys(securitySchemesAt(contract).object), isUsed: operations.some(({ isSecured }) => isSecured) }
}

/** How many of the writes that should be protected require credentials. */
export const writeHabit = defineAnalysis('writes and their security', ({ operations }: ContractApi): Habit<ContractOperation> => {
  const writes = operations.filter((operation) => isWrite(operation) && !isOpenByNature(operation))
  return habitOf(writes, (operation) => operation.isSecured || carriesCredentials(operation))
})

/** Why an operation is open: by its own `security`, because credentials are optional, or because nothing was said. */
export function openness({ cursor, security }: ContractOperation): 'by-decision' | 'optional' | 'unsaid' {
  if (security?.some((entry) => isObject(entry) && Object.keys(entry).length === 0) === true) return 'optional'
  return Array.isArray(field(cursor.value, 'security')) ? 'by-decision' : 'unsaid'
}

/** True if its description or tags say that everybody may call an operation. */
export function isDescribedAsOpen({ cursor, tags }: ContractOperation): boolean {
  const texts = ['summary', 'description'].map((name) => asString(field(cursor.value, name)) ?? '')
  return /\bpublic|anonymous|unauthenticated|unauthorized|\bopen to\b|\bguests?\b|\bany(?:one|body)\b|\bevery(?:one|body)\b|\bwithout (?:\w+ ){0,3}(?:auth|credential|log(?:ging)? ?in|sign|account|key|token)|\bno (?:\w+ ){0,2}(?:auth|credential|log ?in|account|api key|key|token)|\b(?:not|n't) (?:require|need)|\boptional(?:ly)? auth/i.test(
    [...texts, ...tags].join(' '),
  )
}
