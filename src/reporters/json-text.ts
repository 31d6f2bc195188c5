import { wellFormed } from '../core/printable.ts'

/**
 * JSON without unpaired surrogates, over which strict readers reject a whole report.
 * @param indent spaces for each level; 0 for JSON on one line
 */
export function jsonText(value: object, indent = 2): string {
  return `${JSON.stringify(value, (_, part: unknown) => (typeof part === 'string' ? wellFormed(part) : part), indent)}\n`
}
