import { expect, it } from 'vitest'

import { pathMatcher } from '../../src/config/path-patterns.ts'

it.each([
  ['/legacy/**', ['/legacy', '/legacy/a', '/legacy/{id}/b'], ['/legacies', '/v1/legacy']],
  ['/users/*', ['/users/{id}', '/users/me'], ['/users', '/users/{id}/roles']],
  ['/users/{id}', ['/users/{id}'], ['/users/id', '/users/{other}']],
  ['/**/roles', ['/roles', '/users/{id}/roles'], ['/users/roles/{id}']],
  ['**', ['/', '/a/b'], []],
  ['/a.b', ['/a.b'], ['/axb']],
  ['GET /legacy/*', ['GET /legacy/a'], ['PUT /legacy/a', 'GET /legacy/a/b']],
  ['get*', ['getUser', 'get'], ['forget']],
])('%s', (pattern, inside, outside) => {
  const matches = pathMatcher([pattern])
  expect(inside.filter((path) => !matches(path))).toEqual([])
  expect(outside.filter(matches)).toEqual([])
})
