/** A segment of a path template. */
export interface TemplateSegment {
  /** Its text, with variables in braces, without slashes and custom method. */
  readonly text: string
  /** Its position in the template: offsets in characters, end exclusive. */
  readonly range: readonly [start: number, end: number]
  /** The names of its variables. */
  readonly parameters: readonly string[]
  /** True if it is just one variable. */
  readonly isParameter: boolean
  /** True if it has no variable. */
  readonly isLiteral: boolean
  /** The verb of a custom method, as in `/orders/{id}:cancel` (AIP-136). */
  readonly customMethod?: string
}

/** Splits a path template into segments. Empty ones (from double or trailing slashes) are left out. */
export function parseTemplate(template: string): TemplateSegment[] {
  const segments: TemplateSegment[] = []
  const query = template.search(/[?#]/)
  const path = query < 0 ? template : template.slice(0, query)
  let start = 0
  for (const whole of path.split('/')) {
    // OData writes the key of an entity in parentheses: `/Orders({id})` is an item of `/Orders`.
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
  // A quick check first: most segments have neither colon nor brace.
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

/** The plain name in `{id*}`, `{+path}`, `{id=**}` and `{id:int}`, which are notations of RFC 6570 and of routers. */
function cleanName(name: string): string {
  return name.replace(/^[+#./;?&]/, '').replace(/[*=:(][^]*/, '')
}
