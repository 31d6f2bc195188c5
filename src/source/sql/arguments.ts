import type { Call } from '../calls.ts'
import type { Frame } from './tracker.ts'

/** The arguments of a call, by their number. */
export function argumentOf(call: Call, frame: Frame | undefined): Frame['argument'] {
  const spread = call.arguments.findIndex((argument) => argument.type === 'SpreadElement')
  return (index) => {
    const value = call.arguments[index]
    return value === undefined || (spread !== -1 && index >= spread) ? undefined : { value, frame, path: [] }
  }
}
