/** A folder whose files are routes by their place. */
export interface FileRouter {
  readonly name: string
  /** Packages of which the package must need one. */
  readonly packages: readonly string[]
  /** What the path below the package must look like; the first group is the path of the route. */
  readonly place: RegExp
  /** The module's routes: by the names that it exports, all methods by its default export, or by Remix's functions. */
  readonly exports: 'methods' | 'default' | 'loaders'
  readonly prefix: string
  /** Segments are divided by dots as well, and parameters begin with a dollar. */
  readonly isFlat?: true
  /** What runs before is said elsewhere. */
  readonly isGuarded?: true
  /** The name of the file may end in the method: `users.post.ts`, which is the second group. */
  readonly verbInName?: true
}

const remix = ['@react-router/dev', '@react-router/node', '@remix-run/node', '@remix-run/dev', '@remix-run/cloudflare', 'remix-flat-routes']

/** Sources: each framework's documentation, November 2026. */
export const fileRouters: readonly FileRouter[] = [
  { name: 'next', packages: ['next'], place: /^(?:src\/)?app\/(?:(.+)\/)?route\.[jt]sx?$/, exports: 'methods', prefix: '' },
  { name: 'next', packages: ['next'], place: /^(?:src\/)?pages\/api\/(.+)\.[jt]sx?$/, exports: 'default', prefix: '/api' },
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
  { name: 'astro', packages: ['astro'], place: /^src\/pages\/(.+)\.[jt]s$/, exports: 'methods', prefix: '' },
  { name: 'medusa', packages: ['@medusajs/medusa', '@medusajs/framework'], place: /^src\/api\/(?:(.+)\/)?route\.[jt]s$/, exports: 'methods', prefix: '', isGuarded: true },
  { name: 'solid', packages: ['@solidjs/start'], place: /^src\/routes\/(.+)\.[jt]sx?$/, exports: 'methods', prefix: '', isGuarded: true },
  { name: 'expo', packages: ['expo-router'], place: /^(?:src\/)?app\/(.+)\+api\.[jt]sx?$/, exports: 'methods', prefix: '', isGuarded: true },
  { name: 'vercel', packages: ['@vercel/node', '@vercel/edge'], place: /^api\/(.+)\.[jt]s$/, exports: 'default', prefix: '/api', isGuarded: true },
  { name: 'remix', packages: remix, place: /^app\/routes\/(.+)\.[jt]sx?$/, exports: 'loaders', prefix: '', isFlat: true },
]

/** Most files are told apart by this alone. */
export const mayBeFileRoute = /\/(?:route|\+server|[^/]+\+api|(?:api|src\/routes)\/.+|pages\/.+|app\/routes\/.+|server\/(?:api|routes)\/.+)\.[jt]sx?$/
