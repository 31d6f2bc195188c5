/** A client or library for caching. */
export interface CacheLibrary {
  readonly name: string
  readonly packages: readonly string[]
  /** The method that stores an entry, and the index of the first argument that may set its expiry. */
  readonly store: string
  readonly end: number
  /** Options of the cache's constructor that let every entry expire. */
  readonly defaults: readonly string[]
  /** The library is also used for permanent storage, so that only evident caches count. */
  readonly isStore: boolean
}

/** The key-value store of Cloudflare Workers. */
export const workersStore = 'Workers KV'

/** Cache libraries. Not listed: lru-cache, which requires a bound. Sources: each library's documentation, November 2026. */
export const cacheLibraries: readonly CacheLibrary[] = [
  {
    name: 'redis',
    packages: ['ioredis', 'redis', '@redis/client', '@upstash/redis', '@vercel/kv', 'handy-redis', 'async-redis', 'tedis'],
    store: 'set',
    end: 2,
    defaults: [],
    isStore: true,
  },
  { name: 'node-cache', packages: ['node-cache'], store: 'set', end: 2, defaults: ['stdTTL'], isStore: false },
  { name: 'memory-cache', packages: ['memory-cache'], store: 'put', end: 2, defaults: [], isStore: false },
  { name: 'keyv', packages: ['keyv', '@keyvhq/core'], store: 'set', end: 2, defaults: ['ttl'], isStore: true },
  // A binding of the worker and not a package, so it is recognized by its name or its type.
  { name: workersStore, packages: [], store: 'put', end: 2, defaults: [], isStore: true },
  { name: 'cache-manager', packages: ['cache-manager'], store: 'set', end: 2, defaults: ['ttl'], isStore: false },
]

/** Methods that set the expiry of an existing entry. */
export const expiryMethods: readonly string[] = ['expire', 'pexpire', 'expireat', 'expireAt', 'pExpire', 'pexpireat', 'setex', 'setEx', 'psetex', 'pSetEx']
