import { createRequire } from 'node:module'
import { expect, it } from 'vitest'

import { settledInTime, withinTime } from '../../src/hosts/node/config/time-limit.ts'
import { directoryWith } from '../support/program.ts'

const load = createRequire(import.meta.url)

it.each(['loop.mjs', 'loop.cjs'])('a file that never finishes loading is stopped: %s', (name) => {
  const directory = directoryWith({ [name]: 'for (;;) {}\n' })
  expect(() => { withinTime(() => { load(`${directory}/${name}`) }, 200) }).toThrow('it did not finish within 0.2 seconds')
})

it('what never comes is waited for only so long', async () => {
  await expect(settledInTime(new Promise(() => undefined), 20)).rejects.toThrow('it did not finish within 0.02 seconds')
  await expect(settledInTime(Promise.resolve(5), 20)).resolves.toBe(5)
})
