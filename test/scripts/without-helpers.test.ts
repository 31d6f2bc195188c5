import { expect, test } from 'vitest'

import { withoutUnusedHelpers, withPlainNamespaces } from '../../scripts/without-helpers.ts'

test('a namespace is an object with getters, whose variables may be assigned later', () => {
  const code = 'var a_exports = /* @__PURE__ */ require_rolldown_runtime.n({\n\tone: () => one,\n\ttwo: () => two$1\n});\nconst one = 1;\n'
  expect(withPlainNamespaces(code)).toBe('var a_exports = {\n\tget one() { return one },\n\tget two() { return two$1 }};\nconst one = 1;\n')
})

test('other helpers stay', () => {
  const code = 'let a = require_rolldown_runtime.r(require("a"));\nconst b = require_rolldown_runtime.t({ a: () => 1 })'
  expect(withPlainNamespaces(code)).toBe(code)
})

test('a chunk that uses no helper does not load them', () => {
  expect(withoutUnusedHelpers('var e=1;require("./rolldown-runtime-Ab3_-x.cjs");let a=2')).toBe('var e=1;let a=2')
  const used = 'const e=require("./rolldown-runtime-Ab3_-x.cjs");e.r(1)'
  expect(withoutUnusedHelpers(used)).toBe(used)
})
