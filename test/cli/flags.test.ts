import { spawnSync } from 'node:child_process'
import { expect, it } from 'vitest'

import { flags } from '../../src/hosts/cli/prepare.ts'

/** Uses patterns of all kinds in all ways, those that ran never, once and several times before the flags are set, and new ones. */
const script = String.raw`
const [given] = process.argv.slice(1)
const made = (from) => Array.from({ length: 60 }, (_, i) => [new RegExp('a{1,3}[b-d]+x?' + (from + i), 'g'), new RegExp('(?:q|r)+' + i % 2, 'i'), new RegExp('\\bfoo(?<n>\\d+)', 'gu'), new RegExp('(?<=f)o', 'gs')]).flat()
const sets = [0, 1, 2, 3].map((times) => made(times * 100))
sets.forEach((patterns, times) => { for (let i = 0; i < times; i++) for (const one of patterns) { one.lastIndex = 0; one.test('foo12 aabx ' + times) } })
for (const flag of JSON.parse(given)) require('node:v8').setFlagsFromString(flag)
const found = () => [...sets, made(900)].flat().map((one) => {
  one.lastIndex = 0
  const text = 'aabx1 foo12 qr foo7'
  return [one.test(text), text.replace(one, (all) => all + '!'), text.match(one), text.split(one), one.global ? [...text.matchAll(one)].length : 0]
})
const first = JSON.stringify(found())
if (JSON.stringify(found()) !== first || JSON.stringify(found()) !== first) throw new Error('other results')
console.log('done')
`

function run(given: readonly string[]): unknown {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['-e', script, JSON.stringify(given)], { encoding: 'utf8' })
  return { status, stdout, stderr }
}

it('the flags of V8 are known to this version of Node, and harmless for what ran before they are set', () => {
  const own = flags[Number.parseInt(process.versions.node, 10)] ?? []
  expect(run(own)).toEqual({ status: 0, stdout: 'done\n', stderr: '' })
})
