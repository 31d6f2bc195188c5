/** A variable of a path template. */
export interface PathVariable {
  /** As it stands between the braces. */
  readonly name: string
  /** Without what RFC 6570 and routers add: `path` in `{path*}`, `{+path}` and `{path:.+}`. */
  readonly plainName: string
  /** Where it stands in the template, braces included: offsets in characters, end exclusive. */
  readonly range: readonly [start: number, end: number]
  /** False behind a `?` or `#`, where a path has ended. */
  readonly isInPath: boolean
}

/** The variables of a path template in order; nothing where its braces do not match. */
export function templateVariables(template: string): PathVariable[] | undefined {
  const end = template.replace(/\{[^{}]*\}/g, (variable) => ' '.repeat(variable.length)).search(/[?#]/)
  const variables: PathVariable[] = []
  for (const { 0: whole, 1: name = '', index } of template.matchAll(/\{([^{}]*)\}/g)) {
    const plainName = name.replace(/^[+.;&?/#]/, '').replace(/[*=:(][^]*/, '')
    variables.push({ name, plainName, range: [index, index + whole.length], isInPath: end < 0 || index < end })
  }
  return /[{}]/.test(template.replace(/\{[^{}]*\}/g, '')) ? undefined : variables
}
