import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

import { setsquare } from '../support/command.ts'
import { contract, directoryWith, setsquare as builtSetsquare } from '../support/program.ts'

const only = ['--rule', '*:off', '--rule', 'plural-collections:warn']
const check = ['check', ...only]
const other = contract.replaceAll('/order', '/invoice').replaceAll('orderId', 'invoiceId')

describe('setsquare check with a baseline', () => {
  it('writes it, goes by it, and tells known, new and fixed', async () => {
    const cwd = directoryWith({ 'openapi.yaml': contract })
    expect(await setsquare([...check, '--update-baseline'], { cwd })).toMatchObject({
      code: 0,
      stderr: 'setsquare: setsquare-baseline.txt: 1 known finding (1 added, 0 removed); add `baseline: setsquare-baseline.txt` to setsquare.yaml to use it in every run\n',
    })
    writeFileSync(join(cwd, 'setsquare.yaml'), 'baseline: setsquare-baseline.txt\n')
    const known = await setsquare([...check, '--max-warnings', '0', '--fail-on', 'info'], { cwd })
    expect(known.code).toBe(0)
    expect(known.stdout).toMatch(/^✔ No new findings in 1 contract .*\n {2}1 known, 0 new, 0 fixed \(setsquare-baseline\.txt\)\n$/)
    writeFileSync(join(cwd, 'openapi.yaml'), other)
    const swapped = await setsquare([...check, '--max-warnings', '0'], { cwd })
    expect(swapped.code).toBe(1)
    expect(swapped.stdout).toContain("'invoice' is a collection")
    expect(swapped.stdout).toContain("openapi.yaml: plural-collections: 'order' is a collection")
    expect(swapped.stdout).toContain('  0 known, 1 new, 1 fixed (setsquare-baseline.txt; `setsquare check --prune-baseline` brings it up to date)')
    expect(await setsquare([...check, '--prune-baseline'], { cwd })).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('0 known, 1 new, 0 fixed') as string,
      stderr: 'setsquare: setsquare-baseline.txt: 0 known findings (0 added, 1 removed)\n',
    })
  })

  it('adds to the JSON summary what it knows', async () => {
    const cwd = directoryWith({ 'openapi.yaml': contract })
    await setsquare([...check, '--update-baseline'], { cwd })
    writeFileSync(join(cwd, 'openapi.yaml'), other)
    const { stdout } = await setsquare([...check, '--baseline', '--format', 'json'], { cwd })
    expect((JSON.parse(stdout) as { summary: object }).summary).toMatchObject({ warnings: 1, known: 0, fixed: 1 })
  })

  it('shows everything with --no-baseline, and errors only with --quiet', async () => {
    const cwd = directoryWith({ 'openapi.yaml': contract, 'setsquare.yaml': 'baseline: known.txt\n' })
    await setsquare([...check, '--update-baseline'], { cwd })
    expect(existsSync(join(cwd, 'known.txt'))).toBe(true)
    expect((await setsquare([...check, '--no-baseline', '--max-warnings', '0'], { cwd })).code).toBe(1)
    const quiet = await setsquare([...check, '--quiet'], { cwd })
    expect(quiet).toMatchObject({ code: 0, stdout: expect.stringContaining('0 known, 0 new') as string })
  })

  it('takes a file, relative to where it works', async () => {
    const cwd = directoryWith({ 'api/openapi.yaml': contract, 'setsquare.yaml': 'baseline: known.txt\n' })
    expect((await setsquare([...check, '--baseline', 'mine.txt', '--update-baseline', '--cwd', 'api'], { cwd })).code).toBe(0)
    expect(readFileSync(join(cwd, 'api/mine.txt'), 'utf8')).toContain('\nopenapi.yaml plural-collections ')
    expect((await setsquare([...check, '--baseline=api/mine.txt', '--max-warnings', '0'], { cwd })).code).toBe(0)
  })

  it.each([
    [['--baseline'], /^setsquare: no such baseline: '.*setsquare-baseline\.txt': `setsquare check --update-baseline` writes it\n$/],
    [['--prune-baseline'], /^setsquare: no such baseline/],
    [['--baseline', 'openapi.yaml', '--update-baseline'], /^.*openapi\.yaml:1:1: this is not a baseline entry/],
    [['--baseline', 'directory'], /^setsquare: cannot read the baseline '.*directory': it is a directory\n$/],
    [['--baseline', 'conflict.txt'], /^.*conflict\.txt:2:1: unresolved merge conflict: remove the marker lines and keep the entries of both sides\n/],
    [['--baseline', 'no/such/place.txt', '--update-baseline'], /^setsquare: cannot write the baseline '.*place\.txt': no such file or directory\n$/],
    [['--update-baseline', '--prune-baseline'], /^setsquare: --update-baseline and --prune-baseline cannot be used together\n$/],
    [['--baseline', 'known.txt', '--no-baseline'], /^setsquare: --baseline and --no-baseline cannot be used together\n$/],
  ])('%j is refused and nothing is written', async (args, message) => {
    const line = 'openapi.yaml plural-collections 0123456789abcdef'
    const cwd = directoryWith({ 'openapi.yaml': contract, 'conflict.txt': `${line}\n<<<<<<< HEAD\n${line}\n=======\n>>>>>>> other\n` })
    mkdirSync(join(cwd, 'directory'))
    const run = await setsquare([...check, ...args], { cwd })
    expect(run).toMatchObject({ code: 2, stdout: '', stderr: expect.stringMatching(message) as string })
    expect(readFileSync(join(cwd, 'openapi.yaml'), 'utf8')).toBe(contract)
    expect(existsSync(join(cwd, 'setsquare-baseline.txt'))).toBe(false)
  })

  const isRoot = process.getuid?.() === 0
  const asNobody = isRoot ? ['/usr/bin/setpriv', '--reuid=65534', '--regid=65534', '--clear-groups', '--'] : []

  it.runIf(!isRoot || existsSync('/usr/bin/setpriv'))('says so when it may not write', async () => {
    const cwd = directoryWith({ 'openapi.yaml': contract })
    chmodSync(cwd, 0o555)
    expect(await builtSetsquare([...check, '--update-baseline'], { cwd, through: asNobody })).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/^setsquare: cannot write the baseline '.*setsquare-baseline\.txt': permission denied\n$/) as string,
    })
  })
})
