import type { TSESTree } from '@typescript-eslint/utils'
import { bindingsOf, memberName } from '../names/bindings.ts'
import type { Call } from '../names/calls.ts'
import { isFunction } from '../names/classes.ts'
import { indexFile } from '../values/declarations.ts'
import { readerOf } from '../values/reader-of.ts'
import type { ValueReader } from '../values/reader.ts'
import { returnedValues } from './structure.ts'
import type { ReturnedValues } from './structure.ts'
import { trimmed } from '../values/value.ts'
import type { Value } from '../values/value.ts'
import type { Range, SourceFile } from '../syntax/file.ts'
import { importedFunction } from '../names/imported-call.ts'
import { cacheLibraries, expiryMethods, workersStore } from '../models/caches.ts'
import type { CacheLibrary } from '../models/caches.ts'
import { isOfProject, packageOf } from '../models/lookup.ts'
import { modulesOf } from '../names/origin.ts'
import { nameOfValue } from '../names/value-name.ts'

/** A call that stores an entry without an expiry. */
export interface CacheEntry {
  readonly call: string
  readonly range: Range
  /** The receiver, if it comes from another file; otherwise the entry is known not to expire. */
  readonly cache?: Value
  /** The context shows that it is a cache, whatever the receiver is. */
  readonly isForCaching: boolean
  /** The name of the method. */
  readonly store: string
}

/** A cache, identified by the offset where the call that creates it ends. */
export interface CreatedCache {
  readonly at: number
  /** The functions that return it, by their start offset. */
  readonly ofFunctions: readonly number[]
  readonly library: string
  /** Its options set an expiry for all entries, or may do so. */
  readonly mayExpire: boolean
}

/** Cache entries without an expiry, and the caches that a file creates. */
export interface CacheFacts {
  readonly entries: readonly CacheEntry[]
  readonly created: readonly CreatedCache[]
}

/** The facts of a file without caches. */
const noCaches: CacheFacts = { entries: [], created: [] }

const storing = new RegExp(`\\.(?:${[...new Set(cacheLibraries.map(({ store }) => store))].join('|')})\\(`)

/** A cache from another file is recognised by its name or its path. */
const spokenOf = /cache|redis|keyv|\bkv\b|memo/i

/** The entries that never expire as far as this file shows, and the caches that it creates. */
export function cacheFacts(file: SourceFile): CacheFacts {
  const libraries = cacheLibraries.filter(({ packages }) => file.imports.some(({ specifier }) => packages.includes(packageOf(specifier))))
  const stores = storing.test(file.text) && (libraries.length > 0 || spokenOf.test(file.text))
  if (libraries.length === 0 && !stores) return noCaches
  const index = indexFile(file.program)
  const { calls } = index
  const reader = readerOf(file)
  return {
    entries: stores ? calls.flatMap((call) => (call.type === 'CallExpression' ? (entryOf(file, call, reader) ?? []) : [])) : [],
    created: libraries.length === 0 ? [] : calls.flatMap((call) => createdBy(file, call, libraries, () => returnedValues(index, reader)) ?? []),
  }
}

function createdBy(file: SourceFile, call: Call, libraries: readonly CacheLibrary[], returned: () => ReturnedValues): CreatedCache | undefined {
  const made = importedFunction(file, call.callee, (module) => libraries.some(({ packages }) => packages.includes(packageOf(module))))
  const library = made && libraries.find(({ packages }) => packages.includes(packageOf(made.module)))
  if (library === undefined) return undefined
  const at = call.range[1]
  const ofFunctions = Object.entries(returned()).flatMap(([of, values]) => (values.some((value) => (value.kind === 'call' || value.kind === 'new') && value.at === at) ? [Number(of)] : []))
  return { at, ofFunctions, library: library.name, mayExpire: mayConfigureExpiry(call, library) }
}

function entryOf(file: SourceFile, call: TSESTree.CallExpression, reader: ValueReader): CacheEntry | undefined {
  const { callee, arguments: args } = call
  if (callee.type !== 'MemberExpression' || args.length < 2 || args.some(({ type }) => type === 'SpreadElement')) return undefined
  const method = memberName(callee)
  const candidates = cacheLibraries.filter(({ store, end }) => store === method && args.length <= end)
  if (method === undefined || candidates.length === 0) return undefined
  const made = modulesOf(file, callee.object)
  const origins = made.map(({ specifier }) => specifier)
  const packages = origins.map(packageOf)
  const ofPackage = candidates.find((candidate) => candidate.packages.some((name) => packages.includes(name)))
  const ofWorker = made.some(({ imported }) => imported === 'KVNamespace') ? candidates.find(({ name }) => name === workersStore) : undefined
  const library = ofPackage ?? ofWorker ?? passedClient(callee, origins, candidates)
  const entry = { call: file.text.slice(...callee.range).replace(/\s+/g, ''), range: callee.range, store: method }
  if (library === undefined) {
    // Excludes, for example, a `Map` of this file.
    if (!origins.some(isOfProject) || expiresLater(file, call)) return undefined
    const cache = trimmed(reader.read(callee.object), 0)
    return { ...entry, cache, isForCaching: isForCaching(file, call, callee) }
  }
  const isForever = (!library.isStore || isForCaching(file, call, callee)) && !mayExpireByDefault(file, callee.object, library) && !expiresLater(file, call)
  return isForever ? { ...entry, isForCaching: true } : undefined
}

/** `ctx.redis.set()`: the client is passed in, so it is recognised by its name and not by an import. */
function passedClient({ object }: TSESTree.MemberExpression, origins: readonly string[], candidates: readonly CacheLibrary[]): CacheLibrary | undefined {
  const name = memberName(object)
  // `env.CACHE.put()` of Cloudflare Workers. Other names are judged by their use; object storage has no expiry.
  if (object.type === 'MemberExpression' && nameOfValue(object.object) === 'env') return /^(?!.*(?:BUCKET|R2|FILES|ASSETS|IMAGES))[A-Z][A-Z\d_]*$/.test(name ?? '') ? candidates.find(({ name: of }) => of === workersStore) : undefined
  const isRedis = /^redis(?:Client)?$/.test(name ?? '') && origins.every((specifier) => specifier.startsWith('.'))
  return isRedis ? candidates.find(({ isStore, packages }) => isStore && packages.length > 0) : undefined
}

/** True if a name shows that the data is disposable: that of the key, the client, the function, the class or the file. */
function isForCaching(file: SourceFile, call: TSESTree.CallExpression, callee: TSESTree.MemberExpression): boolean {
  const [key, value] = call.arguments
  const texts = [file.text.slice(...callee.object.range), key === undefined ? '' : writtenOut(file, key)]
  for (let at: TSESTree.Node | undefined = call; at !== undefined; at = at.parent) {
    // The entry is read first: `const cached = await redis.get(key)`.
    if (isFunction(at)) {
      const body = file.text.slice(...at.range)
      if (key !== undefined && isReadFirst(body, file.text.slice(...callee.object.range), file.text.slice(...key.range))) return true
      texts.push(/\b(?:const|let|var)\s+(cached?\w{0,40})\s*=/i.exec(body)?.[1] ?? '')
    }
    if ((at.type === 'FunctionDeclaration' || at.type === 'ClassDeclaration') && at.id !== null) texts.push(at.id.name)
    if (at.type === 'MethodDefinition' && at.key.type === 'Identifier') texts.push(at.key.name)
    if (at.type === 'VariableDeclarator' && at.id.type === 'Identifier') texts.push(at.id.name)
  }
  if (texts.some((name) => /cache/i.test(name))) return true
  // `client.set('seen:' + id, Date.now())` in a file named after caches is a flag.
  const isFlag = value?.type === 'Literal' || (value !== undefined && file.text.startsWith('Date.now()', value.range[0]))
  return !isFlag && /(?:^|[-._/])cache(?:d|s)?(?:[-._/]|$)/i.test(file.path)
}

/** `const hit = await redis.get(key)`, perhaps with `return JSON.parse(hit)`: what is stored afterwards can be recomputed. */
function isReadFirst(body: string, object: string, key: string): boolean {
  // Type arguments do not matter, nor whether there is a cache: `kv.get<string>(key)`, `redis?.get(key)`.
  const text = body.replace(/[?!]?\.get(?:Buffer)?(?:<[^()]{1,100}>)?\(/g, '.get(')
  const read = text.indexOf(`${object.replace(/!$/, '')}.get(${key}`)
  const name = read === -1 ? undefined : (/\b(?:const|let|var)\s+(\w{1,60})\s*=\s*(?:await\s+)?$/.exec(text.slice(Math.max(0, read - 100), read))?.[1] ?? readCallback.exec(text.slice(read, read + 200))?.[1])
  if (name === undefined) return false
  return new RegExp(`\\bif\\s*\\(${name}\\b[^;{}]{0,80}[){]\\s*return\\b[^;\\n]{0,120}\\b${name}\\b`).test(text.slice(read))
}

/** `redis.get(key, (error, hit) => {` */
const readCallback = /^[\w.]{1,80}\([^()]{1,80}, ?(?:async )?(?:function )?\(\w{1,40}, ?(\w{1,60})\)/

/** The source of a key, or of the constant that it refers to. */
function writtenOut(file: SourceFile, key: TSESTree.Node): string {
  const definition = key.type === 'Identifier' ? bindingsOf(file).definitionOf(key) : undefined
  const init = definition?.kind === 'variable' ? definition.init : undefined
  return file.text.slice(...key.range) + (init === undefined ? '' : file.text.slice(...init.range))
}

/** True if the receiver may have a default expiry: its options cannot be read, or it is not created here. */
function mayExpireByDefault(file: SourceFile, object: TSESTree.Node, library: CacheLibrary): boolean {
  if (library.defaults.length === 0) return false
  const definition = object.type === 'Identifier' ? bindingsOf(file).definitionOf(object) : undefined
  if (definition?.kind !== 'variable') return true
  const made = definition.init?.type === 'AwaitExpression' ? definition.init.argument : definition.init
  if (made?.type !== 'NewExpression' && made?.type !== 'CallExpression') return true
  return mayConfigureExpiry(made, library)
}

function mayConfigureExpiry(made: Call, { defaults }: CacheLibrary): boolean {
  return (
    defaults.length > 0 &&
    made.arguments.some((options) => {
      if (options.type === 'Literal') return false
      if (options.type !== 'ObjectExpression') return true
      return options.properties.some(
        (property) => property.type === 'SpreadElement' || (property.key.type === 'Identifier' && defaults.includes(property.key.name)),
      )
    })
  )
}

/** True if the same function calls `expire(key, seconds)`, or sets an expiry in another call: then omitting it here is deliberate. */
function expiresLater(file: SourceFile, call: TSESTree.Node): boolean {
  let around: TSESTree.Node = call
  while (around.parent !== undefined && !isFunction(around)) around = around.parent
  return expiring.test(file.text.slice(...around.range))
}

/** Not after a hyphen: that would match this rule's id in a comment. */
const expiring = new RegExp(`\\.(?:${expiryMethods.join('|')})\\(|\\b(?:EX|PX|EXAT|PXAT|KEEPTTL)\\b|(?<!-)[tT]tl|TTL|expir(?:e|y|ation)s?(?:In|At|Seconds)?\\b`)
