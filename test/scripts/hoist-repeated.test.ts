import { Script } from 'node:vm'

import { expect, test } from 'vitest'

import { hoistRepeated } from '../../scripts/hoist-repeated.ts'

const script = `"use strict";function f(x){switch(x){case"CallExpression":return"CallExpression";case"other":throw"CallExpression"in{CallExpression:1}}
return typeof x==="string"||typeof x==="string"||typeof x==="string"?{CallExpression:"CallExpression","MemberExpression":["CallExpression"]["CallExpression"]}:x instanceof Object&&"CallExpression"in x}
[f("CallExpression"),f("x"),f({CallExpression:0}),f({}),(()=>{try{f("other")}catch(e){return e}})()]`

function valueOf(text: string): unknown {
  return new Script(text).runInNewContext({})
}

test('strings that repeat become constants, and the script does the same', () => {
  const hoisted = hoistRepeated(script)
  expect(hoisted).toMatch(/^"use strict";const \w{2,3}="CallExpression";/)
  expect(hoisted.match(/"CallExpression"/g)).toHaveLength(1)
  expect(hoisted.length).toBeLessThan(script.length)
  expect(JSON.stringify(valueOf(hoisted))).toBe(JSON.stringify(valueOf(script)))
})

test('the line that names the interpreter stays the first', () => {
  const repeated = 'f("a long string","a long string","a long string")'
  expect(hoistRepeated(`#!/usr/bin/env node\n${repeated}`)).toMatch(/^#!\/usr\/bin\/env node\nconst \w\w="a long string";f\(/)
})

test('what is compared with `typeof`, keys, directives and what is imported stay', () => {
  for (const kept of ['typeof x==="undefined"', '{"content-type":1}', 'require("./other.cjs")', 'import("./other.mjs")']) {
    const text = Array.from({ length: 8 }, (_, index) => `var v${index}=x=>(${kept});`).join('')
    expect(hoistRepeated(text)).toBe(text)
  }
})

test('`undefined` becomes a constant too, unless something is compared with it', () => {
  const text = `[${Array.from({ length: 12 }, (_, index) => `${index}>3?void 0:${index}===void 0`).join(',')}]`
  const hoisted = hoistRepeated(text)
  expect(hoisted).toMatch(/^const (\w{2})=void 0;\[0>3\?\1:0===void 0,/)
  expect(valueOf(hoisted)).toEqual(valueOf(text))
  // Where size counts more than time, even then.
  const smallest = hoistRepeated(text, true)
  expect(smallest).toMatch(/^const (\w{2})=void 0;\[0>3\?\1:0===\1,/)
  expect(valueOf(smallest)).toEqual(valueOf(text))
})

test('what is too short or too rare to gain anything stays', () => {
  expect(hoistRepeated('f("a","a","a","a");f("a long string")')).toBe('f("a","a","a","a");f("a long string")')
})

test('functions of built-in objects become constants, but not what is assigned, what needs its object, or what the script declares', () => {
  const text = `[${Array.from({ length: 9 }, (_, index) => `Object.keys({a:${index}}).length,Array.isArray([${index}]),Array.from("ab").length,Math.max(1,${index})`).join(',')}]`
  const hoisted = hoistRepeated(text)
  for (const name of ['Object.keys', 'Array.isArray', 'Math.max']) expect(hoisted.split(name)).toHaveLength(2)
  expect(hoisted.split('Array.from')).toHaveLength(10)
  expect(valueOf(hoisted)).toEqual(valueOf(text))
  const own = `(Math=>{[${'Math.max(1,2),'.repeat(9)}]})({max(){}});${'Object.other=1;'.repeat(9)}`
  expect(hoistRepeated(own)).toBe(own)
})

test('new sets and maps are made by functions', () => {
  const text = `[${'new Set([1,2]).size,new Set,new Map([[1,2]]).get(1),'.repeat(9)}].map(x=>typeof x=="object"?x.size:x)`
  const hoisted = hoistRepeated(text)
  expect(hoisted).toMatch(/^const (\w\w)=e=>new Set\(e\),(\w\w)=e=>new Map\(e\);\[\1\(\[1,2\]\)\.size,\1\(\),\2\(/)
  expect(valueOf(hoisted)).toEqual(valueOf(text))
})
