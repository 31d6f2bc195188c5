import { memoizeByText, memoize } from '../../../core/memoize.ts'
import type { Path, Resource } from '../../model.ts'
import { namesVersion } from './version-signs.ts'

/** True if a segment of the path is a version, or contains one (`/search-v2`). */
export const isVersionedPath = memoize(
  (path: Path) => versionOf(path) !== undefined || path.segments.some(({ isLiteral, text }) => isLiteral && isNamedVersion(text)),
)

const isNamedVersion = memoizeByText(namesVersion)

/** The segment of a path that is a version, without other words. */
export function versionOf(path: Path): Resource | undefined {
  return path.segments.find(({ resource }) => isVersion(resource))?.resource
}

/** True for versions of the API; `/versions/{version}` is an item of a collection. */
function isVersion({ kind, segment, parent }: Resource): boolean {
  return kind === 'version' && !(segment?.isParameter === true && /^versions?$/i.test(parent?.name ?? ''))
}

/**
 * First words of segments whose paths are not versioned: probes, documentation, discovery, files, and endpoints whose place a protocol
 * prescribes.
 */
const outside =
  /^_{0,2}(?:health[a-z]*|live|livez|liveness|ready|readyz|readiness|salud|saude|listo|gesundheit|bereit|metricas|alive|ping|heartbeat|warmup|status|version|versions|info|metrics|actuator|whoami|\.?well-known|doc|docs|documentation|swagger|openapi|schema|oauth|oauth2|oidc|auth|authentication|saml|saml2|scim|sso|session|sessions|register|registration|signup|login|logout|signin|signout|token|authorize|introspect|revoke|userinfo|jwks|certs|callback|callbacks|hooks?|webhook|webhooks|graphql|oembed|feed|feeds|static|media|upload|download|robots|favicon|sitemap|go|redirect|redirects|internal|crons?|debug|logs)(?:z|$|[-_.])/i

const aboutItself = /^(?:api-(?:docs|versions)|(?:version|service)_?info(?:rmation)?)$/i

/**
 * True for paths that are not versioned: health checks, documentation, sign-in, files, the root, and the ancestors of versions (`/api` of
 * `/api/v1`).
 */
export const isOutsideVersions = memoize((path: Path) => {
  if (path.segments.every(({ isLiteral }) => !isLiteral) || leadsToVersion(path.resource)) return true
  return path.segments.some(({ text }) => isOutside(text)) || /^(?:password|verification)$/i.test(path.segments.at(-1)?.text ?? '')
})

/** Segments recur from path to path, so the result is memoised. */
const isOutside = memoizeByText((text) => outside.test(text) || aboutItself.test(text))

/** True if there is a version below this resource, with only literals between them. */
export const leadsToVersion: (resource: Resource) => boolean = memoize((resource: Resource) => {
  const below = [...resource.children]
  for (const child of below) {
    if (isVersion(child)) return true
    if (child.segment?.isLiteral === true) for (const next of child.children) below.push(next)
  }
  return false
})
