import { posix } from 'node:path'
import fc from 'fast-check'
import { expect, it } from 'vitest'

import { joinPath } from '../../src/core/paths.ts'

it('paths are joined as Node joins them, without a slash at the end', () => {
  const part = fc.constantFrom('.', '..', '', 'a', '.b', 'b.ts', '..c', '...')
  const directory = fc.constantFrom('/', '/a', '/a/b', '/x/y/z', '/a/b/')
  fc.assert(
    fc.property(directory, fc.array(part, { minLength: 1, maxLength: 6 }), (base, parts) => {
      const relative = parts.join('/')
      expect(joinPath(base, relative)).toBe(posix.join(base, relative).replace(/(?<=.)\/$/, ''))
    }),
    { numRuns: 2000 },
  )
})
