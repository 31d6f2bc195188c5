import { wellFormed } from '../core/printable.ts'

/**
 * JSON that strict readers take: some refuse a whole report over half a surrogate pair in a message.
 * @param indent of each level; none for JSON on one line
 */
export function jsonText(value: object, indent = 2): string {
  return `${JSON.stringify(value, (_, part: unknown) => (typeof part === 'string' ? wellFormed(part) : part), indent)}\n`
}
