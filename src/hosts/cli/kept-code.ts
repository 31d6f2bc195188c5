import { existsSync, readFileSync } from 'node:fs'
import { Module } from 'node:module'
import { basename, dirname, join } from 'node:path'
import { Script } from 'node:vm'
import { crc32 } from 'node:zlib'

import { hash64 } from '../../core/hash.ts'
import { putInPlace } from '../node/disk/put-in-place.ts'
import { userCache } from '../node/kept/user-cache.ts'

/** What a name ends in that the build has made from what is in the file. The others' code may be of another build, and be served as this one's. */
const madeFromContent = /-[\w-]{8}\.cjs$/
/** A run that takes so much longer than the one whose code is kept has compiled more. */
const growth = 1.5

/**
 * Keeps compiled code between runs, as Node does itself from version 22 on: half of a short run is compiling. Files are known by their
 * names, which the build makes from what is in them; the few that others import by name are next to empty.
 * @param own the directory of the built program
 * @param args the command line: a check of contracts compiles half of what one of code does, and would read the rest each time in vain
 */
export function keepCode(own: string, args: readonly string[]): void {
  // Run from its sources, nobody could tell when they change.
  if (basename(own) !== 'dist' || !('_compile' in Module.prototype)) return
  const compile = Module.prototype._compile
  if (typeof compile !== 'function') return
  const place = placeFor(own, namesDocumentsAlone(args) ? 'documents' : 'code')
  if (place === undefined) return
  const kept = read(place)
  const scripts = new Map<string, Script>()
  let isComplete = kept.ran > 0
  Object.defineProperty(Module.prototype, '_compile', {
    value(this: Module, content: string, file: string): unknown {
      // What imports at run time needs more than a script of its own can give it.
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
    // Of what earlier builds have left, nothing is of any use.
    const others = [...kept.code].filter(([name]) => existsSync(join(own, name)))
    write(place, { ran, code: new Map([...others, ...codeOf(scripts)]) })
  })
}

interface Kept {
  /** How long the run took after which it was kept, in milliseconds. */
  readonly ran: number
  readonly code: ReadonlyMap<string, Buffer>
}

/** A guess by the names of files: where it is wrong, more is kept than is needed, or something is compiled once more. */
function namesDocumentsAlone(args: readonly string[]): boolean {
  return args.some((arg) => /\.(?:ya?ml|json)$/i.test(arg)) && !args.some((arg) => /\.[cm]?[jt]sx?$/i.test(arg))
}

/** Beside the packages that we are installed with, where others keep theirs. */
function placeFor(own: string, kind: string): string | undefined {
  const modules = dirname(dirname(own))
  const cache = basename(modules) === 'node_modules' ? join(modules, '.cache') : userCache()
  return cache === undefined ? undefined : join(cache, 'setsquare', `${kind}-${hash64(`${own} ${process.version} ${process.arch}`)}`)
}

function codeOf(scripts: ReadonlyMap<string, Script>): Map<string, Buffer> {
  return new Map([...scripts].map(([name, script]) => [name, script.createCachedData()]))
}

/** A line that says what follows, and the code of one file after the other. Damaged code would bring the runtime down. */
function read(place: string): Kept {
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

function write(place: string, { ran, code }: Kept): void {
  const body = Buffer.concat([...code.values()])
  const files = [...code].map(([name, { length }]) => `${name}:${length}`)
  putInPlace(place, Buffer.concat([Buffer.from(`${[crc32(body), ran, ...files].join(' ')}\n`), body]))
}
