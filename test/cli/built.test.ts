import { fileURLToPath } from 'node:url'

import { expect, it } from 'vitest'

import { setsquare as fromSources } from '../support/command.ts'
import { setsquare as built } from '../support/program.ts'

const fixtures = fileURLToPath(new URL('../../fixtures', import.meta.url))

/** The findings, without what differs from run to run. */
function findingsIn(output: string): unknown {
  const { findings, coverage } = JSON.parse(output) as { findings: readonly unknown[]; coverage: unknown }
  expect(findings.length).toBeGreaterThan(200)
  return { findings, coverage }
}

it('the built program finds what its sources find: two minifiers have been at it', async () => {
  const args = ['check', 'contracts', 'code', 'services', '--preset', 'all', '--format', 'json', '--no-cache', '--fail-on', 'never']
  const [ofProgram, ofSources] = [await built(args, { cwd: fixtures }), await fromSources(args, { cwd: fixtures })]
  expect(ofProgram.code).toBe(0)
  expect(findingsIn(ofProgram.stdout)).toEqual(findingsIn(ofSources.stdout))
}, 60_000)

it('the built program lists what its sources list: descriptions are shipped in files of their own', async () => {
  const args = ['rules', '--format', 'json']
  const [ofProgram, ofSources] = [await built(args, { cwd: fixtures }), await fromSources(args, { cwd: fixtures })]
  expect(ofProgram.stdout).toContain('"description"')
  expect(ofProgram).toEqual(ofSources)
}, 60_000)

it.each(['--version', '-v', '--nonsense'])('the built program reads the command line without what a command needs: %s', async (arg) => {
  const { stderr } = await built([arg], { env: { NODE_DEBUG: 'module' } })
  const loaded = [...stderr.matchAll(/^MODULE \d+: load ".*[\\/]([\w.-]+)" for/gm)].map(([, name = '']) => name.replace(/-\w+(?=\.cjs$)/, ''))
  expect(loaded).toContain('run.cjs')
  expect(loaded.filter((name) => !['cli.cjs', 'rolldown.cjs', 'rolldown-runtime.cjs', 'run.cjs', 'start.cjs'].includes(name))).toEqual([])
})
