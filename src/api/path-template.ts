/** One segment of a path template, as written. */
export interface TemplateSegment {
  /** Without slashes, parameters in braces, without a custom method. */
  readonly text: string
  /** Where it stands in the template: offsets in characters, end exclusive. */
  readonly range: readonly [start: number, end: number]
  /** Names of the template variables in it. */
  readonly parameters: readonly string[]
  /** Nothing but one variable. */
  readonly isParameter: boolean
  /** Without any variable. */
  readonly isLiteral: boolean
  /** The verb of a custom method, as in `/orders/{id}:cancel` (Google AIP-136). */
  readonly customMethod?: string
}

/** Splits a path template; empty segments (doubled or trailing slashes) are left out. */
export function parseTemplate(template: string): TemplateSegment[] {
  const segments: TemplateSegment[] = []
  const query = template.search(/[?#]/)
  const path = query < 0 ? template : template.slice(0, query)
  let start = 0
  for (const whole of path.split('/')) {
    // OData writes the key of an entity in parentheses behind its set: `/Orders({id})` is one of `/Orders`.
    const key = whole.endsWith('})') ? whole.search(/(?<=[\w.])\(\{[^{}]*\}\)$/) : -1
    const parts = key < 0 ? [whole] : [whole.slice(0, key), whole.slice(key)]
    let from = start
    for (const part of parts) {
      const segment = parseSegment(part, from)
      from += part.length
      if (segment !== undefined) segments.push(segment)
    }
    start += whole.length + 1
  }
  return segments
}

function parseSegment(whole: string, start: number): TemplateSegment | undefined {
  if (whole === '') return undefined
  // Most segments have neither colon nor brace, and are what they are.
  const custom = whole.includes(':') ? /^(?<text>.*[^{}:]|.*\}):(?<method>[A-Za-z][\w-]*)$/.exec(whole) : undefined
  const text = custom?.groups?.['text'] ?? whole
  const parameters = text.includes('{') ? [...text.matchAll(/\{([^{}]*)\}/g)].map((match) => cleanName(match[1] ?? '')) : []
  return {
    text,
    range: [start, start + text.length],
    parameters,
    isParameter: /^\(?\{[^{}]*\}\)?$/.test(text),
    isLiteral: parameters.length === 0,
    ...(custom?.groups?.['method'] === undefined ? {} : { customMethod: custom.groups['method'] }),
  }
}

/** `{id*}`, `{+path}`, `{id=**}` and `{id:int}` are spellings of RFC 6570 and of routers for a plain name. */
function cleanName(name: string): string {
  return name.replace(/^[+#./;?&]/, '').replace(/[*=:(][^]*/, '')
}
