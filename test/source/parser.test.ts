import { createRequire } from 'node:module'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

import { loadNative } from '../../src/source/syntax/native-parser.ts'
import { openParser } from '../../src/source/syntax/parser.ts'
import type { Parser } from '../../src/source/syntax/parser.ts'

const load = createRequire(import.meta.url)
const options = { lang: 'ts', astType: 'ts', preserveParens: false } as const

/** Everything that a result holds, each part read twice. */
function partsOf(parsed: ReturnType<Parser['parseSync']>): unknown {
  return [parsed, parsed].map(({ program, module, comments, errors }) => ({ program, module, comments, errors }))
}

/** A `require` for which nothing is installed. */
function failing(asked: string[]): NodeJS.Require {
  const require = (name: string): unknown => {
    asked.push(name)
    if (name.endsWith('-musl')) return {}
    throw new Error('not installed')
  }
  return Object.assign(require, { resolve: load.resolve, cache: load.cache, extensions: {}, main: undefined }) as NodeJS.Require
}

describe('the native code of the parser', () => {
  // This test is about systems that are in the table.
  it.runIf(['linux', 'darwin', 'win32'].includes(process.platform))('gives what its package gives', async () => {
    const own = openParser(load, process)
    const ofPackage = load('oxc-parser') as Parser
    expect(own).not.toBe(ofPackage)
    for (const text of [
      "import a, { b as c } from 'd' // e\nexport * from './f'\nexport const g = /h/giu, i = 12345678901234567890n, j = [/k(?<l>m)/, { n: 1n }]\n",
      'const known = /(?<a>x)|(?<a>y)/, unknown = /[\\p{Unknown}]/v\n',
      'const = 1\n',
      '',
    ]) {
      expect(partsOf(own.parseSync('a.ts', text, options))).toEqual(partsOf(ofPackage.parseSync('a.ts', text, options)))
      expect(partsOf(await own.parse('a.ts', text, options))).toEqual(partsOf(await ofPackage.parse('a.ts', text, options)))
    }
  })

  it('is loaded by the package on other systems, and where it cannot be loaded by itself', () => {
    const ofPackage: unknown = load('oxc-parser')
    expect(openParser(load, { platform: 'sunos', arch: 'x64' })).toBe(ofPackage)
    const asked: string[] = []
    expect(loadNative(failing(asked), '/beside', { platform: 'linux', arch: 'arm64' })).toBeUndefined()
    expect(asked).toEqual(['gnu', 'musl'].flatMap((libc) => [join('/beside', `@oxc-parser/binding-linux-arm64-${libc}`, `parser.linux-arm64-${libc}.node`), `@oxc-parser/binding-linux-arm64-${libc}`]))
  })

  it('says what to do if it is not installed for this system', () => {
    expect(() => openParser(failing([]), { platform: 'sunos', arch: 'x64' })).toThrow(/oxc-parser for sunos-x64 is not installed.* remove node_modules/)
  })
})
