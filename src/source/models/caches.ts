/** A library that keeps entries for later. */
export interface CacheLibrary {
  readonly name: string
  readonly packages: readonly string[]
  /** The method that stores an entry, and the argument (or more) by which an end can be set. */
  readonly store: string
  readonly end: number
  /** Options of the cache, where it is made, by which all its entries end. */
  readonly defaults: readonly string[]
  /** It may as well keep what must never go: only what is evidently a cache counts. */
  readonly isStore: boolean
}

/** Not listed: lru-cache, which cannot be made without a bound. Sources: each library's documentation, November 2026. */
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
  // Bound to a worker, and so of no package: it is known by its name.
  { name: 'Workers KV', packages: [], store: 'put', end: 2, defaults: [], isStore: true },
  { name: 'cache-manager', packages: ['cache-manager'], store: 'set', end: 2, defaults: ['ttl'], isStore: false },
]

/** Calls that set the end of an entry afterwards. */
export const expiryMethods: readonly string[] = ['expire', 'pexpire', 'expireat', 'expireAt', 'pExpire', 'pexpireat', 'setex', 'setEx', 'psetex', 'pSetEx']
