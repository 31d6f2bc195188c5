import type { Call } from '../calls.ts'
import type { Frame, Tracker } from './tracker.ts'

/** The arguments of a call, by their number. */
export function argumentOf(tracker: Tracker, call: Call, frame: Frame | undefined): Frame['argument'] {
  const spread = call.arguments.findIndex((argument) => argument.type === 'SpreadElement')
  return (index) => {
    const value = call.arguments[index]
    return value === undefined || (spread !== -1 && index >= spread) ? undefined : { tracker, value, frame, path: [] }
  }
}
