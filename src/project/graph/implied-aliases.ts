import type { Package } from './packages.ts'
import { joinPath } from './paths.ts'

/** The import aliases of a framework, which writes them into a generated configuration that is not in the repository. */
interface ImpliedAliases {
  readonly package: string
  /** Relative to the package directory. */
  readonly aliases: { readonly [alias: string]: string }
  /** Modules that the framework provides at build time. */
  readonly virtual: readonly string[]
}

/** Sources: the documentation of SvelteKit, Nuxt and Nitro, November 2026. */
const frameworks: readonly ImpliedAliases[] = [
  { package: '@sveltejs/kit', aliases: { $lib: 'src/lib' }, virtual: ['$app', '$env', '$service-worker'] },
  { package: 'nuxt', aliases: { '~': '', '@': '', '~~': '', '@@': '' }, virtual: ['#imports', '#app', '#components', '#build'] },
  // `srcDir: 'server'` of its starter.
  { package: 'nitropack', aliases: { '~': 'server', '@': 'server', '~~': '', '@@': '' }, virtual: ['#imports'] },
]

/** What a specifier stands for according to the package's framework: a path, or a module of the framework. */
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
