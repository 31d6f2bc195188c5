import type { Path } from '../model.ts'

/** True for the path of a health check (API-34), by its last literal segment or one that says so anywhere. */
export function isHealthPath({ segments }: Path): boolean {
  const name = segments.findLast((segment) => segment.isLiteral)?.text ?? ''
  return /^(?:health|live|ready|alive|ping|heartbeat|status)/i.test(name) || segments.some(({ text }) => /^health/i.test(text))
}
