/** A variable of a path template. */
export interface PathVariable {
  /** As it stands between the braces. */
  readonly name: string
  /** Without what RFC 6570 and routers add: `path` in `{path*}`, `{+path}` and `{path:.+}`. */
  readonly plainName: string
  /** Where it stands in the template, braces included: offsets in characters, end exclusive. */
  readonly range: readonly [start: number, end: number]
}

/** The variables of a path template in order, those of a query left out; nothing where its braces do not match. */
export function templateVariables(template: string): PathVariable[] | undefined {
  const path = /^[^?#]*/.exec(template)?.[0] ?? ''
  const variables: PathVariable[] = []
  for (const { 0: whole, 1: name = '', index } of path.matchAll(/\{([^{}]*)\}/g)) {
    variables.push({ name, plainName: name.replace(/^[+.;&]/, '').replace(/[*=:(].*$/s, ''), range: [index, index + whole.length] })
  }
  return /[{}]/.test(path.replace(/\{[^{}]*\}/g, '')) ? undefined : variables
}
