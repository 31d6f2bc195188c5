import { defineRule } from '../../src/core/rule.ts'
import { entriesWithoutExpiry } from '../../src/project/services/caches.ts'
import { project } from '../../src/project/subject.ts'

export default defineRule({
  subject: project,
  title: 'Cached entries have a time to live',
  why: 'An entry that never expires is served no matter how stale it is, and the cache grows until it is full.',
  fix: 'Give each entry a time to live, or the cache a default: { EX: 300 }, stdTTL, ttl.',
  presets: { recommended: 'warn', strict: 'warn' },
  checklist: ['DAT-7'],
  references: ['Redis: SET, Options', 'AWS Builders Library: Caching challenges and strategies'],
  silentOn: [
    'data in Redis or Keyv that nothing marks as a cache: sessions, flags, counters, locks',
    'caches whose options are defined elsewhere: they may set a default',
    'entries whose expiry is set later in the same function',
    'lru-cache, which cannot be created without a limit',
    'tests',
  ],
  messages: {
    forever: '{{call}} stores this entry without an expiry, so it is served no matter how stale it is, and the cache grows until it is full. Set a time to live.',
  },
  examples: {
    bad: [
      {
        code: `import Redis from 'ioredis'

const redis = new Redis()

export async function cacheBook(book) {
  await redis.set(\`book:\${book.id}\`, JSON.stringify(book))
}`,
      },
      {
        title: 'read first, and computed on a miss',
        code: `const { createClient } = require('redis')
const client = createClient()

exports.findUser = async (id) => {
  const hit = await client.get(\`user:\${id}\`)
  if (hit) return JSON.parse(hit)
  const user = await load(id)
  await client.set(\`user:\${id}\`, JSON.stringify(user))
  return user
}`,
      },
      {
        title: 'binary',
        code: `import Redis from 'ioredis'

const redis = new Redis()
export const cover = async (isbn) => {
  const known = await redis.getBuffer(isbn)
  if (known) return known
  const image = await load(isbn)
  await redis.set(isbn, image)
  return image
}`,
      },
      {
        title: 'in a store of Workers that is passed in',
        code: `import type { KVNamespace } from '@cloudflare/workers-types'

export async function poll(store: KVNamespace, id: string) {
  const cached = await store.get(id, 'json')
  if (cached) return cached
  const poll = await load(id)
  await store.put(id, JSON.stringify(poll))
  return poll
}`,
      },
      {
        title: 'a cache without a default',
        code: `const NodeCache = require('node-cache')
const books = new NodeCache()

exports.remember = (book) => books.set(book.id, book)`,
      },
    ],
    good: [
      {
        code: `import Redis from 'ioredis'

const redis = new Redis()

export async function cacheBook(book) {
  await redis.set(\`book:\${book.id}\`, JSON.stringify(book), 'EX', 300)
}`,
      },
      {
        title: 'a default for all entries',
        code: `const NodeCache = require('node-cache')
const books = new NodeCache({ stdTTL: 300 })

exports.remember = (book) => books.set(book.id, book)`,
      },
      {
        title: 'Redis as a store',
        code: `import { createClient } from 'redis'

const client = createClient()
export const switchOn = (feature) => client.set(\`feature:\${feature}\`, 'on')
export async function count(name) {
  const before = await client.get(name)
  await client.set(name, Number(before) + 1)
}`,
      },
    ],
  },
  check: ({ unit, report }) => ({
    Module(module) {
      for (const { call, range } of entriesWithoutExpiry(unit, module)) report({ file: module.file, range }, 'forever', { call })
    },
  }),
})
