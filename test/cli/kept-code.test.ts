import { chmodSync, existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import module from 'node:module'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

import { contract, directoryWith, setsquare } from '../support/program.ts'
import type { Run } from '../support/program.ts'

/** A project of one contract and one source, and the user's cache directory. */
function project(): { readonly check: (env?: Readonly<Record<string, string>>) => Promise<Run>; readonly kept: () => string[]; readonly cache: string } {
  const cwd = directoryWith({ 'openapi.yaml': contract, 'src/a.ts': 'export const a = 1\n', 'cache/.keep': '' })
  const cache = join(cwd, 'cache')
  return {
    cache,
    check: (env = {}) => setsquare(['check', '--format', 'gitlab', '--no-cache'], { cwd, env: { XDG_CACHE_HOME: cache, ...env } }),
    kept: () => (existsSync(join(cache, 'setsquare')) ? readdirSync(join(cache, 'setsquare')).map((name) => join(cache, 'setsquare', name)) : []),
  }
}

/** From Node 22 on, Node keeps the code. */
describe.skipIf('enableCompileCache' in module)('compiled code', () => {
  it('is kept by the first run and serves the second one, which finds the same', async () => {
    const { check, kept } = project()
    const first = await check()
    expect(first.stdout).toContain('plural-collections')
    const [file = ''] = kept()
    expect(statSync(file).size).toBeGreaterThan(100_000)
    expect(await check()).toEqual(first)
  })

  it.each([
    ['cut short', (bytes: Buffer) => bytes.subarray(0, bytes.length / 2)],
    ['changed in one bit', (bytes: Buffer) => bytes.map((byte, at) => (at === bytes.length >> 1 ? byte ^ 4 : byte))],
    ['empty', () => Buffer.alloc(0)],
    ['something else', () => Buffer.from('0 1 core.cjs:7\nnothing')],
  ])('that is %s is made again', async (_, damage) => {
    const { check, kept } = project()
    const first = await check()
    const [file = ''] = kept()
    const { size } = statSync(file)
    writeFileSync(file, damage(readFileSync(file)))
    expect(await check()).toEqual(first)
    expect(statSync(file).size).toBeGreaterThan(size / 2)
  })

  it('is not kept where nothing can be written, or nobody wants it', async () => {
    const { check, kept, cache } = project()
    const first = await check({ NODE_DISABLE_COMPILE_CACHE: '1' })
    writeFileSync(join(cache, 'setsquare'), 'a file, and no directory')
    chmodSync(cache, 0o500)
    expect(await check()).toEqual(first)
    expect(() => kept()).toThrow()
  })
})
