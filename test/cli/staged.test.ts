import { execFileSync } from 'node:child_process'
import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

import { contract, directoryWith, setsquare } from '../support/program.ts'
import type { Run, RunOptions } from '../support/program.ts'
import { identity, repositoryWith } from '../support/repository.ts'

const only = ['--rule', '*:off', '--rule', 'plural-collections:warn']

async function staged({ cwd }: { readonly cwd: string }, options: RunOptions = {}): Promise<Run> {
  return setsquare(['check', '--staged', ...only], { cwd, ...options })
}

const sound = contract.replaceAll('/order', '/orders')

describe('setsquare check --staged', () => {
  it('as a hook of git, however the commit is made: with -a, with --only, from a subdirectory, with HEAD on no branch', async () => {
    const repository = repositoryWith({ 'api.yaml': sound, 'b.yaml': sound, 'deep/c.yaml': sound })
    repository.git('checkout', '-q', '--detach')
    // A real hook: git creates the index of these commits, and passes its path.
    const hook = join(repository.cwd, '.git/hooks/pre-commit')
    const program = join(import.meta.dirname, '../../dist/cli.cjs')
    writeFileSync(hook, `#!/bin/sh\nexec '${process.execPath}' '${program}' check --staged --fail-on warn --rule '*:off' --rule plural-collections:warn\n`, { mode: 0o755 })
    const commit = (cwd: string, ...args: string[]): string => {
      try {
        execFileSync('git', ['commit', '-qm', 'x', ...args], { cwd, env: { ...process.env, ...identity, NO_COLOR: '1' }, stdio: 'pipe' })
        return 'committed'
      } catch (error) {
        return String((error as { stderr: Buffer }).stderr)
      }
    }
    repository.write({ 'api.yaml': contract })
    expect(commit(repository.cwd, '-a')).toContain('plural-collections')
    repository.stage({ 'b.yaml': contract })
    expect(commit(repository.cwd, '--only', 'deep/c.yaml', '--allow-empty')).toBe('committed')
    repository.write({ 'deep/c.yaml': contract })
    expect(commit(join(repository.cwd, 'deep'), '--only', 'c.yaml')).toContain('deep/c.yaml')
    repository.write({ 'deep/c.yaml': `${sound}# a comment\n` })
    expect(commit(join(repository.cwd, 'deep'), '--only', 'c.yaml')).toBe('committed')
    expect(repository.git('status', '--porcelain')).toBe(' M api.yaml\nM  b.yaml\n')
  })

  it('says so where there is nothing to check, and is content', async () => {
    const repository = repositoryWith({ 'api.yaml': contract, 'readme.md': '# a\n' })
    expect(await staged(repository)).toMatchObject({ code: 0, stderr: 'setsquare: nothing to check: there are no staged files here\n' })
    repository.stage({ 'readme.md': '# b\n' })
    const message = 'setsquare: nothing to check: none of the staged files is a contract, a part of one, TypeScript or JavaScript\n'
    expect(await staged(repository)).toMatchObject({ code: 0, stderr: message })
  })

  it('no repository, no git, a repository that git does not trust', async () => {
    const cwd = directoryWith({ 'api.yaml': contract })
    expect(await staged({ cwd })).toMatchObject({ stderr: `setsquare: --staged needs a git repository, and '${cwd}' is not in one\n` })
    const repository = repositoryWith({ 'api.yaml': contract })
    // What is staged can be read without git, unless git has extended the format.
    repository.stage({ 'api.yaml': `${contract}# a comment\n` })
    expect(await staged(repository, { env: { PATH: '/nowhere' } })).toMatchObject({ stderr: '', stdout: expect.stringContaining('plural-collections') as string })
    repository.git('config', 'extensions.worktreeConfig', 'true')
    expect(await staged(repository, { env: { PATH: '/nowhere' } })).toMatchObject({ stderr: 'setsquare: git cannot be run: install it, or put it on the PATH\n' })
    const distrusted = await staged(repository, { env: { GIT_TEST_ASSUME_DIFFERENT_OWNER: '1' } })
    expect(distrusted.code).toBe(2)
    expect(distrusted.stderr).toMatch(/^setsquare: --staged: git failed: detected dubious ownership/)
    expect(distrusted.stderr.trim().split('\n')).toHaveLength(1)
  })

  it('keeps facts where it is told to, and with --no-cache nowhere', async () => {
    const repository = repositoryWith({ 'a.ts': 'export const a = 1\n', 'b.ts': 'export const b = 1\n', 'node_modules/x/package.json': '{}' })
    repository.stage({ 'a.ts': 'export const a = 2\n' })
    const facts = ['elsewhere/facts', 'node_modules/.cache/setsquare/facts'].map((name) => join(repository.cwd, name))
    const run = async (...args: string[]): Promise<boolean[]> => {
      expect(await setsquare(['check', '--staged', ...args], { cwd: repository.cwd })).toMatchObject({ code: 0, stderr: '' })
      return facts.map((file) => existsSync(file))
    }
    expect(await run('--no-cache')).toEqual([false, false])
    expect(await run('--cache-location', 'elsewhere')).toEqual([true, false])
    expect(await run()).toEqual([true, true])
  })

  it('and --since exclude each other', async () => {
    const { code, stderr } = await setsquare(['check', '--staged', '--since', 'main'], { cwd: directoryWith({}) })
    expect({ code, stderr }).toEqual({ code: 2, stderr: 'setsquare: --staged and --since cannot be used together\n' })
  })
})
