/** Builtin modules are named with and without their scheme. */
export function withoutScheme(specifier: string): string {
  return specifier.startsWith('node:') ? specifier.slice(5) : specifier
}

/** The package in a bare specifier: `@scope/name/x` gives `@scope/name`. */
export function packageOf(specifier: string): string {
  const parts = specifier.split('/', 2)
  return specifier.startsWith('@') ? parts.join('/') : (parts[0] ?? specifier)
}

/** Functions by their package: what a model of a library lists. */
export type FunctionTable = { readonly [module: string]: readonly string[] }

/** True where the table lists this export of this module. */
export function lists(table: FunctionTable, specifier: string, name: string): boolean {
  const module = withoutScheme(specifier)
  return Object.hasOwn(table, module) && table[module]?.includes(name) === true
}

/** An import of the project: by a path, or by an alias for one. */
export function isOfProject(specifier: string): boolean {
  return /^(?:\.|@\/|[~#])/.test(specifier)
}
