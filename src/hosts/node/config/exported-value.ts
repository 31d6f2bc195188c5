/**
 * The default export of a module that was loaded: TypeScript and others who write scripts put it into `exports.default`, which a module that imports
 * the script gets within another `default`.
 * @returns nothing where there is none
 */
export function defaultOf(loaded: unknown): { readonly value: unknown } | undefined {
  if (typeof loaded !== 'object' || loaded === null || !('default' in loaded)) return undefined
  const { default: value } = loaded
  const isScript = typeof value === 'object' && value !== null && '__esModule' in value && 'default' in value
  return { value: isScript ? value.default : value }
}

/** What somebody threw, with the name that errors have. */
export function thrownText(thrown: unknown): string {
  return thrown instanceof Error ? `${thrown.name}: ${thrown.message}` : String(thrown)
}
