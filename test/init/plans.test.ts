import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'

import { parseDocument } from '../../src/documents/parse.ts'
import { planCi } from '../../src/hosts/init/ci.ts'
import type { Plan } from '../../src/hosts/init/change.ts'
import { planHook } from '../../src/hosts/init/hook.ts'
import { packageManagerOf } from '../../src/hosts/init/package-manager.ts'
import { githubWorkflow, gitlabJob, hookCommand, preCommitEntry } from '../../src/hosts/init/recipes.ts'
import { lookAround } from '../../src/hosts/init/repository.ts'
import { directoryWith } from '../support/program.ts'

const manifest = '{ "name": "shop" }\n'

/** The files after a plan has been carried out, and its manual tasks. */
const outcome = ({ changes, tasks }: Plan): Record<string, string> => ({
  ...Object.fromEntries(changes.map(({ path, table }) => [path, table.text])),
  ...(tasks.length > 0 && { '': tasks.map(({ what, text }) => [what, text].join('\n')).join('\n') }),
})

const hook = (files: Readonly<Record<string, string>>): Record<string, string> => outcome(planHook(lookAround(directoryWith(files)), '1.2.3'))
const ci = (files: Readonly<Record<string, string>>): Record<string, string> => outcome(planCi(lookAround(directoryWith(files)), '1.2.3'))

describe('the package manager', () => {
  const named = (names: readonly string[], value: object): string | undefined => packageManagerOf(new Set(names), value)?.name

  test('is what package.json says, or what the lock file shows', () => {
    expect(named(['yarn.lock'], { packageManager: 'pnpm@10.1.0' })).toBe('pnpm')
    expect(named(['yarn.lock'], {})).toBe('yarn')
    expect(named(['bun.lock'], {})).toBe('bun')
    expect(named([], {})).toBe('npm')
    expect(packageManagerOf(new Set(['yarn.lock']), undefined)).toBeUndefined()
  })

  test('of a workspace is told that the top is meant', () => {
    expect(packageManagerOf(new Set(['pnpm-lock.yaml', 'pnpm-workspace.yaml']), {})?.add).toBe('pnpm add --save-dev --workspace-root setsquare')
    expect(packageManagerOf(new Set(['yarn.lock']), { workspaces: ['a'] })?.add).toBe('yarn add --dev -W setsquare')
    expect(packageManagerOf(new Set(['yarn.lock', '.yarnrc.yml']), { workspaces: ['a'] })?.add).toBe('yarn add --dev setsquare')
  })
})

describe('the hook', () => {
  test('of husky is a line more', () => {
    expect(hook({ 'package.json': manifest, '.husky/pre-commit': 'npx lint-staged\n' })).toEqual({
      '.husky/pre-commit': 'npx lint-staged\nnode_modules/.bin/setsquare check --staged\n',
    })
    expect(hook({ 'package.json': '{ "devDependencies": { "husky": "9" } }' })).toEqual({ '.husky/pre-commit': 'node_modules/.bin/setsquare check --staged\n' })
  })

  test.each([
    ['commands', 'pre-commit:\n  parallel: true\n  commands:\n    lint:\n      run: eslint # why\n', '    lint:\n      run: eslint # why\n    setsquare:\n      run: node_modules/.bin/setsquare check --staged\n'],
    ['jobs', 'pre-commit:\n  jobs:\n    - name: lint\n      run: eslint\n', '      run: eslint\n    - name: setsquare\n      run: node_modules/.bin/setsquare check --staged\n'],
    ['another hook', 'pre-push:\n  commands: {}\n', 'pre-commit:\n  commands:\n    setsquare:\n      run: node_modules/.bin/setsquare check --staged\n'],
  ])('of lefthook stands beside its %s', (_, before, expected) => {
    expect(hook({ 'package.json': manifest, 'lefthook.yml': before })['lefthook.yml']).toContain(expected)
  })

  test('of pre-commit is one more of its repositories', () => {
    const files = hook({ '.pre-commit-config.yaml': 'repos:\n  - repo: local\n    hooks: []\n' })
    expect(parseDocument('', files['.pre-commit-config.yaml'] ?? '').value).toEqual({ repos: [{ repo: 'local', hooks: [] }, preCommitEntry('1.2.3').value] })
  })

  test('of lint-staged is another glob', () => {
    const files = hook({ 'package.json': '{\n  "lint-staged": {\n    "*.ts": "eslint"\n  }\n}\n' })
    expect(files['package.json']).toBe('{\n  "lint-staged": {\n    "*.ts": "eslint",\n    "*.{ts,tsx,mts,cts,js,jsx,mjs,cjs,yaml,yml,json}": "setsquare check --staged --"\n  }\n}\n')
  })

  test.each([
    ['lefthook.toml', '[pre-commit]\n'],
    ['lefthook.yml', 'pre-commit: [\n'],
    ['.pre-commit-config.yaml', 'repos: []\n'],
    ['lint-staged.config.mjs', 'export default {}\n'],
    ['package.json', '{ "simple-git-hooks": { "pre-commit": "x" } }'],
  ])('in %s is left to people, with what to write', (file, text) => {
    const files = hook({ 'package.json': manifest, [file]: text })
    expect(Object.keys(files)).toEqual([''])
    expect(files['']).toContain('setsquare')
  })

  test('that is there stays as it is, and where there is no tool there is no hook', () => {
    expect(hook({ '.husky/pre-commit': 'pnpm exec setsquare check --staged --fail-on warn\n' })).toEqual({})
    expect(hook({ 'package.json': manifest })).toEqual({})
  })
})

describe('CI', () => {
  test('on GitHub is a workflow, for the package manager at hand', () => {
    const files = ci({ 'package.json': manifest, 'pnpm-lock.yaml': '', '.github/dependabot.yml': '' })
    const { jobs } = parseDocument('', files['.github/workflows/setsquare.yml'] ?? '').value as { jobs: { check: { steps: object[] } } }
    expect(jobs.check.steps).toEqual([
      { uses: 'actions/checkout@v5' },
      { uses: 'pnpm/action-setup@v4', with: { version: 'latest' } },
      { uses: 'actions/setup-node@v5', with: { 'node-version': 22 } },
      { run: 'pnpm install --frozen-lockfile' },
      { uses: 'setsquare/setsquare@v1.2.3' },
    ])
    expect(ci({ '.github/workflows/a.yml': 'on: push', '.github/workflows/b.yaml': '- run: npx setsquare check' })).toEqual({})
  })

  test('on GitLab is one more job, in a stage that there is', () => {
    const files = ci({ 'package.json': manifest, 'package-lock.json': '', '.gitlab-ci.yml': 'stages: [lint, build]\n\n# ours\nbuild:\n  stage: build\n  script: [make]\n' })
    expect(parseDocument('', files['.gitlab-ci.yml'] ?? '').value).toMatchObject({ build: { stage: 'build' }, setsquare: { stage: 'lint', image: 'node:22' } })
    expect(files['.gitlab-ci.yml']).toContain('# ours\nbuild:\n  stage: build\n  script: [make]\n')
    expect(ci({ '.gitlab-ci.yml': 'a: !reference [b, c]\n' })['']).toContain('setsquare:\n')
  })

  test('elsewhere is told', () => {
    expect(ci({ 'package.json': manifest, '.circleci/config.yml': 'version: 2\n' })['']).toBe(
      'To check each change in CircleCI, add this step to .circleci/config.yml (Node 20.19 or later):\nnpx setsquare check',
    )
    expect(ci({ Jenkinsfile: 'sh "npx setsquare check"' })).toEqual({})
  })
})

describe('the guides say the same', () => {
  const npm = packageManagerOf(new Set(['package-lock.json']), {})
  const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as { version: string }
  const blocks = (page: string, name: string): unknown[] =>
    [...readFileSync(new URL(`../../docs/hosts/${page}`, import.meta.url), 'utf8').matchAll(/```(\w+) (\S+)\n([^]*?)```/g)]
      .filter(([, , file]) => file === name)
      .map(([, language, , text = '']) => (language === 'yaml' ? parseDocument(name, text).value : text))

  test('about workflows and jobs', () => {
    const workflow = parseDocument('', githubWorkflow(npm, version)).value as { jobs: { check: { steps: object[] } } }
    const last = workflow.jobs.check.steps.at(-1)
    Object.assign(last ?? {}, { with: { 'fail-on': 'warn' } })
    expect(blocks('ci.md', '.github/workflows/setsquare.yml')).toEqual([workflow])
    expect(blocks('ci.md', '.gitlab-ci.yml')).toContainEqual({ setsquare: gitlabJob(npm, version) })
  })

  test('about hooks', () => {
    expect(blocks('git-hooks.md', '.husky/pre-commit')).toContain(`${hookCommand(npm, version)}\n`)
    expect(blocks('git-hooks.md', 'lefthook.yml')).toEqual([{ 'pre-commit': { commands: { setsquare: { run: hookCommand(npm, version) } } } }])
    expect(blocks('git-hooks.md', '.pre-commit-config.yaml')).toContainEqual({ repos: [preCommitEntry(version).value] })
  })
})
