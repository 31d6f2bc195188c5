import { healthSegments, healthWords } from '../../source/models/health.ts'
import { nameOf } from '../graph/paths.ts'
import type { CodeRoute } from '../routing/code-route.ts'

/**
 * True for health checks. A path with parameters does not count, since `/stations/{id}/health` is the health of something else. Ambiguous words
 * count only after a prefix or another one: `/api/v1/status` and `/status/ready`, but not `/payments/status`.
 * @param prefix the segments that all routes of the application begin with
 */
export function isHealthRoute(
  { path, method }: CodeRoute,
  names: readonly string[] = [],
  prefix: readonly string[] = [],
): boolean {
  if (path.includes('{') || (method !== 'GET' && method !== 'HEAD' && method !== 'ALL')) return false
  const segments = segmentsOf(path)
  const last = segments.at(-1) ?? ''
  if (names.includes(last) || segments.slice(-2).some((segment) => healthWords.includes(segment))) return true
  return (
    healthSegments.includes(last) &&
    segments.slice(0, -1).every((segment, index) => segment === prefix[index] || healthSegments.includes(segment) || prefixSegment.test(segment))
  )
}

const prefixSegment =
  /^(?:apis?|rest|v\d+|internal|private|public|management|manage|actuator|system|monitoring|monitor|ops|operations|meta|k8s|probes?|-|_.*)$/

/** The segments of a path, in lower case. */
export function segmentsOf(path: string): string[] {
  return path
    .toLowerCase()
    .split('/')
    .filter((segment) => segment !== '')
}

/** True for the endpoint of a monitoring system, which is not part of the API. */
export function isForScraping({ path }: CodeRoute): boolean {
  return /\/(?:metrics|m[eé]tricas|metriken|m[eé]triques)$/.test(path)
}

/** True for files that are named after health checks. */
export function isHealthFile(file: string): boolean {
  return /health|readiness|liveness/i.test(nameOf(file))
}
