/** A convention by which the paths of files are routes. */
export interface FileRouter {
  readonly name: string
  /** The project must depend on one of these packages. */
  readonly packages: readonly string[]
  /** And not on this one, which has them elsewhere. */
  readonly without?: string
  /** Matches the file's path relative to the project. The first group is the path of the route. */
  readonly place: RegExp
  /** The handlers in a module: exports named as HTTP methods, the default export for all methods, or `loader` and `action` of Remix. */
  readonly exports: 'methods' | 'default' | 'loaders'
  readonly prefix: string
  /** Dots separate segments too, and parameters begin with a dollar sign. */
  readonly isFlat?: true
  /** Middleware is configured elsewhere, so the routes may be protected. */
  readonly isGuarded?: true
  /** The file name may end in the HTTP method, which is the second group: `users.post.ts`. */
  readonly verbInName?: true
  /** The configuration files, and the option in them with a prefix for all routes, which is the first group. */
  readonly settings?: { readonly files: readonly string[]; readonly prefix: RegExp }
}

const nextSettings = {
  files: ['next.config.js', 'next.config.mjs', 'next.config.ts'],
  prefix: /(?:^|[\n,{])[ \t]{0,40}basePath: ?['"`](\/[\w./-]*)['"`]/,
}

const remix = ['@react-router/dev', '@react-router/node', '@remix-run/node', '@remix-run/dev', '@remix-run/cloudflare', 'remix-flat-routes']

/** Frameworks with file-based routes. Sources: each framework's documentation, November 2026. */
export const fileRouters: readonly FileRouter[] = [
  { name: 'next', packages: ['next'], place: /^(?:src\/)?app\/(?:(.+)\/)?route\.[jt]sx?$/, exports: 'methods', prefix: '', settings: nextSettings },
  { name: 'next', packages: ['next'], place: /^(?:src\/)?pages\/api\/(.+)\.[jt]sx?$/, exports: 'default', prefix: '/api', settings: nextSettings },
  { name: 'sveltekit', packages: ['@sveltejs/kit'], place: /^src\/routes\/(?:(.+)\/)?\+server\.[jt]s$/, exports: 'methods', prefix: '' },
  {
    name: 'nitro',
    packages: ['nuxt', 'nitropack', 'nitro'],
    place: /^(?:src\/)?server\/api\/(.+?)(?:\.(get|post|put|patch|delete|head|options))?\.[jt]s$/,
    exports: 'default',
    prefix: '/api',
    verbInName: true,
  },
  {
    name: 'nitro',
    packages: ['nuxt', 'nitropack', 'nitro'],
    place: /^(?:src\/)?server\/routes\/(.+?)(?:\.(get|post|put|patch|delete|head|options))?\.[jt]s$/,
    exports: 'default',
    prefix: '',
    verbInName: true,
  },
  ...['api', 'routes'].map((folder): FileRouter => ({
    name: 'nitro',
    packages: ['nitropack', 'nitro'],
    without: 'nuxt',
    place: new RegExp(`^${folder}/(.+?)(?:\\.(get|post|put|patch|delete|head|options))?\\.[jt]s$`),
    exports: 'default',
    prefix: folder === 'api' ? '/api' : '',
    verbInName: true,
  })),
  { name: 'astro', packages: ['astro'], place: /^src\/pages\/(.+)\.[jt]s$/, exports: 'methods', prefix: '' },
  { name: 'medusa', packages: ['@medusajs/medusa', '@medusajs/framework'], place: /^src\/api\/(?:(.+)\/)?route\.[jt]s$/, exports: 'methods', prefix: '', isGuarded: true },
  { name: 'solid', packages: ['@solidjs/start'], place: /^src\/routes\/(.+)\.[jt]sx?$/, exports: 'methods', prefix: '', isGuarded: true },
  { name: 'expo', packages: ['expo-router'], place: /^(?:src\/)?app\/(.+)\+api\.[jt]sx?$/, exports: 'methods', prefix: '', isGuarded: true },
  { name: 'vercel', packages: ['@vercel/node', '@vercel/edge'], place: /^api\/(.+)\.[jt]s$/, exports: 'default', prefix: '/api', isGuarded: true },
  { name: 'remix', packages: remix, place: /^app\/routes\/(.+)\.[jt]sx?$/, exports: 'loaders', prefix: '', isFlat: true },
]

/** A first test that rules out most files. */
export const mayBeFileRoute = /\/(?:route|\+server|[^/]+\+api|(?:api|routes)\/.+|pages\/.+|app\/routes\/.+|server\/(?:api|routes)\/.+)\.[jt]sx?$/
