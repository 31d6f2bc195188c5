import { Script } from 'node:vm'

import { expect, test } from 'vitest'

import { hoistStrings } from '../../scripts/hoist-strings.ts'

const script = `"use strict";function f(x){switch(x){case"CallExpression":return"CallExpression";case"other":throw"CallExpression"in{CallExpression:1}}
return typeof x==="string"||typeof x==="string"||typeof x==="string"?{CallExpression:"CallExpression","MemberExpression":["CallExpression"]["CallExpression"]}:x instanceof Object&&"CallExpression"in x}
[f("CallExpression"),f("x"),f({CallExpression:0}),f({}),(()=>{try{f("other")}catch(e){return e}})()]`

function valueOf(text: string): unknown {
  return new Script(text).runInNewContext({})
}

test('strings that repeat become constants, and the script does the same', () => {
  const hoisted = hoistStrings(script)
  expect(hoisted).toMatch(/^"use strict";const \w{2,3}="CallExpression";/)
  expect(hoisted.match(/"CallExpression"/g)).toHaveLength(1)
  expect(hoisted.length).toBeLessThan(script.length)
  expect(JSON.stringify(valueOf(hoisted))).toBe(JSON.stringify(valueOf(script)))
})

test('the line that names the interpreter stays the first', () => {
  const repeated = 'f("a long string","a long string","a long string")'
  expect(hoistStrings(`#!/usr/bin/env node\n${repeated}`)).toMatch(/^#!\/usr\/bin\/env node\nconst \w\w="a long string";f\(/)
})

test('what is compared with `typeof`, keys, directives and what is imported stay', () => {
  for (const kept of ['typeof x==="undefined"', '{"content-type":1}', 'require("./other.cjs")', 'import("./other.mjs")']) {
    const text = Array.from({ length: 8 }, (_, index) => `var v${index}=x=>(${kept});`).join('')
    expect(hoistStrings(text)).toBe(text)
  }
})

test('`undefined` becomes a constant too, unless something is compared with it', () => {
  const text = `[${Array.from({ length: 12 }, (_, index) => `${index}>3?void 0:${index}===void 0`).join(',')}]`
  const hoisted = hoistStrings(text)
  expect(hoisted).toMatch(/^const (\w{2})=void 0;\[0>3\?\1:0===void 0,/)
  expect(valueOf(hoisted)).toEqual(valueOf(text))
})

test('what is too short or too rare to gain anything stays', () => {
  expect(hoistStrings('f("a","a","a","a");f("a long string")')).toBe('f("a","a","a","a");f("a long string")')
})
