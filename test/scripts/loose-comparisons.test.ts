import { Script } from 'node:vm'

import { expect, test } from 'vitest'

import { loosenComparisons } from '../../scripts/loose-comparisons.ts'

test('comparisons are loose where that is the same', () => {
  const code = 'var f=(a,b)=>["string"===typeof a,a.length!==0,0===a?.length,a.type==="MemberExpression",a.kind!==\'route\',a===b,a.type==="array",a.length===b.length,a[b]===0,typeof a===b];'
  const loose = loosenComparisons(code)
  expect(loose).toBe('var f=(a,b)=>["string"==typeof a,a.length!=0,0==a?.length,a.type=="MemberExpression",a.kind!==\'route\',a===b,a.type==="array",a.length===b.length,a[b]===0,typeof a===b];')
  const calls = 'JSON.stringify([f("",0),f([],"a"),f({type:"MemberExpression",kind:"route"},1),f({type:["array"]},"object")])'
  const value = (script: string): unknown => new Script(script + calls).runInNewContext({})
  expect(value(loose)).toBe(value(code))
})
