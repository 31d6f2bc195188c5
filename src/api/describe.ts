import { someOf } from '../core/some-of.ts'

const mostProperties = 5

/** For messages: `{ code, message, details and 4 more }`. */
export function propertiesText(names: readonly string[]): string {
  // Naming one more takes no more space than "and 1 more".
  return names.length > mostProperties + 1 ? `{ ${someOf(names, mostProperties)} }` : `{ ${names.join(', ')} }`
}

/** The name of a component of one sort (`responses`, `parameters`...), by its pointer. Nothing for what is inline. */
export function componentName(pointer: readonly (string | number)[], holder: string): string | undefined {
  const isComponent = pointer.length === 3 && pointer[0] === 'components' && pointer[1] === holder
  return isComponent || (pointer.length === 2 && pointer[0] === holder) ? String(pointer.at(-1)) : undefined
}
