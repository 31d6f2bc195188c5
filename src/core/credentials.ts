import { wordsOf } from './name-words.ts'

/** The kind of credential that a name stands for. `token` is the weakest: pages, devices and coins have tokens too. */
export type CredentialKind = 'password' | 'password hash' | 'private key' | 'secret' | 'API key' | 'access token' | 'card security code' | 'token'

/** Patterns for the end of a name, whose words are in lower case and separated by spaces. The first match gives the kind. */
const endings: readonly (readonly [kind: CredentialKind, ending: RegExp])[] = [
  ['password hash', /(?:password|passwd|pwd) ?(?:hash|salt|digest)$|(?:hashed|encrypted|crypted) ?(?:password|passwd|pwd)$|(?:refresh|reset|session|remember) ?token ?(?:hash|digest)$/],
  ['password', /(?:password|passwd|passphrase|passwort|kennwort|wachtwoord|contrase[nñ]a|(?:^| )(?:passcode|pwd|senha|mot de passe|motdepasse))$/],
  ['private key', /(?:^| )(?:private|priv|secret|signing|encryption|decryption) ?(?:access )?key(?: ?pem)?$/],
  ['API key', /(?:^| )(?:api|app|auth|access|authentication) ?key$/],
  ['secret', /(?:secret|remember ?token)$/],
  [
    'access token',
    /(?:^| )(?:access|auth|bearer|refresh|api|oauth2?|id|authentication|authori[sz]ation|personal|session|security|jwt) ?token$|^(?:jwt|bearer)$/,
  ],
  // What PCI DSS 4.0 forbids to keep once a payment is authorised (3.3.1.2).
  ['card security code', /(?:^|card ?)(?:cvv|cvc) ?2?$|(?:^| )card (?:security|verification) (?:code|value)$/],
  ['token', /^token$/],
]

/** Words that turn the name of a credential into that of a flag, a policy or an action: `hasPassword`, `resetPassword`. */
const notCredentials: ReadonlySet<string> = new Set(
  `has is have had can may must should need needs require requires required enable enabled enables disable disabled allow allows
  allowed use uses used with without no change changes reset forgot forgotten expire expires generate regenerate rotate show hide
  include includes min max number count verify validate valid invalid masked redacted obfuscated public publishable sync`.split(/\s+/),
)

/**
 * The kind of credential that a name stands for, by its last words: `newPassword`, `client_secret`, `x-api-key`. Nothing for names that
 * are only about credentials: `passwordPolicy`, `secretName`, `keyId`, `hasPassword`, `nextPageToken`.
 */
export function credentialNamed(name: string): CredentialKind | undefined {
  if (!/pass|pwd|secret|key|token|jwt|bearer|kennwort|wachtwoord|contrase|senha|cvv|cvc|card.?(?:sec|ver)/i.test(name)) return undefined
  const words = wordsOf(name)
  const text = words.join(' ')
  const found = endings.find(([, ending]) => ending.test(text))
  return found === undefined || words.some((word) => notCredentials.has(word)) ? undefined : found[0]
}
