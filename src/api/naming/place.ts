import type { Pointer } from '../../core/location.ts'
import { methods } from '../model.ts'

/** For messages: the component that a pointer is in, or the operation. Nothing if it is in neither. */
export function ownerName([first, second, third]: Pointer): string | undefined {
  if (first === 'components' && third !== undefined) return `'${third}'`
  if (first === 'paths' && second !== undefined) {
    const isMethod = methods.some((method) => method === third)
    return isMethod ? `${String(third).toUpperCase()} ${second}` : String(second)
  }
  return second === undefined ? undefined : `'${second}'`
}
