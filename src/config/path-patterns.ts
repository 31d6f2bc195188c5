import { escaped } from '../core/any-of.ts'

/**
 * A test for path templates of an API by patterns: `*` stands for anything within a segment, `**` for any number of segments. Braces are
 * those of variables. `/legacy/**` means `/legacy` as well.
 */
export function pathMatcher(patterns: readonly string[]): (path: string) => boolean {
  const expressions = patterns.map(expressionFor)
  return (path) => expressions.some((expression) => expression.test(path))
}

function expressionFor(pattern: string): RegExp {
  const parts = pattern.split(/(\/\*\*(?=\/|$)|\*+)/)
  return new RegExp(`^${parts.map((part) => wildcards.get(part) ?? (/^\*+$/.test(part) ? '.*' : escaped(part))).join('')}$`)
}

const wildcards: ReadonlyMap<string, string> = new Map([
  ['/**', '(?:/.*)?'],
  ['*', '[^/]*'],
])
