import { escapeRegExp } from '../core/any-of.ts'

/**
 * A predicate for path templates of an API that match one of the patterns: `*` is anything within a segment, `**` any number of segments.
 * Braces are literal, since templates contain them. `/legacy/**` matches `/legacy` too.
 */
export function pathMatcher(patterns: readonly string[]): (path: string) => boolean {
  const expressions = patterns.map(expressionFor)
  return (path) => expressions.some((expression) => expression.test(path))
}

function expressionFor(pattern: string): RegExp {
  const parts = pattern.split(/(\/\*\*(?=\/|$)|\*+)/)
  return new RegExp(`^${parts.map((part) => wildcards.get(part) ?? (/^\*+$/.test(part) ? '.*' : escapeRegExp(part))).join('')}$`)
}

const wildcards: ReadonlyMap<string, string> = new Map([
  ['/**', '(?:/.*)?'],
  ['*', '[^/]*'],
])
