import type { Value } from './value.ts'

/** A value as a piece of text: its parts where it is text, itself where it is not. */
export function textParts(value: Value): readonly (string | Value)[] {
  return value.kind === 'text' ? value.parts : [value]
}

/** Neighbouring known parts become one; empty ones go. */
export function joined(parts: readonly (string | Value)[]): (string | Value)[] {
  const result: (string | Value)[] = []
  for (const part of parts) {
    const last = result.at(-1)
    if (typeof part === 'string' && typeof last === 'string') result[result.length - 1] = last + part
    else if (part !== '') result.push(part)
  }
  return result.length === 0 ? [''] : result
}
