import { EVENT_ID } from 'js-yaml'

import { maxDepth } from './document.ts'
import { yamlParser } from './yaml-library.ts'

/** The ranges of the comments in a YAML text, from the `#` to the end of the line. None if the text is not valid YAML. */
export function commentsInYaml(text: string): (readonly [start: number, end: number])[] {
  const scalars = scalarsIn(text)
  const found: (readonly [number, number])[] = []
  let next = 0
  for (let at = text.indexOf('#'); at >= 0; at = text.indexOf('#', at + 1)) {
    while ((scalars[next]?.[1] ?? Infinity) <= at) next++
    const [start = Infinity, end = at] = scalars[next] ?? []
    if (start <= at) at = end - 1
    else if (at === 0 || /\s/.test(text.charAt(at - 1))) {
      const rest = /[^\r\n]*/y
      rest.lastIndex = at
      const length = rest.exec(text)?.[0].length ?? 0
      found.push([at, at + length])
      at += length
    }
  }
  return found
}

/** The ranges of scalars, in which a `#` does not begin a comment; all of the text if it is not valid YAML. */
function scalarsIn(text: string): (readonly [number, number])[] {
  try {
    return yamlParser().parseEvents(text, { maxDepth }).flatMap((event) =>
      event.type === EVENT_ID.SCALAR && event.valueEnd > event.valueStart ? [[event.valueStart, event.valueEnd] as const] : [],
    )
  } catch {
    return [[0, text.length]]
  }
}
