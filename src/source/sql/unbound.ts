import type { TSESTree } from '@typescript-eslint/utils'
import { propertyIn } from '../names/links.ts'
import { propertyOf } from './follow.ts'
import { betweenQuotes, holeOf } from './text.ts'
import type { SqlPart, SqlText } from './text.ts'
import type { Frame, Tracker } from './tracker.ts'

/**
 * A text with the values of its raw parameters inserted: `$1:raw`, `${name:value}` of pg-promise.
 * @param marks captures the number or the name of such a parameter
 * @param values the argument with the values
 */
export function withUnbound(
  tracker: Tracker,
  text: SqlText,
  marks: RegExp,
  values: TSESTree.Node | undefined,
  frame: Frame | undefined,
): SqlText {
  if (values === undefined) return text
  return text.flatMap((part): SqlPart[] => {
    if (part.kind !== 'text') return [part]
    const parts: SqlPart[] = []
    let from = 0
    for (const match of part.text.matchAll(marks)) {
      const key = match.slice(1).find((group) => group !== undefined) ?? ''
      const put = valueOf(tracker, key, values, frame)
      parts.push({ kind: 'text', text: part.text.slice(from, match.index) }, ...(match.groups?.['doubled'] === undefined ? put : put.map(doubled)))
      from = match.index + match[0].length
    }
    return from === 0 ? [part] : [...parts, { kind: 'text', text: part.text.slice(from) }]
  })
}

/** The value of a parameter: an item of the array, a property, or the argument itself if it is a single value. */
function valueOf(tracker: Tracker, key: string, values: TSESTree.Node, frame: Frame | undefined): SqlText {
  const number = /^\d+$/.test(key) ? Number(key) - 1 : undefined
  const held = propertyOf(tracker, values, [], frame)
  const { tracker: by, value, frame: at } = held ?? { tracker, value: values, frame }
  const item =
    value.type === 'ArrayExpression' && number !== undefined
      ? value.elements[number]
      : value.type === 'ObjectExpression'
        ? propertyIn(value, key)
        : undefined
  if (item !== null && item !== undefined) return by.text(item, at)
  return number === 0 ? tracker.text(values, frame) : holeOf(tracker.file, values, tracker.origin(values, [number ?? key], frame))
}

function doubled(part: SqlPart): SqlPart {
  return part.kind === 'hole' ? { kind: 'hole', hole: { ...part.hole, origin: betweenQuotes(part.hole.origin) } } : part
}
