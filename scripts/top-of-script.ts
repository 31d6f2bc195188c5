import type { Program } from 'oxc-parser'

/** Where the first statement of a script may be put, as an offset: behind the line that names the interpreter, and behind directives. */
export function topOfScript({ body, hashbang }: Program): number {
  const directive = body.findLast((statement) => 'directive' in statement && statement.directive !== null)
  // The line break is not part of it.
  return directive?.end ?? (hashbang === null ? 0 : hashbang.end + 1)
}
