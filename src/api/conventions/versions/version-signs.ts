import { memoizeByText } from '../../../core/memoize.ts'

/** `v1` as a separate word or at the end of one (`apiV2`, `rest_v1`, `api2`), or a date, which in a segment can only be a version. */
const versionWord = /(?:^|[^a-zA-Z])v(?:er(?:sion)?)?[._-]?\d|^(?:api|rest|ws)v?\d|(?:19|20)\d\d-?[01]\d-?[0-3]\d/i
const versionCamelWord = /[a-z]V\d/

/** `1`, `2.0`: a version only in a server URL, since numbers in paths have other meanings. */
const bareNumber = /^\d{1,3}(?:\.\d{1,3}){0,2}$/

/** True if a literal path segment or a host label contains a version: not `2fa`, `3d-models`, `ipv4` or `oauth2`. */
export function namesVersion(text: string): boolean {
  return versionWord.test(text) || versionCamelWord.test(text)
}

/** True if a server URL contains a version, in its host or path. */
export function servesVersion(url: string): boolean {
  const [host = '', ...path] = url.replace(/^[a-z][a-z0-9+.-]*:\/\//i, '').split('/')
  const segments = url.startsWith('/') ? url.split('/') : path
  if (segments.some((segment) => namesVersion(segment) || bareNumber.test(segment) || segment.match(/\{[^{}]*\}/g)?.some((name) => /version/i.test(name)) === true)) return true
  return !/^[\d.:]+$/.test(host) && host.split('.').some((label) => namesVersion(label))
}

/** Headers with the version of something else than the API. */
const otherVersion = /client|app|sdk|device|if-|agent|latest|last|schema|object|resource|firmware|label|wsdl|version-?id|etag/i

/** True for a header that selects the API version: `Api-Version`, `Stripe-Version`, `X-GitHub-Api-Version`. */
export const isVersionHeader = memoizeByText((name) => /version/i.test(name) && (/api-?version/i.test(name) || !otherVersion.test(name)))

/**
 * Whether a query parameter selects the API version: `api-version` certainly, `version` and `v` possibly, since they may be the version of
 * a resource.
 */
export function versionInQuery(name: string): 'certain' | 'possible' | undefined {
  const meaning = queryMeaning(name)
  return meaning === 'other' ? undefined : meaning
}

const queryMeaning = memoizeByText((name) => {
  if (/^api[-_.]?v(?:er(?:sion)?)?$/i.test(name)) return 'certain'
  return /^v(?:er(?:sion)?)?$/i.test(name) ? 'possible' : 'other'
})

/** True for `application/vnd.shop.v2+json` and `application/json; version=2`. */
export const isVersionedMediaType = memoizeByText((type) => /[.+;_/-]\s*v(?:ersion)?=?"?\d/i.test(type))
