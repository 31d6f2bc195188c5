import { expect, it } from 'vitest'

import { roleOfPath } from '../../src/source/roles.ts'

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
  ['src/routes/fixtures.js', 'code'],
  ['test/fixtures/app.ts', 'test'],
  ['db/migrations/001-orders.ts', 'migration'],
  ['db/orders.seed.ts', 'seed'],
])('%s: %s', (path, role) => {
  expect(roleOfPath(path)).toBe(role)
})
