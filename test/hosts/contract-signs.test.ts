import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { signsIn } from '../../src/hosts/node/disk/contract-signs.ts'
import { isExcluded, kindOf } from '../../src/hosts/node/disk/kinds.ts'

const signs = (text: string): string => signsIn(Buffer.from(text))

describe('the signs of a contract', () => {
  it.each([
    ['openapi: 3.1.0', 'contract'],
    ['openapi: 3', 'contract'],
    ["swagger: '2.0'", 'contract'],
    ['"openapi": "3.0.0"', 'contract'],
    ['openapi : 3.0.0', 'contract'],
    ['\uFEFFopenapi: 3.0.0', 'contract'],
    ['# c\n\n%YAML 1.2\n---\nopenapi: 3.0.0', 'contract'],
    ['  info: {}\n  openapi: 3.0.0', 'contract'],
    ['info:\n  openapi: 3.0.0', 'none'],
    ['openapi:\n  version: 3', 'none'],
    ['openapi: https://example.com/3.0', 'none'],
    ['openapi: v3', 'none'],
    ['xopenapi: 3.0.0', 'none'],
    ['info: {}\npaths: {}', 'unversioned'],
    ['{ "info": {},\n"paths": {},\n"info": {} }', 'unversioned'],
    ['{"openapi":"3.0.0"', 'contract'],
    ['{"a":"\\"","swagger":"2.0"}', 'contract'],
    ['{"a":"{","openapi":"3.0.0"}', 'contract'],
    ['{"a":{"openapi":"3.0.0"}}', 'none'],
    ['{"a":"openapi","3.0.0":1}', 'none'],
    ['["openapi", "3.0.0"]', 'none'],
    ['# generated\r\n---\r\n{\n  "openapi": "3.0.0" }', 'contract'],
    ['--- { "swagger": "2.0" }', 'contract'],
    ['# c\n\n{ "a": { "openapi": "3.0.0" } }', 'none'],
    ['', 'empty'],
    ['  \n\t', 'empty'],
    ['\0\0', 'binary'],
    ['version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 12345\n', 'pointer'],
  ])('in %j: %s', (text, expected) => {
    expect(signs(text)).toBe(expected)
  })

  it.each(['openapi: 3.1.0\ninfo: {}', '{ "openapi": "3.1.0", "info": {} }'])('in UTF-16: %s', (text) => {
    const little = (some: string): Buffer => Buffer.from(some, 'utf16le')
    const big = (some: string): Buffer => little(some).swap16()
    for (const encode of [little, big]) for (const mark of ['', '\uFEFF']) expect(signsIn(encode(mark + text))).toBe('contract')
    expect(signsIn(big('x-openapi: 3.1.0'))).toBe('none')
    expect(signsIn(Buffer.concat([big(text), Buffer.from([0])]))).toBe('contract')
  })

  it('are looked for in any bytes without trouble', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 500 }), (bytes) => {
        expect(signsIn(Buffer.from(bytes))).toMatch(/^\w+$/)
      }),
    )
    const hostile = ['\\"', '{"', ' openapi', '\n', ' #', '"swagger":"', '{', 'openapi: ']
    for (const piece of hostile) {
      expect(signs(`${piece.repeat(300_000)}openapi`)).toMatch(/^\w+$/)
    }
  })
})

describe('what a file is, by its name', () => {
  it.each([
    ['a.ts', 'source'],
    ['a.test.tsx', 'source'],
    ['A.MJS', 'source'],
    ['a.d.ts', 'other'],
    ['a.d.mts', 'other'],
    ['styles.d.css.ts', 'other'],
    ['jquery-3.min.js', 'other'],
    ['admin.js', 'source'],
    ['.pnp.cjs', 'other'],
    ['.pnp.loader.mjs', 'other'],
    ['a.yml', 'document'],
    ['a.JSON', 'document'],
    ['a.json5', 'other'],
    ['ts', 'other'],
  ])('%s: %s', (name, expected) => {
    expect(kindOf(`/p/${name}`)).toBe(expected)
  })

  it.each([
    ['src/a.ts', false],
    ['node_modules/x/a.ts', true],
    ['src/node_modules/x/a.ts', true],
    ['dist/a.ts', true],
    ['packages/p/dist/a.ts', true],
    ['src/dist/a.ts', false],
    ['packages/p/src/build/a.ts', false],
    ['dist.ts', false],
    ['vendor/', true],
  ])('%s is left out: %s', (path, expected) => {
    expect(isExcluded(path)).toBe(expected)
  })
})
