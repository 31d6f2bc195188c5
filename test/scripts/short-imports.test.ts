import { expect, test } from 'vitest'

import { shortenImports } from '../../scripts/short-imports.ts'

test('imports of chunks that are waited for become requirements', () => {
  expect(shortenImports('const{a:b}=await Promise.resolve().then(()=>require(`./a.cjs`));')).toBe('const{a:b}=await require(`./a.cjs`);')
  expect(shortenImports('(await Promise.resolve().then(()=>require(`./a.cjs`)).then(e=>e.t)).f()')).toBe('(await require(`./a.cjs`).t).f()')
})

test('others stay', () => {
  const others = 'f(Promise.resolve().then(()=>require(`./a.cjs`)));await Promise.resolve().then(()=>g(`./a.cjs`));'
  expect(shortenImports(others)).toBe(others)
})
