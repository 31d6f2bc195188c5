/**
 * The default export of a loaded module. Compiled CommonJS, such as TypeScript's, sets `exports.default`, which `import` wraps in another
 * `default`.
 * @returns nothing if there is none
 */
export function defaultOf(loaded: unknown): { readonly value: unknown } | undefined {
  if (typeof loaded !== 'object' || loaded === null || !('default' in loaded)) return undefined
  const { default: value } = loaded
  const isScript = typeof value === 'object' && value !== null && '__esModule' in value && 'default' in value
  return { value: isScript ? value.default : value }
}

/** A thrown value as text, with the name of the error. */
export function thrownText(thrown: unknown): string {
  return thrown instanceof Error ? `${thrown.name}: ${thrown.message}` : String(thrown)
}
