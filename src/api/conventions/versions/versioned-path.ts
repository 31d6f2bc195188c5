import { remember, rememberedOf } from '../../../core/remember.ts'
import type { Path, Resource } from '../../model.ts'
import { namesVersion } from './version-signs.ts'

/** True where a segment of the path is a version, or names one (`/search-v2`). */
export const isVersionedPath = rememberedOf(
  (path: Path) => versionOf(path) !== undefined || path.segments.some(({ isLiteral, text }) => isLiteral && isNamedVersion(text)),
)

const isNamedVersion = remember(namesVersion)

/** The segment of a path that is a version and nothing else. */
export function versionOf(path: Path): Resource | undefined {
  return path.segments.find(({ resource }) => isVersion(resource))?.resource
}

/** A variable that names one of a collection of versions (`/versions/{version}`) is no version of the API. */
function isVersion({ kind, segment, parent }: Resource): boolean {
  return kind === 'version' && !(segment?.isParameter === true && /^versions?$/i.test(parent?.name ?? ''))
}

/**
 * First words of segments whose paths belong to no version: probes, documentation, discovery, files, and what protocols put at
 * a place of their own.
 */
const outside =
  /^(?:health[a-z]*|live|livez|liveness|ready|readyz|readiness|alive|ping|heartbeat|warmup|status|version|versions|info|metrics|actuator|whoami|\.?well-known|doc|docs|documentation|swagger|openapi|schema|oauth|oauth2|oidc|auth|authentication|saml|saml2|scim|sso|session|sessions|register|registration|signup|login|logout|signin|signout|token|authorize|introspect|revoke|userinfo|jwks|certs|callback|callbacks|hooks?|webhook|webhooks|graphql|oembed|feed|feeds|static|media|upload|download|robots|favicon|sitemap|go|redirect|redirects|internal|debug|logs)(?:z|$|[-_.])/i

const aboutItself = /^(?:api-(?:docs|versions)|(?:version|service)_?info(?:rmation)?)$/i

/**
 * True for paths that have no part in the versions of an API: health checks, documentation, sign-in, files, the root, and what
 * stands above the versions (`/api`, where `/api/v1` is one).
 */
export const isOutsideVersions = rememberedOf((path: Path) => {
  if (path.segments.every(({ isLiteral }) => !isLiteral) || leadsToVersion(path.resource)) return true
  return path.segments.some(({ text }) => isOutside(text))
})

/** Segments repeat from path to path, so each is judged once. */
const isOutside = remember((text) => outside.test(text) || aboutItself.test(text))

/** True where versions stand below, behind nothing but literals. */
export const leadsToVersion: (resource: Resource) => boolean = rememberedOf((resource: Resource) => {
  const below = [...resource.children]
  for (const child of below) {
    if (isVersion(child)) return true
    if (child.segment?.isLiteral === true) for (const next of child.children) below.push(next)
  }
  return false
})
