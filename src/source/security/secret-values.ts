import { credentialNamed } from '../../core/credentials.ts'
import { bitsPerCharacter } from '../../core/entropy.ts'
import { wordsOf } from '../../core/name-words.ts'
import { isPasswordName } from './names.ts'

/** Secrets for signing and encryption, where every text is a working secret. */
const signingName =
  /(?:^|[a-z_.-])(?:jwt|session|cookie|token|auth|access|refresh|signing|encryption|crypto?|hmac|app|webhook|express|server)[_-]?(?:secreto?|segredo|geheimnis)(?:[_-]?key)?$|^secret(?:[_-]?key)?$|^secretOrKey$|(?:jwt|signing|encryption|crypto|cipher|hmac|aes)[_-]?key$/i
/** Placeholders for a real value. */
const placeholder = /^[<[{$%]|\b(?:your|example|placeholder|replace|change[_-]?me|todo|dummy|fake|redacted|insert)|x{4,}|\*{3,}|\.{3}|^(?:undefined|null|none|string|text|password|hidden)$|^\w+(?:\|\w+(?::[\w,.-]+)?)+$/i

/** Public keys of providers, meant for browsers: Stripe, PostHog, Mapbox, reCAPTCHA, Sentry. */
const meantToBeKnown = /^(?:pk[._]|phc_|pub|UA-|G-|6L[a-z])/

/** True for names of secrets for signing or encryption. */
export function isSigningName(name: string): boolean {
  return signingName.test(name)
}

/** True for a key as providers issue them: long, with digits, and no placeholder. */
export function isIssued(value: string): boolean {
  return value.length >= 12 && /\d/.test(value) && !/\s/.test(value) && !placeholder.test(value.replaceAll('_', ' '))
}

/** A setting for signing cookies. Only used for defaults of settings, since elsewhere it may be the name of a cookie. */
const cookieKey = /(?:^|[a-z_.-])(?:session|cookie)[_-]?(?:keys?|password)$/i
/** Widespread passwords of local databases. */
const localDefault = /^(?:postgres(?:ql)?|mysql|mongo|root|admin|user|guest|pass(?:word)?|secret|test|dev|local|example|docker|change-?_?me)[\W_]?\d*!?$/i

/** True for the default of a setting that is a usable secret: for signing, or a password that somebody chose. */
export function isSecretDefault(name: string, values: string): boolean {
  // `API_KEYS ?? 'one,two'`
  const isList = /(?:key|secret|token)s$/i.test(name)
  const [value = ''] = isList ? values.split(',') : [values]
  if (cookieKey.test(name)) return value.length >= 5 && !saysTheName(name, value) && !isReference(value)
  if (isSigningName(name)) return secretKind(name, value) !== undefined
  if (secretKind(isList ? name.slice(0, -1) : name, value) !== undefined) return true
  return isPasswordName(name) && /[\d!@#$%^&*?]/.test(value) && value.length >= 8 && !localDefault.test(value) && isPasswordValue(name, value, false)
}

/** The kind of secret, by its name and value; nothing if the value is a label, a name or a placeholder. */
export function secretKind(name: string, value: string): string | undefined {
  if (saysTheName(name, value) || isReference(value)) return undefined
  if (isSigningName(name)) return value.length >= 5 && !isLabel(value) ? 'secret' : undefined
  const kind = credentialNamed(name)
  if (kind === undefined || kind === 'password' || kind === 'password hash' || kind === 'token') return undefined
  return isRandom(value) ? kind : undefined
}

/** The id of an AWS key. It is not secret itself, but next to it in the code, there usually is the key. */
export function isAccessKeyId(value: string): boolean {
  return /^A[KS]IA[A-Z2-7]{16}$/.test(value) && !/EXAMPLE|TEST|FAKE|SAMPLE|XXXX/.test(value) && bitsPerCharacter(value) >= 3
}

/** True for the value of an `Authorization` header with credentials: `Basic` with name and password, `Bearer` with a real token. */
export function isHeaderSecret(value: string): boolean {
  const [, scheme = '', given = ''] = /^(Basic|Bearer)\s+([\w+/=.~-]+)$/i.exec(value) ?? []
  if (/^bearer$/i.test(scheme)) return isRandom(given)
  const [, name = '', password = ''] = /^([\x20-\x39\x3b-\x7e]+):([\x20-\x7e]+)$/.exec(scheme === '' ? '' : decoded(given)) ?? []
  return name !== '' && !placeholder.test(name) && !placeholder.test(password) && !/^(?:user|username|test|foo|aladdin)$/i.test(name)
}

function decoded(text: string): string {
  return /^[A-Za-z\d+/]{6,}={0,2}$/.test(text) && text.replaceAll('=', '').length % 4 !== 1 ? atob(text) : ''
}

/** Names of passwords for accounts that the program itself uses. */
const ownAccount = /(?:admin|root|default|db|database|mysql|mariadb|pg|postgres(?:ql)?|redis|mongo(?:db)?|smtp|mail(?:er)?|email|ftp|ldap|master|super)\w{0,60}$/i

/** App passwords of Google, in four groups of letters. */
const applicationPassword = /^[a-z]{4}(?: [a-z]{4}){3}$/

/** True for a value that is a password and not a label, considering the name it is assigned to. */
export function isPasswordValue(name: string, value: string, isConnection: boolean): boolean {
  const isOfApplication = applicationPassword.test(value)
  if (!isPasswordName(name) || value.length < 3 || (/\s/.test(value) && !isOfApplication) || saysTheName(name, value) || isReference(value)) return false
  if (placeholder.test(value)) return false
  if (isConnection || isOfApplication) return true
  const isTyped = /[\d!@#$%^&*?]/.test(value) && value.length >= 6 && /^[\x21-\x7e]+$/.test(value)
  return isTyped || (ownAccount.test(name.replace(/[_-]?(?:password|passwd|pass|pwd)$/i, '')) && /^[\x21-\x7e]+$/.test(value) && /[a-z]/.test(value))
}

/** A value that just repeats its name, as a key or a label: `JWT_SECRET: 'jwt-secret'`, `password: 'Password'`. */
function saysTheName(name: string, value: string): boolean {
  const said = wordsOf(value).join('')
  return said === '' || wordsOf(name).join('') === said
}

/** True for words and sentences: `Client secret`. */
function isLabel(value: string): boolean {
  return /^[A-Z][\w']*(?: [\w']+)+[.:?!]?$/.test(value) || value.trim().split(/\s+/).length > 3
}

/** `not_available`, `missing-secret`: there is none. */
const absence = /^(?:(?:not?|un|in)[-_ ]?)?(?:available|set|configured|specified|provided|needed|used|applicable|disabled|missing|none|empty|absent|n\/a)(?:[-_ ](?:secret|key|token|password))?$/i

/** True for a value that says that there is no secret, or refers to it: the name of a variable, a path in a configuration, a URL, a type. */
function isReference(value: string): boolean {
  return (
    /^[A-Z][A-Z_]*$/.test(value) ||
    /^(?:[A-Z]+_)+[A-Z]+\d?$/.test(value) ||
    /^[a-z]+(?:[A-Z][a-z]+)*(?:\.[a-z]+(?:[A-Z][a-z]+)*)+$/.test(value) ||
    /^(?:https?:|\.?\.?\/|#|@|process\.|env\.)/.test(value) ||
    /[<>{}]/.test(value) ||
    absence.test(value)
  )
}

/** True for generated values: long, mixed, and not what a person would type. */
function isRandom(value: string): boolean {
  if (value.length < 16 || value.length > 200 || !/^[\w+/=.~-]+$/.test(value) || !/\d/.test(value) || !/[a-z]/i.test(value)) return false
  if (meantToBeKnown.test(value) || placeholder.test(value) || /test|sample|demo|12345|abcde|(.)\1{4}/i.test(value)) return false
  return bitsPerCharacter(value) >= (/^[0-9a-f]+$/i.test(value) ? 2.8 : 3.3) && !isWords(value)
}

/** Hyphenated words with digits in them: `oauth2-authorization-code`. */
function isWords(value: string): boolean {
  const parts = value.split(/[-_.]/)
  return parts.length > 1 && parts.every((part) => /^[a-z]+\d?$/i.test(part) || /^\d{1,4}$/.test(part))
}
