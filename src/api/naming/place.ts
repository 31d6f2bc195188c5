import type { Pointer } from '../../core/location.ts'
import { methods } from '../model.ts'

/**
 * What a place in a contract belongs to, for people: the component's name, or the operation in which it is written.
 * Nothing where it belongs to neither.
 */
export function ownerName([first, second, third]: Pointer): string | undefined {
  if (first === 'components' && third !== undefined) return `'${third}'`
  if (first === 'paths' && second !== undefined) {
    const isMethod = methods.some((method) => method === third)
    return isMethod ? `${String(third).toUpperCase()} ${second}` : String(second)
  }
  return second === undefined ? undefined : `'${second}'`
}
