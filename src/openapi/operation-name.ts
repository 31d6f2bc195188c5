import type { OpenApiNode } from './node.ts'

/** An operation as people call it: `GET /orders/{id}`; for webhooks and callbacks the method and the name. */
export function operationName({ key, parent }: OpenApiNode): string {
  return `${String(key).toUpperCase()} ${String(parent?.key ?? '')}`.trim()
}

/** True for an operation of a callback: it is documented with the operation around it, and clients receive it instead of calling it. */
export function isOfCallback({ parent }: OpenApiNode): boolean {
  return parent?.parent?.kind === 'Callback'
}

/** True for a string that is not empty or white space. */
export function isNonBlank(text: unknown): text is string {
  return typeof text === 'string' && text.trim() !== ''
}
