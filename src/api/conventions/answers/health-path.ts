import { memoizeByText } from '../../../core/memoize.ts'
import { healthSegments } from '../../../source/models/health.ts'
import type { Path } from '../../model.ts'

/** True for the path of a health check (API-34), by its last literal segment or a segment that begins with `health`. */
export function isHealthPath({ segments }: Path): boolean {
  const name = segments.findLast((segment) => segment.isLiteral)?.text ?? ''
  return isProbe(name) || segments.some(({ text }) => isHealth(text))
}

const isProbe = memoizeByText((name) => healthSegments.includes(name.toLowerCase()) || /^(?:health|live|read(?:y|iness)|alive|ping|heartbeat|status)/i.test(name))
const isHealth = memoizeByText((name) => /^health/i.test(name))
