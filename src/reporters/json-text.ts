import { wellFormed } from '../core/printable.ts'

/** JSON that strict readers take: some refuse a whole report over half a surrogate pair in a message. */
export function jsonText(value: object): string {
  return `${JSON.stringify(value, (_, part: unknown) => (typeof part === 'string' ? wellFormed(part) : part), 2)}\n`
}
