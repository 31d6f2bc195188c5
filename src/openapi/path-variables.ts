/** A variable of a path template. */
export interface PathVariable {
  /** The text between the braces. */
  readonly name: string
  /** The name without the syntax of RFC 6570 and of routers: `path` in `{path*}`, `{+path}` and `{path:.+}`. */
  readonly plainName: string
  /** Its range in the template, including the braces: offsets in UTF-16 units, end exclusive. */
  readonly range: readonly [start: number, end: number]
  /** False after a `?` or `#`, which end the path. */
  readonly isInPath: boolean
}

/** The variables of a path template in order; nothing if its braces do not match. */
export function templateVariables(template: string): PathVariable[] | undefined {
  const end = template.replace(/\{[^{}]*\}/g, (variable) => ' '.repeat(variable.length)).search(/[?#]/)
  const variables: PathVariable[] = []
  for (const { 0: whole, 1: name = '', index } of template.matchAll(/\{([^{}]*)\}/g)) {
    const plainName = name.replace(/^[+.;&?/#]/, '').replace(/[*=:(][^]*/, '')
    variables.push({ name, plainName, range: [index, index + whole.length], isInPath: end < 0 || index < end })
  }
  return /[{}]/.test(template.replace(/\{[^{}]*\}/g, '')) ? undefined : variables
}
