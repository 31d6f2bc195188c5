import { isAscii } from 'node:buffer'
import { closeSync, fstatSync, openSync } from 'node:fs'
import { createRequire, Module } from 'node:module'
import { basename, dirname, join } from 'node:path'
import { Script } from 'node:vm'

import { fill, Scratch } from './scratch.ts'

/** What becomes of the compiled code of chunks. */
export interface CompiledCode {
  /** What an earlier run has compiled of a chunk. It need not be valid after the next call. */
  codeOf(name: string): Buffer | undefined
  onCompiled(name: string, script: Script): void
}

/**
 * Matches chunks with a content hash in their names. Other files keep their names when they change, so a cache for another build might be
 * used for them. The build puts what imports dynamically into one of them, because that does not work in what `Script` compiles.
 */
const madeFromContent = /^(?!import-)[\w.-]+-[\da-z]{7}\.cjs$/

/** What makes a script a function, as in Node. */
const before = '(function (exports, require, module, __filename, __dirname) { '
const after = '\n});'

/**
 * From now on, the program's chunks are loaded by this, with the compiled code of earlier runs. Node's own loader looks each of them up on
 * disk and copies its text several times: a tenth of a short run, because the largest have 100 to 600 kB, and memory fresh from the system
 * is slow to fill.
 * @param own the directory of the built program
 */
export function loadChunks(own: string, code: CompiledCode): void {
  const compile: unknown = '_compile' in Module.prototype ? Module.prototype._compile : undefined
  if (typeof compile !== 'function') return
  const loaded = createRequire(import.meta.filename).cache
  const scratch = new Scratch()

  /** @param first the chunk that Node has loaded, which knows where packages are */
  const run = (chunk: Module, first: Module, name: string, text: string): void => {
    const file = join(own, name)
    const cachedData = code.codeOf(name)
    const script = new Script(text, { filename: file, ...(cachedData !== undefined && { cachedData }) })
    code.onCompiled(name, script)
    const body: unknown = script.runInThisContext()
    const require = (id: string): unknown => (id.startsWith('./') ? load(id.slice(2), first) : undefined) ?? first.require(id)
    if (typeof body === 'function') Reflect.apply(body, chunk.exports, [chunk.exports, require, chunk, file, own])
  }

  /** The exports of a chunk; nothing if it is none, or has to be loaded by Node. */
  const load = (name: string, first: Module): unknown => {
    const file = join(own, name)
    const known = loaded[file]
    if (known !== undefined) return known.exports
    if (!madeFromContent.test(name)) return undefined
    const text = functionIn(file, scratch)
    // Where Node looks, too: what a configuration imports from this package must be the same instances.
    const chunk = (loaded[file] = new Module(file, first))
    try {
      run(chunk, first, name, text)
    } catch (error) {
      Reflect.deleteProperty(loaded, file)
      throw error
    }
    chunk.loaded = true
    return chunk.exports
  }

  Object.defineProperty(Module.prototype, '_compile', {
    value(this: Module, content: string, file: string, ...rest: unknown[]): unknown {
      const name = basename(file)
      if (dirname(file) !== own || !madeFromContent.test(name)) return Reflect.apply(compile, this, [content, file, ...rest])
      return run(this, this, name, `${before}${content}${after}`)
    },
  })
}

/** The text of a chunk as a function. */
function functionIn(file: string, scratch: Scratch): string {
  const descriptor = openSync(file, 'r')
  try {
    const { size } = fstatSync(descriptor)
    const length = before.length + size + after.length
    const bytes = scratch.ofSize(length)
    bytes.write(before)
    const end = before.length + fill(bytes.subarray(before.length, before.length + size), descriptor, 0)
    bytes.write(after, end)
    // Chunks are plain ASCII, which is copied and not decoded.
    return isAscii(bytes) ? bytes.toString('latin1') : bytes.toString()
  } finally {
    closeSync(descriptor)
  }
}
