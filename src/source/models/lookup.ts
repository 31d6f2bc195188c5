/** Builtin modules are named with and without their scheme, and packages with scheme and version by Deno: `jsr:@oak/oak@17`. */
export function withoutScheme(specifier: string): string {
  if (specifier.startsWith('node:')) return specifier.slice(5)
  if (specifier.startsWith('https://deno.land/x/')) return specifier.slice(20).split(/[@/]/, 1)[0] ?? specifier
  return specifier.startsWith('npm:') || specifier.startsWith('jsr:') ? specifier.slice(4).replace(/(?<=.)@[^/]*/, '') : specifier
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
