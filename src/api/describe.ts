import { someOf } from '../core/some-of.ts'

const mostProperties = 5

/** `{ code, message, details and 4 more }`, for people. */
export function propertiesText(names: readonly string[]): string {
  // A single one more is named: that is no longer than to say so.
  return names.length > mostProperties + 1 ? `{ ${someOf(names, mostProperties)} }` : `{ ${names.join(', ')} }`
}

/** The name of a component among those of its holder (`responses`, `parameters`...); nothing for what is written in place. */
export function componentName(pointer: readonly (string | number)[], holder: string): string | undefined {
  const isComponent = pointer.length === 3 && pointer[0] === 'components' && pointer[1] === holder
  return isComponent || (pointer.length === 2 && pointer[0] === holder) ? String(pointer.at(-1)) : undefined
}
