import { expect, it } from 'vitest'
import { shortChain } from '../../src/core/short-chain.ts'

it.each([
  ['prisma.user.findMany', 'prisma.user.findMany'],
  ['this.runner.manager.find.where', 'this.runner.manager.find.where'],
  ['this.runner.manager.createQueryBuilder.select.from.getOne', 'this.runner.manager…getOne'],
])('%s is shown as %s', (chain, shown) => {
  expect(shortChain(chain)).toBe(shown)
})
