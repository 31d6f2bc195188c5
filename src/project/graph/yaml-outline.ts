interface Line {
  readonly indent: number
  readonly text: string
}

const maxLines = 5_000
const maxDepth = 20

/**
 * Reads as much of YAML as settings are written in: mappings, lists and scalars, in blocks and in one line. Tags are passed over, texts of
 * several lines and anchors are left out: the layer of documents, which reads all of it, knows nothing of code, and code nothing of it.
 */
export function yamlOutline(text: string): unknown {
  const lines = text
    .split('\n', maxLines)
    .map((line) => ({ indent: line.length - line.trimStart().length, text: withoutComment(line).trim() }))
    .filter((line) => line.text !== '' && line.text !== '---')
  return new Outline(lines).block(0, 0)
}

class Outline {
  readonly #lines: Line[]
  #at = 0

  constructor(lines: Line[]) {
    this.#lines = lines
  }

  /** What stands at an indent, or deeper. */
  block(least: number, depth: number): unknown {
    const first = this.#lines[this.#at]
    if (first === undefined || first.indent < least || depth > maxDepth) return undefined
    if (first.text.startsWith('- ') || first.text === '-') return this.#list(first.indent, depth)
    return keyIn(first.text) === undefined ? this.#scalar() : this.#mapping(first.indent, depth)
  }

  #scalar(): unknown {
    const line = this.#lines[this.#at++]
    return line && flow(line.text)
  }

  #list(indent: number, depth: number): unknown[] {
    const items: unknown[] = []
    for (let line = this.#lines[this.#at]; line?.indent === indent && line.text.startsWith('-'); line = this.#lines[this.#at]) {
      const inner = line.text.slice(1).trimStart()
      if (inner === '') this.#at++
      // `- http:` begins a mapping that goes on below its key.
      else this.#lines[this.#at] = { indent: indent + line.text.length - inner.length, text: inner }
      items.push(this.block(indent + 1, depth + 1))
      this.#skip(indent)
    }
    return items
  }

  #mapping(indent: number, depth: number): { readonly [key: string]: unknown } {
    const fields = new Map<string, unknown>()
    for (let line = this.#lines[this.#at]; line?.indent === indent; line = this.#lines[this.#at]) {
      const entry = keyIn(line.text)
      if (entry === undefined) break
      this.#at++
      const next = this.#lines[this.#at]
      const isListBelow = next?.indent === indent && next.text.startsWith('-')
      if (entry.rest === '') fields.set(entry.key, this.block(isListBelow ? indent : indent + 1, depth + 1))
      else fields.set(entry.key, flow(entry.rest))
      this.#skip(indent)
    }
    return Object.fromEntries(fields)
  }

  /** Goes on behind what lies deeper and was not understood. */
  #skip(indent: number): void {
    while ((this.#lines[this.#at]?.indent ?? -1) > indent) this.#at++
  }
}

function keyIn(text: string): { readonly key: string; readonly rest: string } | undefined {
  const match = /^(?:"([^"]*)"|'([^']*)'|([^\s"'{[][^:]*)):(?:\s(.*))?$/.exec(text)
  return match === null ? undefined : { key: match[1] ?? match[2] ?? match[3] ?? '', rest: (match[4] ?? '').trim() }
}

/** A scalar, or a mapping or list in one line. */
function flow(written: string): unknown {
  const text = written.replace(/^![\w:!-]*\s*/, '')
  if (text.startsWith('{')) {
    const fields = partsOf(text).map((part) => keyIn(part.replace(/^("[^"]*"|'[^']*'):(?=\S)/, '$1: ')))
    return Object.fromEntries(fields.flatMap((entry) => (entry === undefined ? [] : [[entry.key, flow(entry.rest)] as const])))
  }
  if (text.startsWith('[')) return partsOf(text).map(flow)
  if (/^[|>&*]/.test(text)) return undefined
  return /^(["'])(.*)\1$/.exec(text)?.[2] ?? text
}

/** What stands between the brackets, by commas that are in no other brackets. */
function partsOf(text: string): string[] {
  const parts: string[] = []
  let [depth, from] = [0, 1]
  for (let at = 1; at < text.length; at++) {
    const char = text.charAt(at)
    const isEnd = depth === 0 && (char === ',' || char === '}' || char === ']')
    if (isEnd) {
      parts.push(text.slice(from, at).trim())
      from = at + 1
    } else if (char === '{' || char === '[') depth++
    else if (char === '}' || char === ']') depth--
  }
  return parts.filter((part) => part !== '')
}

/** Without what stands behind ` #`; in quotes it is text. */
function withoutComment(line: string): string {
  const at = line.search(/(?:^|\s)#/)
  return at === -1 || /["']/.test(line.slice(0, at)) ? line : line.slice(0, at)
}
