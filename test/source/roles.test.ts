import { expect, it } from 'vitest'

import { purposeOf } from '../../src/source/facts/purpose.ts'
import { roleOfPath } from '../../src/source/roles.ts'
import { parseSourceSync } from '../../src/source/syntax/parsed-file.ts'

it.each([
  ['src/orders.ts', 'code'],
  ['src/orders.test.ts', 'test'],
  ['src/orders-test.js', 'test'],
  ['src/orders_spec.js', 'test'],
  ['src/orders.testing.ts', 'test'],
  // Tests of types, by TSTyche and by tsd.
  ['types/app.tst.ts', 'test'],
  ['types/app.test-d.ts', 'test'],
  ['src/testing/app.ts', 'test'],
  ['src/routes/connector/config-testing.ts', 'code'],
  ['src/tst.js', 'code'],
  ['test_001.js', 'code'],
  ['test/test_001.js', 'test'],
  // The runner of Node.
  ['test-001.js', 'test'],
  ['src/types.tst.ts', 'test'],
  ['src/routes/fixtures.js', 'code'],
  ['test/fixtures/app.ts', 'test'],
  ['db/migrations/001-orders.ts', 'migration'],
  ['db/orders.seed.ts', 'seed'],
])('%s: %s', (path, role) => {
  expect(roleOfPath(path)).toBe(role)
})

it.each([
  ['example.js', 'test'],
  ['bench.mjs', 'test'],
  ['examples/login.js', 'test'],
  ['routes/example.js', 'code'],
  ['src/demo.ts', 'code'],
])('an example or a benchmark is in a folder of them, or beside the manifest: %s', (path, purpose) => {
  expect(purposeOf(parseSourceSync(`/app/${path}`, 'export {}', { root: '/app' }))).toBe(purpose)
})
