import { remember } from '../../../core/remember.ts'

/** `v1` as a word of its own or at the end of one (`apiV2`, `rest_v1`, `api2`), or a date that can only be a version's. */
const versionWord = /(?:^|[^a-zA-Z])v(?:er(?:sion)?)?[._-]?\d|^(?:api|rest|ws)v?\d|(?:19|20)\d\d-?[01]\d-?[0-3]\d/i
const versionCamelWord = /[a-z]V\d/

/** `1`, `2.0`: a version only in a server's address, where nothing else is counted. */
const bareNumber = /^\d{1,3}(?:\.\d{1,3}){0,2}$/

/** True where a literal segment of a path, or a label of a host, names a version: not `2fa`, `3d-models`, `ipv4` or `oauth2`. */
export function namesVersion(text: string): boolean {
  return versionWord.test(text) || versionCamelWord.test(text)
}

/** True where the address of a server names a version, in its host or in its path. */
export function servesVersion(url: string): boolean {
  const [host = '', ...path] = url.replace(/^[a-z][a-z0-9+.-]*:\/\//i, '').split('/')
  const segments = url.startsWith('/') ? url.split('/') : path
  if (segments.some((segment) => namesVersion(segment) || bareNumber.test(segment) || segment.match(/\{[^{}]*\}/g)?.some((name) => /version/i.test(name)) === true)) return true
  return !/^[\d.:]+$/.test(host) && host.split('.').some((label) => namesVersion(label))
}

/** Headers that name the version of something other than the API. */
const otherVersion = /client|app|sdk|device|if-|agent|latest|last|schema|object|resource|firmware|label|wsdl|version-?id|etag/i

/** True for a header that chooses the version of the API: `Api-Version`, `Stripe-Version`, `X-GitHub-Api-Version`. */
export const isVersionHeader = remember((name) => /version/i.test(name) && (/api-?version/i.test(name) || !otherVersion.test(name)))

/**
 * Whether a query parameter chooses the version of the API: `api-version` certainly; `version` and `v` possibly, for they may
 * mean the version of a thing.
 */
export function versionInQuery(name: string): 'certain' | 'possible' | undefined {
  const meaning = queryMeaning(name)
  return meaning === 'other' ? undefined : meaning
}

const queryMeaning = remember((name) => {
  if (/^api[-_.]?v(?:er(?:sion)?)?$/i.test(name)) return 'certain'
  return /^v(?:er(?:sion)?)?$/i.test(name) ? 'possible' : 'other'
})

/** True for `application/vnd.shop.v2+json` and `application/json; version=2`. */
export const isVersionedMediaType = remember((type) => /[.+;_/-]\s*v(?:ersion)?=?"?\d/i.test(type))
