import { existsSync, readFileSync, statSync } from 'node:fs'
import { Module } from 'node:module'
import { basename, dirname, join } from 'node:path'
import { Script } from 'node:vm'
import { crc32 } from 'node:zlib'

import { hash64 } from '../../core/hash.ts'
import { putInPlace } from '../node/disk/put-in-place.ts'
import { userCache } from '../node/cache/user-cache.ts'

/**
 * Matches chunks with a content hash in their names. Other files keep their names when they change, so a cache for another build might be
 * used for them.
 */
const madeFromContent = /-[\da-z]{7}\.cjs$/
// A check of larger contracts runs more code, and what is cached for it would take a small one longer to read than to compile the rest. In bytes.
const large = 256 * 1024
// A run that takes this much longer than the one whose code was kept has compiled more functions.
const growth = 1.5

/**
 * Caches compiled code between runs, as Node itself does from version 22 on: compiling takes half of a short run. Chunks are identified by
 * their names, which contain a content hash; the few files without one contain next to no code.
 * @param own the directory of the built program
 * @param args the command line: a check of contracts, or of a commit, needs much less code than one of all sources, and one of a small
 * contract still less, and should not have to read the rest
 */
export function cacheCode(own: string, args: readonly string[]): void {
  // When run from sources, changes could not be detected.
  if (basename(own) !== 'dist' || !('_compile' in Module.prototype)) return
  const compile = Module.prototype._compile
  if (typeof compile !== 'function') return
  const place = placeFor(own, workOf(args))
  if (place === undefined) return
  const kept = read(place)
  const scripts = new Map<string, Script>()
  let isComplete = kept.ran > 0
  Object.defineProperty(Module.prototype, '_compile', {
    value(this: Module, content: string, file: string): unknown {
      // Dynamic `import()` does not work in code that is compiled by `Script`.
      const name = basename(file)
      if (dirname(file) !== own || !madeFromContent.test(name) || content.includes('import(')) return Reflect.apply(compile, this, [content, file])
      const cachedData = kept.code.get(name)
      const script = new Script(Module.wrap(content), { filename: file, ...(cachedData !== undefined && { cachedData }) })
      if (script.cachedDataRejected !== false) isComplete = false
      scripts.set(name, script)
      const require = (id: string): unknown => this.require(id)
      const run: unknown = script.runInThisContext()
      return typeof run === 'function' ? Reflect.apply(run, this.exports, [this.exports, require, this, file, own]) : undefined
    },
  })
  process.on('exit', () => {
    const ran = Math.round(performance.now())
    if (isComplete && ran <= kept.ran * growth) return
    // Files of earlier builds no longer exist, and their code is dropped.
    const others = [...kept.code].filter(([name]) => existsSync(join(own, name)))
    write(place, { ran, code: new Map([...others, ...codeOf(scripts)]) })
  })
}

/** The contents of the cache file. */
interface CachedCode {
  /** The duration of the run that wrote it, in milliseconds. */
  readonly ran: number
  readonly code: ReadonlyMap<string, Buffer>
}

/** A guess. If it is wrong, a little more is cached than needed, or something is compiled again. */
function workOf(args: readonly string[]): 'change' | 'documents' | 'large-documents' | 'code' {
  if (args.some((arg) => arg === '--staged' || arg.startsWith('--since'))) return 'change'
  const documents = args.filter((arg) => /\.(?:ya?ml|json)$/i.test(arg))
  if (documents.length === 0 || args.some((arg) => /\.[cm]?[jt]sx?$/i.test(arg))) return 'code'
  return documents.some((file) => sizeOf(file) > large) ? 'large-documents' : 'documents'
}

function sizeOf(file: string): number {
  try {
    return statSync(file).size
  } catch {
    // A pattern, or a mistake that is reported later.
    return 0
  }
}

/** In `node_modules/.cache` beside the installed package, as is the convention. */
function placeFor(own: string, work: string): string | undefined {
  const modules = dirname(dirname(own))
  const cache = basename(modules) === 'node_modules' ? join(modules, '.cache') : userCache()
  return cache === undefined ? undefined : join(cache, 'setsquare', `${work}-${hash64(`${own} ${process.version} ${process.arch}`)}`)
}

function codeOf(scripts: ReadonlyMap<string, Script>): Map<string, Buffer> {
  return new Map([...scripts].map(([name, script]) => [name, script.createCachedData()]))
}

/** Reads a header line with the sizes, followed by the code of each file. It has a checksum, because damaged code would crash the runtime. */
function read(place: string): CachedCode {
  const code = new Map<string, Buffer>()
  try {
    const bytes = readFileSync(place)
    const end = bytes.indexOf(10)
    const body = bytes.subarray(end + 1)
    const [sum, ran, ...files] = bytes.toString('latin1', 0, end).split(' ')
    if (Number(sum) !== crc32(body)) return { ran: 0, code }
    let at = 0
    for (const file of files) {
      const [name = '', length] = file.split(':')
      code.set(name, body.subarray(at, (at += Number(length))))
    }
    return { ran: Number(ran), code }
  } catch {
    return { ran: 0, code }
  }
}

function write(place: string, { ran, code }: CachedCode): void {
  const body = Buffer.concat([...code.values()])
  const files = [...code].map(([name, { length }]) => `${name}:${length}`)
  putInPlace(place, Buffer.concat([Buffer.from(`${[crc32(body), ran, ...files].join(' ')}\n`), body]))
}
