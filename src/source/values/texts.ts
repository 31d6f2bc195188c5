import type { Value } from './value.ts'

/** The parts of a text; any other value is its own only part. */
export function textParts(value: Value): readonly (string | Value)[] {
  return value.kind === 'text' ? value.parts : [value]
}

/** Joins adjacent strings and drops empty ones. */
export function joined(parts: readonly (string | Value)[]): (string | Value)[] {
  const result: (string | Value)[] = []
  for (const part of parts) {
    const last = result.at(-1)
    if (typeof part === 'string' && typeof last === 'string') result[result.length - 1] = last + part
    else if (part !== '') result.push(part)
  }
  return result.length === 0 ? [''] : result
}
