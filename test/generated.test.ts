import { expect, it } from 'vitest'

import { generate } from '../scripts/generate.ts'

it('what derives from the rules is as the rules say: run `npm run generate`', async () => {
  expect(await generate({ write: false })).toEqual([])
})
