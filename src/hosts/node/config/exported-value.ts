import { types } from 'node:util'

/**
 * The default export of a loaded module; for a script, what it exports as a whole. Scripts that are compiled modules, such as TypeScript's,
 * set `exports.default`, which `import` wraps in another `default`.
 * @returns nothing if there is none
 */
export function defaultOf(loaded: unknown): { readonly value: unknown } | undefined {
  if (typeof loaded !== 'object' || loaded === null || !types.isModuleNamespaceObject(loaded)) return { value: isCompiled(loaded) ? loaded.default : loaded }
  if (!('default' in loaded)) return undefined
  const { default: value } = loaded
  return { value: isCompiled(value) ? value.default : value }
}

function isCompiled(script: unknown): script is { readonly default: unknown } {
  return typeof script === 'object' && script !== null && '__esModule' in script && 'default' in script
}

/** A thrown value as text, with the name of the error. */
export function thrownText(thrown: unknown): string {
  try {
    return thrown instanceof Error ? `${thrown.name}: ${thrown.message}` : String(thrown)
  } catch {
    return 'it threw a value that cannot be shown'
  }
}
