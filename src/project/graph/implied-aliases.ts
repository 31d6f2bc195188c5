import type { Package } from './packages.ts'
import { joinPath } from './paths.ts'

/** What a framework's own imports stand for: it writes that into a configuration which nobody keeps in the repository. */
interface ImpliedAliases {
  readonly package: string
  /** Below the package. */
  readonly aliases: { readonly [alias: string]: string }
  /** Modules that only the framework has. */
  readonly virtual: readonly string[]
}

/** Sources: the documentation of SvelteKit and of Nuxt, November 2026. */
const frameworks: readonly ImpliedAliases[] = [
  { package: '@sveltejs/kit', aliases: { $lib: 'src/lib' }, virtual: ['$app', '$env', '$service-worker'] },
  { package: 'nuxt', aliases: { '~': '', '@': '', '~~': '', '@@': '' }, virtual: ['#imports', '#app', '#components', '#build'] },
]

/** Where an import leads by what the framework of a package says: a path, `virtual`, or nothing. */
export function impliedAlias(home: Package, specifier: string): { readonly path: string } | 'virtual' | undefined {
  const [first = '', ...rest] = specifier.split('/')
  for (const { package: name, aliases, virtual } of frameworks) {
    if (!home.dependencies.has(name)) continue
    if (virtual.includes(first)) return 'virtual'
    const below = Object.hasOwn(aliases, first) ? aliases[first] : undefined
    if (below !== undefined) return { path: joinPath(home.directory, [below, ...rest].filter((part) => part !== '').join('/')) }
  }
  return undefined
}
