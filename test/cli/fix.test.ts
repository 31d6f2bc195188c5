import { execFileSync } from 'node:child_process'
import { chmodSync, existsSync, lstatSync, mkdirSync, readdirSync, readFileSync, statSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

import { PieceTable } from '../../src/core/pieces.ts'
import { writeFiles } from '../../src/hosts/node/disk/write-files.ts'
import { setsquare } from '../support/command.ts'
import { directoryWith, setsquare as builtSetsquare } from '../support/program.ts'

/** A contract with two fixable findings. */
const broken = `openapi: 3.0.3
info: { title: Shop, version: 1.0.0 }
servers: [{ url: 'http://api.shop.com/v1' }] # the only one
paths:
  /orders/{id}:
    get:
      parameters:
        # in the path
        - name: id
          in: path
          schema: { type: string }
      responses: { '200': { description: One order } }
`
const fixed = broken.replace("'http:", "'https:").replace('in: path\n', 'in: path\n          required: true\n')

// File permissions do not restrict root, so the program is then run as another user.
const isRoot = process.getuid?.() === 0
const canDropRights = !isRoot || existsSync('/usr/bin/setpriv')
const through = isRoot ? ['/usr/bin/setpriv', '--reuid=65534', '--regid=65534', '--clear-groups', '--'] : []

describe('--fix', () => {
  it('puts right what has one right answer, says so, and reports the rest; again, it changes nothing', async () => {
    const cwd = directoryWith({ 'api/openapi.yaml': broken, 'ok.json': JSON.stringify({ openapi: '3.0.3', info: { title: 'A', version: '1' }, paths: {} }) })
    const file = join(cwd, 'api/openapi.yaml')
    chmodSync(file, 0o640)
    const first = await setsquare(['check', '--fix', '--rule', 'documentation/*:off'], { cwd })
    expect(first.stderr).toBe('setsquare: fixed 2 findings in api/openapi.yaml (2)\n')
    expect(first.stdout).toContain('not-found-documented')
    expect(first.stdout).toMatch(/1 finding in 1 file: 1 warning, 2 fixed \(/)
    expect(first.code).toBe(0)
    expect(readFileSync(file, 'utf8')).toBe(fixed)
    expect(statSync(file).mode & 0o777).toBe(0o640)
    expect(readdirSync(join(cwd, 'api'))).toEqual(['openapi.yaml'])
    const { mtimeMs } = statSync(file)
    const second = await setsquare(['check', '--fix', '--rule', 'documentation/*:off'], { cwd })
    expect(second.stderr).toBe('setsquare: nothing fixed\n')
    expect(statSync(file).mtimeMs).toBe(mtimeMs)
  })

  it('leaves what the baseline knows, and the baseline is as good afterwards as before', async () => {
    const cwd = directoryWith({ 'openapi.yaml': broken, 'setsquare.yaml': "baseline: known.txt\nrules: { 'documentation/*': 'off' }\n" })
    const known = (): string => readFileSync(join(cwd, 'known.txt'), 'utf8')
    await setsquare(['check', '--update-baseline', '--rule', 'https-servers:off'], { cwd })
    const before = known()
    expect(before).toContain('valid-structure')
    const { stderr, code } = await setsquare(['check', '--fix'], { cwd })
    expect(stderr).toBe('setsquare: fixed 1 finding in openapi.yaml (1)\n')
    expect(code).toBe(0)
    // The finding about `required` is in the baseline and is not fixed; that about the server's address is new, and is fixed.
    expect(readFileSync(join(cwd, 'openapi.yaml'), 'utf8')).toBe(broken.replace("'http:", "'https:"))
    expect(known()).toBe(before)
    const all = await setsquare(['check', '--fix', '--no-baseline'], { cwd })
    expect(all.stderr).toBe('setsquare: fixed 1 finding in openapi.yaml (1)\n')
    expect(readFileSync(join(cwd, 'openapi.yaml'), 'utf8')).toBe(fixed)
    await setsquare(['check', '--prune-baseline'], { cwd })
    expect(known()).not.toContain('valid-structure')
  })

  it('leaves stdout to the report', async () => {
    const cwd = directoryWith({ 'openapi.yaml': broken })
    const { stdout, stderr } = await setsquare(['check', '--fix', '--format', 'json', '--rule', 'documentation/*:off'], { cwd })
    expect(JSON.parse(stdout)).toMatchObject({ summary: { errors: 0, warnings: 1 } })
    expect(stderr).toContain('fixed 2 findings')
  })

  it('keeps byte order marks and line ends', async () => {
    const cwd = directoryWith({ 'openapi.yaml': `\uFEFF${broken.replaceAll('\n', '\r\n')}` })
    await setsquare(['check', '--fix'], { cwd })
    expect(readFileSync(join(cwd, 'openapi.yaml'), 'utf8')).toBe(`\uFEFF${fixed.replaceAll('\n', '\r\n')}`)
  })

  it('writes through symbolic links, which stay', async () => {
    const cwd = directoryWith({ 'real/shop.yaml': broken })
    symlinkSync('real/shop.yaml', join(cwd, 'openapi.yaml'))
    await setsquare(['check', '--fix', 'openapi.yaml'], { cwd })
    expect(lstatSync(join(cwd, 'openapi.yaml')).isSymbolicLink()).toBe(true)
    expect(readFileSync(join(cwd, 'real/shop.yaml'), 'utf8')).toBe(fixed)
  })

  it('writes once what is reached by two names', async () => {
    const cwd = directoryWith({ 'real.yaml': broken })
    symlinkSync('real.yaml', join(cwd, 'link.yaml'))
    expect((await setsquare(['check', '--fix', 'real.yaml', 'link.yaml'], { cwd })).stderr).toBe('setsquare: fixed 2 findings in real.yaml (2)\n')
    expect(readFileSync(join(cwd, 'real.yaml'), 'utf8')).toBe(fixed)
    expect(readdirSync(cwd)).toEqual(['link.yaml', 'real.yaml'])
  })

  it('never writes outside of the project, and says so', async () => {
    const parameter = 'name: id\nin: path\nschema: { type: string }\n'
    const cwd = directoryWith({ 'shared/id.yaml': parameter, 'shop/openapi.yaml': broken.replace(/- name: id\n[^-]*schema: .*\n/, '- $ref: ../../shared/id.yaml\n').replace('../../', '../') })
    const { stderr } = await setsquare(['check', '--fix', '--allow-outside-root'], { cwd: join(cwd, 'shop') })
    expect(stderr).toContain('fixed 1 finding in openapi.yaml (1)')
    expect(stderr).toMatch(/not fixed: \.\.\/shared\/id\.yaml:1:1 valid-structure: it is outside the project/)
    expect(readFileSync(join(cwd, 'shared/id.yaml'), 'utf8')).toBe(parameter)
  })

  it.runIf(canDropRights)('changes nothing at all where a file may not be written', async () => {
    const cwd = directoryWith({ 'a.yaml': broken, 'b/b.yaml': broken })
    chmodSync(cwd, 0o777)
    chmodSync(join(cwd, 'a.yaml'), 0o666)
    chmodSync(join(cwd, 'b/b.yaml'), 0o444)
    const { code, stdout, stderr } = await builtSetsquare(['check', '--fix'], { cwd, through })
    expect({ code, stdout, stderr }).toEqual({ code: 2, stdout: '', stderr: "setsquare: nothing was fixed, because some files cannot be written: 'b/b.yaml': permission denied\n" })
    for (const name of ['a.yaml', 'b/b.yaml']) expect(readFileSync(join(cwd, name), 'utf8')).toBe(broken)
  })

  it.runIf(canDropRights)('changes nothing where a directory takes no new files', async () => {
    const cwd = directoryWith({ 'b/b.yaml': broken })
    chmodSync(cwd, 0o755)
    chmodSync(join(cwd, 'b/b.yaml'), 0o666)
    chmodSync(join(cwd, 'b'), 0o555)
    const { code, stderr } = await builtSetsquare(['check', '--fix'], { cwd, through })
    expect({ code, stderr }).toEqual({ code: 2, stderr: "setsquare: cannot write 'b/b.yaml': permission denied; nothing was changed\n" })
    chmodSync(join(cwd, 'b'), 0o755)
    expect(readFileSync(join(cwd, 'b/b.yaml'), 'utf8')).toBe(broken)
    expect(readdirSync(join(cwd, 'b'))).toEqual(['b.yaml'])
  })

  it('fixes nothing that is suppressed, ignored, off, or not reported', async () => {
    const suppressed = broken.replace('servers:', '# setsquare-disable-next-line https-servers -- behind a proxy\nservers:')
    const cwd = directoryWith({ 'openapi.yaml': suppressed, 'other/openapi.yaml': broken, 'setsquare.yaml': "ignore: ['other/**']\nrules: { valid-structure: off }\n" })
    expect((await setsquare(['check', '--fix'], { cwd })).stderr).toBe('setsquare: nothing fixed\n')
    expect(readFileSync(join(cwd, 'openapi.yaml'), 'utf8')).toBe(suppressed)
    expect(readFileSync(join(cwd, 'other/openapi.yaml'), 'utf8')).toBe(broken)
    const quiet = directoryWith({ 'openapi.yaml': broken })
    await setsquare(['check', '--fix', '--quiet', '--rule', 'https-servers:warn'], { cwd: quiet })
    expect(readFileSync(join(quiet, 'openapi.yaml'), 'utf8')).toBe(fixed.replace("'https:", "'http:"))
  })

  it('says what it could not fix', async () => {
    const anchored = broken.replace("[{ url: 'http://api.shop.com/v1' }]", "&servers [{ url: 'http://api.shop.com/v1' }]").replace('    get:', '    get:\n      servers: *servers')
    const cwd = directoryWith({ 'openapi.yaml': anchored })
    const { stderr } = await setsquare(['check', '--fix'], { cwd })
    expect(stderr).toContain('fixed 1 finding in openapi.yaml (1)\n')
    expect(stderr).toMatch(/not fixed: openapi\.yaml:3:28 https-servers: it is written in a way that cannot be changed/)
  })

  it.each([
    [['--fix', '--fix-dry-run'], '--fix and --fix-dry-run cannot be used together'],
    [['--fix-dry-run', '--format', 'json'], '--fix-dry-run prints a diff instead of a report: remove --format'],
    [['--fix-dry-run', '--output', 'x'], '--fix-dry-run prints a diff instead of a report: remove --output'],
    [['--no-cache', '--cache-location', 'x'], '--no-cache and --cache-location cannot be used together'],
  ])('refuses flags that contradict each other: %j', async (flags, message) => {
    const cwd = directoryWith({ 'openapi.yaml': broken })
    expect(await setsquare(['check', ...flags], { cwd })).toEqual({ code: 2, stdout: '', stderr: `setsquare: ${message}\n` })
  })
})

describe('--fix-dry-run', () => {
  it('prints a diff that git applies, and writes nothing', async () => {
    const cwd = directoryWith({ 'api/openapi.yaml': broken })
    const { code, stdout, stderr } = await setsquare(['check', '--fix-dry-run'], { cwd })
    expect(stdout).toBe(`--- a/api/openapi.yaml
+++ b/api/openapi.yaml
@@ -1,6 +1,6 @@
 openapi: 3.0.3
 info: { title: Shop, version: 1.0.0 }
-servers: [{ url: 'http://api.shop.com/v1' }] # the only one
+servers: [{ url: 'https://api.shop.com/v1' }] # the only one
 paths:
   /orders/{id}:
     get:
@@ -8,5 +8,6 @@
         # in the path
         - name: id
           in: path
+          required: true
           schema: { type: string }
       responses: { '200': { description: One order } }
`)
    expect({ code, stderr }).toEqual({ code: 1, stderr: 'setsquare: 2 findings would be fixed in api/openapi.yaml (2)\n' })
    expect(readFileSync(join(cwd, 'api/openapi.yaml'), 'utf8')).toBe(broken)
    execFileSync('git', ['apply', '-'], { cwd, input: stdout })
    expect(readFileSync(join(cwd, 'api/openapi.yaml'), 'utf8')).toBe(fixed)
  })

  it('shows byte order marks and line ends as they are', async () => {
    const windows = (text: string): string => `\uFEFF${text.replaceAll('\n', '\r\n')}`
    const cwd = directoryWith({ 'openapi.yaml': windows(broken) })
    execFileSync('git', ['apply', '--whitespace=nowarn', '-'], { cwd, input: (await setsquare(['check', '--fix-dry-run'], { cwd })).stdout })
    expect(readFileSync(join(cwd, 'openapi.yaml'), 'utf8')).toBe(windows(fixed))
  })
})

describe('writing', () => {
  it('refuses where a file has changed since it was read', async () => {
    const cwd = directoryWith({ 'a.yaml': 'now\n' })
    mkdirSync(join(cwd, 'b'))
    const table = new PieceTable('then\n')
    table.change([{ start: 0, end: 4, text: 'later' }])
    await expect(writeFiles(new Map([[join(cwd, 'a.yaml'), table]]), (file) => file.slice(cwd.length + 1))).rejects.toThrow(
      "'a.yaml': it has changed while it was being checked",
    )
    expect(readFileSync(join(cwd, 'a.yaml'), 'utf8')).toBe('now\n')
  })
})
