/** A module specifier without scheme and version: `fs` for `node:fs`, `@oak/oak` for `jsr:@oak/oak@17`. */
export function withoutScheme(specifier: string): string {
  if (specifier.startsWith('node:')) return specifier.slice(5)
  if (specifier.startsWith('https://deno.land/x/')) return specifier.slice(20).split(/[@/]/, 1)[0] ?? specifier
  return specifier.startsWith('npm:') || specifier.startsWith('jsr:') ? specifier.slice(4).replace(/(?<=.)@[^/]*/, '') : specifier
}

/** The package name in a bare specifier: `@scope/name` for `@scope/name/x`. */
export function packageOf(specifier: string): string {
  const parts = specifier.split('/', 2)
  return specifier.startsWith('@') ? parts.join('/') : (parts[0] ?? specifier)
}

/** Names of exported functions by package. */
export type FunctionTable = { readonly [module: string]: readonly string[] }

/** Functions that join the parts of a path. */
export const pathJoiners: FunctionTable = { path: ['join'], 'path/posix': ['join'], 'url-join': ['default', '*'], 'proper-url-join': ['default', '*'] }

/** True if the table lists this export of this module. */
export function lists(table: FunctionTable, specifier: string, name: string): boolean {
  const module = withoutScheme(specifier)
  return Object.hasOwn(table, module) && table[module]?.includes(name) === true
}

/** True for an import of the project's own modules, by a path or an alias. */
export function isOfProject(specifier: string): boolean {
  return /^(?:\.|@\/|[~#])/.test(specifier)
}
