import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { crc32 } from 'node:zlib'
import { describe, expect, it } from 'vitest'

import { contract, directoryWith, setsquare } from '../support/program.ts'
import type { Run } from '../support/program.ts'
import { repositoryWith } from '../support/repository.ts'

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

/** The files whose compiled code is in the cache. */
function namesIn(file: string): string[] {
  const [line = ''] = readFileSync(file, 'latin1').split('\n', 1)
  return line.split(' ').slice(2).map((entry) => entry.replace(/:.*/, ''))
}

describe('compiled code', () => {
  it('is kept by the first run and serves the second one, which finds the same', async () => {
    const { check, kept } = project()
    const first = await check()
    expect(first.stdout).toContain('plural-collections')
    const [file = ''] = kept()
    expect(statSync(file).size).toBeGreaterThan(100_000)
    expect(await check()).toEqual(first)
  })

  it('is kept of every chunk with much code', async () => {
    const { check, kept } = project()
    await check()
    await check()
    const names = kept().flatMap(namesIn)
    const dist = new URL('../../dist/', import.meta.url)
    const large = readdirSync(dist).filter((name) => /^(?:api|begin|check|code|contracts|core|project)-\w{7}\.cjs$/.test(name))
    expect(large.length).toBe(7)
    expect(names).toEqual(expect.arrayContaining(large))
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

  it('is less for contracts than for all there is, and each check reads its own', async () => {
    const { check, kept, cache } = project()
    await check()
    const [whole = ''] = kept()
    await setsquare(['check', 'openapi.yaml', '--no-cache'], { cwd: join(cache, '..'), env: { XDG_CACHE_HOME: cache } })
    const [documents = '', ...more] = kept().filter((file) => file !== whole)
    expect(more).toEqual([])
    expect(statSync(documents).size).toBeLessThan(statSync(whole).size)
    writeFileSync(join(cache, '../large.yaml'), `${contract}# ${'x'.repeat(300_000)}\n`)
    await setsquare(['check', 'large.yaml', '--no-cache'], { cwd: join(cache, '..'), env: { XDG_CACHE_HOME: cache } })
    expect(kept().length).toBe(3)
  })

  it('is that of files whose names tell what is in them: another build has others', async () => {
    const { check, kept, cache } = project()
    const cwd = join(cache, '..')
    mkdirSync(join(cwd, 'node_modules'))
    symlinkSync(fileURLToPath(new URL('../../', import.meta.url)), join(cwd, 'node_modules/setsquare'))
    writeFileSync(join(cwd, 'setsquare.config.mjs'), "import { defineConfig } from 'setsquare'\nexport default defineConfig({})\n")
    expect((await check()).stderr).toBe('')
    const [file = ''] = kept()
    expect(namesIn(file).length).toBeGreaterThan(5)
    expect(namesIn(file).filter((name) => !/-\w{7}\.cjs$/.test(name))).toEqual([])
  })

  it('of earlier builds is let go', async () => {
    const { check, kept } = project()
    const first = await check()
    const [file = ''] = kept()
    const bytes = readFileSync(file)
    const end = bytes.indexOf(10)
    const [, , ...names] = bytes.toString('latin1', 0, end).split(' ')
    const body = Buffer.concat([bytes.subarray(end + 1), Buffer.from('code')])
    // With a recorded duration of 1 ms, the next run takes longer and writes the cache again.
    writeFileSync(file, Buffer.concat([Buffer.from(`${[crc32(body), 1, ...names, 'gone-1234567.cjs:4'].join(' ')}\n`), body]))
    expect(await check()).toEqual(first)
    expect(namesIn(file)).toEqual(names.map((name) => name.replace(/:.*/, '')))
  })

  it('of a first check of everything is let go by a check of a commit, which needs far less', async () => {
    const repository = repositoryWith({ 'a.ts': 'export const a = 1\n', 'cache/.keep': '' })
    repository.stage({ 'a.ts': 'export const a = 2\n' })
    const cache = join(repository.cwd, 'cache')
    const check = async (): Promise<number> => {
      expect(await setsquare(['check', '--staged'], { cwd: repository.cwd, env: { XDG_CACHE_HOME: cache } })).toMatchObject({ code: 0, stderr: '' })
      const file = readdirSync(join(cache, 'setsquare')).find((name) => name.startsWith('staged-'))
      return statSync(join(cache, 'setsquare', file ?? '')).size
    }
    expect(await check()).toBeGreaterThan(100_000)
    const file = join(cache, 'setsquare', readdirSync(join(cache, 'setsquare')).find((name) => name.startsWith('staged-')) ?? '')
    const ranLong = (): void => { writeFileSync(file, Buffer.from(readFileSync(file, 'latin1').replace(/^\d+/, '600000'), 'latin1')) }
    ranLong()
    expect(await check()).toBeLessThan(10)
    expect(await check()).toBeGreaterThan(100_000)
    // Once only: in turns with longer checks, each would have to compile again what the other let go.
    ranLong()
    expect(await check()).toBeGreaterThan(100_000)
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

/** A user without an entry in the user database, as is common in containers. */
const asStranger = ['/usr/bin/setpriv', '--reuid=54321', '--regid=54321', '--clear-groups', '--', '/usr/bin/env', '-u', 'HOME', '-u', 'XDG_CACHE_HOME']
const canBeStranger = process.getuid?.() === 0 && existsSync('/usr/bin/setpriv')

describe('somebody without a home', () => {
  it.runIf(canBeStranger)('is served as well', async () => {
    const cwd = directoryWith({ 'openapi.yaml': contract })
    chmodSync(cwd, 0o755)
    expect(await setsquare(['check', '--format', 'gitlab'], { cwd, through: asStranger })).toMatchObject({ code: 0, stderr: '' })
  })

  it('finds nothing left behind in the project', async () => {
    const cwd = directoryWith({ 'openapi.yaml': contract })
    for (const env of [{ HOME: '', XDG_CACHE_HOME: '' }, { HOME: '', XDG_CACHE_HOME: 'cache' }]) expect(await setsquare(['check', '--format', 'gitlab'], { cwd, env })).toMatchObject({ code: 0 })
    expect(readdirSync(cwd)).toEqual(['openapi.yaml'])
  })
})

it('a working directory that is gone is no defect of ours', async () => {
  const cwd = directoryWith({ 'gone/.keep': '' })
  const run = await setsquare(['check'], { cwd, through: ['/bin/sh', '-c', 'cd gone && rm -r ../gone && exec "$@"', 'sh'] })
  expect(run).toMatchObject({ code: 2, stderr: expect.stringContaining('setsquare: the working directory does not exist any more') as string })
})

it('a check without any cache does not crash, whatever patterns Node itself has used before', async () => {
  const files = { 'package.json': '{ "dependencies": { "express": "5" } }', 'src/a.js': "const app = require('express')()\napp.get('/a', (req, res) => res.json({ items: [] }))\n" }
  const { code, stderr } = await setsquare(['check', '--no-cache'], { cwd: directoryWith(files), env: { NODE_DISABLE_COMPILE_CACHE: '1' } })
  expect([code, stderr]).toEqual([0, ''])
})
