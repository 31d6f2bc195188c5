import { Script } from 'node:vm'

import { expect, test } from 'vitest'

import { arrowFunctions } from '../../scripts/arrow-functions.ts'

function valueOf(text: string): unknown {
  return JSON.stringify(new Script(text).runInNewContext({}))
}

test('functions become arrows, and the script does the same', () => {
  const script = `"use strict";var early=twice(2);function twice(e){return e+e}function none(){}function both(e,{n:t}){return[e,t]}
function made(){return{a:1}}function last(e,t){return e(),t}function rest(...e){let t=e.length;return t}function again(e){return e>0?again(e-1):"done"}
[early,twice(3),none(),both(1,{n:2}),made(),last(none,5),rest(1,2,3),again(2)]`
  const arrows = arrowFunctions(script)
  expect(arrows).toMatch(/^"use strict";var twice=e=>e\+e,none=\(\)=>\{\},both=\(e,\{n:t\}\)=>\[e,t\],made=\(\)=>\(\{a:1\}\),last=\(e,t\)=>\(e\(\),t\),rest=/)
  expect(arrows).not.toContain('function')
  expect(valueOf(arrows)).toBe(valueOf(script))
})

test('the line that names the interpreter stays the first', () => {
  expect(arrowFunctions('#!/usr/bin/env node\nfunction f(e){return e}f(1)')).toBe('#!/usr/bin/env node\nvar f=e=>e;f(1)')
})

test('functions that are called where they are written become arrows too', () => {
  const script = '[function(e){let t=function(e,t){return e+t}(e,1);return t*2}(3),function(){return{a:1}}().a,function(e){return 1,e}(function(){return 4}())]'
  const arrows = arrowFunctions(script)
  expect(arrows).toBe('[(e=>{let t=((e,t)=>e+t)(e,1);return t*2})(3),(()=>({a:1}))().a,(e=>(1,e))((()=>4)())]')
  expect(valueOf(arrows)).toBe(valueOf(script))
})

test('asynchronous functions stay asynchronous', () => {
  expect(arrowFunctions('async function f(e){await e}async function g(e,t){return e}')).toBe('var f=async e=>{await e},g=async(e,t)=>e;')
})

test.each([
  ['`this`', 'function f(){return this}'],
  ['`arguments`', 'function f(){return arguments.length}'],
  ['generators', 'function*f(){yield 1}'],
  ['constructors', 'function f(){}new f'],
  ['prototypes', 'function f(){}f.prototype.x=1'],
  ['base classes', 'function f(){}class g extends f{}'],
  ['names with other values', 'function f(){}f=2'],
  ['functions that call themselves', 'let x=function f(e){return e>0?f(e-1):e}(3)'],
  ['functions within others', '{function f(){}}'],
])('%s stay functions', (_, script) => {
  expect(arrowFunctions(script)).toBe(script)
})

test('properties with such names are no obstacle', () => {
  expect(arrowFunctions('function f({arguments:e}){return e.arguments}')).toBe('var f=({arguments:e})=>e.arguments;')
})
