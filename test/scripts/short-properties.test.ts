import { Script } from 'node:vm'

import { expect, test } from 'vitest'

import { exposedProperties } from '../../scripts/exposed-properties.ts'
import { internalProperties } from '../../scripts/internal-properties.ts'
import { shortenProperties } from '../../scripts/short-properties.ts'

test('properties get shorter names wherever they are written, and the scripts do the same', () => {
  const scripts = [
    `class Holder{static isWhole=1;#own=2;verdict(){return this.#own}get strays(){return 3}}var held=new Holder,strays=4,made={strays,verdict:()=>5,isWhole:{strays:6}};`,
    `var read=({strays,isWhole:{strays:inner},verdict=0})=>[strays,inner,verdict()];[Holder.isWhole,held.verdict(),held?.strays,held["other"],...read(made),made.isWhole.strays]`,
  ]
  const shortened = shortenProperties(scripts, ['isWhole', 'verdict', 'strays', 'none'])
  expect(shortened.join('')).not.toMatch(/\.(?:isWhole|verdict|strays)|verdict:|isWhole:/)
  // Most frequent first.
  expect(shortened[0]).toContain('{A:strays,')
  expect(shortened[1]).toContain('held?.A,held["other"]')
  const value = (parts: readonly string[]): string => JSON.stringify(new Script(parts.join('')).runInNewContext({}))
  expect(value(shortened)).toBe(value(scripts))
})

test('the short names are new ones', () => {
  const [first, second] = shortenProperties(['e.A=e["B"]=e.verdict', 'e.C=`$D`'], ['verdict'])
  expect([first, second]).toEqual(['e.A=e["B"]=e.D', 'e.C=`$D`'])
})

test('properties that are shortened are seen by the program alone', () => {
  expect(internalProperties).toEqual([...new Set(internalProperties)].sort())
  // Others, to see that such properties are recognised.
  const others = ['standards', 'prefixKnown', 'helpMessage', 'applicationTypes', 'library', 'OperationPair', 'conventions']
  const exposed = [...exposedProperties([...internalProperties, ...others])].map(([name, reason]) => `${name} ${reason.replace(/ in \S+$/, '')}`)
  expect(exposed.sort()).toEqual([
    'OperationPair listed',
    'applicationTypes looked up',
    'conventions read',
    'helpMessage not declared by the program',
    'library in a message',
    'prefixKnown written',
    'standards a text',
  ])
}, 120_000)
