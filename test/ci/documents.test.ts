import { existsSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { load } from 'js-yaml'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'

import { repository } from '../../scripts/rule-files.ts'
import { contract } from '../support/program.ts'
import { execute, runWorkflow } from './github.ts'
import type { Machine, Outcome } from './github.ts'
import { startRegistry } from './registry.ts'
import type { Registry } from './registry.ts'

const read = (path: string): string => readFileSync(join(repository, path), 'utf8')
const { version } = JSON.parse(read('package.json')) as { version: string }

/** A code block in a document, with the name of the file that it belongs to. */
interface Block {
  readonly file: string
  readonly text: string
}

const guide = [...read('docs/hosts/ci.md').matchAll(/^```(\w+)(?: (\S+))?\n([^]*?)^```$/gm)].map(([, language = '', file, text = '']): Block => ({ file: file ?? language, text }))
const readme = [.../\n## In CI\n([^]*?)\n## /.exec(read('README.md'))?.[1]?.matchAll(/^```yaml\n# (\S+)\n([^]*?)^```$/gm) ?? []].map(([, file = '', text = '']): Block => ({ file, text }))

let home = ''
let workspace = ''
let registry: Registry

/** The kinds of reports that the services accept, and those that they were given. */
const taken: string[] = []

beforeAll(async () => {
  home = realpathSync(mkdtempSync(join(tmpdir(), 'setsquare-documents-')))
  workspace = join(home, 'checkout')
  registry = await startRegistry()
  mkdirSync(join(workspace, '.git'), { recursive: true })
  writeFileSync(join(workspace, 'package.json'), JSON.stringify({ name: 'shop', private: true, devDependencies: { setsquare: version } }))
  writeFileSync(join(workspace, 'openapi.yaml'), contract)
  const { code, log } = await execute('npm', ['install', '--no-audit', '--no-fund'], workspace, shellEnv())
  expect(code, log).toBe(0)
}, 120_000)

afterAll(async () => {
  await registry.close()
  rmSync(home, { recursive: true, force: true })
})

afterEach(() => {
  taken.length = 0
  for (const report of ['reports', 'gl-code-quality-report.json', 'setsquare-junit.xml', 'setsquare.xml']) rmSync(join(workspace, report), { recursive: true, force: true })
})

/** `npm ci` is run for one of the blocks, and only checked in the others: what it would install is there already. */
let isRehearsal = false

function shellEnv(): Record<string, string> {
  return { ...(isRehearsal && { npm_config_dry_run: 'true' }), PATH: `${join(home, 'bin')}:${process.env['PATH'] ?? ''}`, HOME: home, CI: 'true', ...registry.env }
}

/** Runs a job that does not install anything. */
async function withoutInstalled<Result>(job: () => Promise<Result>): Promise<Result> {
  const names = ['node_modules', 'package.json', 'package-lock.json']
  for (const name of names) renameSync(join(workspace, name), join(home, name))
  try {
    return await job()
  } finally {
    for (const name of names) renameSync(join(home, name), join(workspace, name))
  }
}

/** The severity of a single rule with one finding decides whether a job passes or fails. */
function configure(severity: 'warn' | 'error'): void {
  writeFileSync(join(workspace, 'setsquare.yaml'), `rules:\n  "*": off\n  plural-collections: ${severity}\n`)
}

/** Accepts a report as a service would, and records its kind. */
function take(path: string | undefined, sign: RegExp): void {
  expect(path).toBeTruthy()
  const file = join(path?.startsWith('/') === true ? '/' : workspace, path ?? '')
  expect(existsSync(file), `${file} is there`).toBe(true)
  expect(readFileSync(file, 'utf8')).toMatch(sign)
  taken.push(sign.source)
}

const signs = {
  sarif: /"ruleId": "plural-collections"/,
  junit: /<testcase [^>]*classname="resources\.plural-collections"/,
  checkstyle: /source="setsquare\.resources\.plural-collections"/,
  gitlab: /"check_name": "setsquare\/plural-collections"/,
  rdjson: /"value": "plural-collections"/,
}

/** For actions of others, their inputs are checked. Our own action is run. */
const actions: Machine['actions'] = {
  'actions/checkout': () => undefined,
  'actions/setup-node': () => undefined,
  'setsquare/setsquare': { text: read('action.yml'), directory: repository },
  'github/codeql-action/upload-sarif': ({ sarif_file: file }) => {
    take(file, signs.sarif)
  },
  // Replaces a program that would talk to GitHub by one that records its input.
  'reviewdog/action-setup': () => {
    mkdirSync(join(home, 'bin'), { recursive: true })
    writeFileSync(join(home, 'bin/reviewdog'), `#!/bin/sh\nexec cat > "${join(home, 'reviewdog.json')}"\n`, { mode: 0o755 })
  },
}

async function github(text: string): Promise<Outcome> {
  return runWorkflow(text, { workspace, temp: join(home, 'runner'), env: shellEnv(), actions })
}

interface GitlabJob {
  readonly script: readonly string[]
  readonly variables?: Readonly<Record<string, string>>
  readonly artifacts: { readonly when: string; readonly reports: { readonly codequality: string; readonly junit: string } }
}

const template = 'templates/gitlab-ci.yml'

/** Runs a job as GitLab's runner does: all lines of its script in one shell, which exits at the first failure. */
async function gitlab(text: string): Promise<{ readonly failed: boolean; readonly log: string }> {
  const { include = [], setsquare = {} } = load(text) as { include?: readonly { remote: string }[]; setsquare?: Partial<GitlabJob> }
  let job = setsquare
  for (const { remote } of include) {
    expect(remote).toBe(`https://raw.githubusercontent.com/setsquare/setsquare/main/${template}`)
    const base = (load(read(template)) as { setsquare: GitlabJob }).setsquare
    job = { ...base, ...job, variables: { ...base.variables, ...job.variables } }
  }
  const env = { ...shellEnv(), GITLAB_CI: 'true', CI_PROJECT_DIR: workspace, CI_PROJECT_URL: 'https://gitlab.example/acme/shop', CI_COMMIT_SHA: '0123456789', ...job.variables }
  const script = (): ReturnType<typeof execute> => execute('bash', ['-eo', 'pipefail', '-c', job.script?.join('\n') ?? ''], workspace, env)
  const { code, log } = await (include.length > 0 ? withoutInstalled(script) : script())
  expect(job.artifacts?.when).toBe('always')
  take(job.artifacts?.reports.codequality, signs.gitlab)
  take(job.artifacts?.reports.junit, signs.junit)
  return { failed: code !== 0, log }
}

/** Runs the `sh` steps of a Jenkinsfile, then those under `always`. */
async function jenkins(text: string): Promise<{ readonly failed: boolean; readonly log: string }> {
  const steps = [...text.matchAll(/^ *sh '([^']*)'$/gm)].map(([, script = '']) => script)
  const { code, log } = await execute('bash', ['-e', '-c', steps.join('\n')], workspace, { ...shellEnv(), WORKSPACE: workspace })
  take(/always \{ recordIssues tool: checkStyle\(pattern: '([^']*)'\) \}/.exec(text)?.[1], signs.checkstyle)
  return { failed: code !== 0, log }
}

async function azure(text: string): Promise<{ readonly failed: boolean; readonly log: string }> {
  const { steps } = load(text) as { steps: readonly { script?: string; task?: string; condition?: string; inputs?: Readonly<Record<string, string>> }[] }
  const { code, log } = await execute('bash', ['-e', '-c', steps.flatMap(({ script }) => script ?? []).join('\n')], workspace, { ...shellEnv(), BUILD_SOURCESDIRECTORY: workspace })
  const publish = steps.find(({ task }) => task === 'PublishTestResults@2')
  expect(publish?.condition).toBe('succeededOrFailed()')
  take(publish?.inputs?.['testResultsFiles'], signs.junit)
  return { failed: code !== 0, log }
}

async function shell(text: string): Promise<{ readonly failed: boolean; readonly log: string }> {
  const { code, log } = await execute('bash', ['-e', '-c', text], workspace, shellEnv())
  take('reports/setsquare.sarif', signs.sarif)
  take('reports/setsquare.xml', signs.junit)
  return { failed: code !== 0, log }
}

/** Runs a block in the way of the file that it belongs to; throws if there is none. */
async function run({ file, text }: Block): Promise<{ readonly failed: boolean; readonly log: string; readonly outcome?: Outcome }> {
  if (file.startsWith('.github/workflows/')) {
    const outcome = await github(text)
    return { failed: outcome.conclusion === 'failure', log: outcome.log, outcome }
  }
  const runner = { '.gitlab-ci.yml': gitlab, Jenkinsfile: jenkins, 'azure-pipelines.yml': azure, sh: shell }[file]
  if (runner === undefined) throw new Error(`how is '${file}' run?`)
  return runner(text)
}

describe('every configuration in docs/hosts/ci.md and the README', () => {
  it('is found', () => {
    expect(guide.map(({ file }) => file).sort()).toEqual(
      ['.github/workflows/code-scanning.yml', '.github/workflows/plain.yml', '.github/workflows/reviewdog.yml', '.github/workflows/setsquare.yml', '.gitlab-ci.yml', '.gitlab-ci.yml', 'Jenkinsfile', 'azure-pipelines.yml', 'sh'],
    )
    expect(readme.map(({ file }) => file)).toEqual(['.github/workflows/api.yml'])
  })

  it.each([...guide, ...readme])('fails on errors and has its reports all the same: $file', async (block) => {
    configure('error')
    isRehearsal = /npm ci/.test(block.text) && block.file !== '.github/workflows/setsquare.yml'
    const { failed, log, outcome } = await run(block)
    const isReviewdog = block.file.endsWith('/reviewdog.yml')
    expect(failed, log).toBe(!isReviewdog)
    if (isReviewdog) take(join(home, 'reviewdog.json'), signs.rdjson)
    if (block.file.endsWith('/code-scanning.yml')) expect(taken).toEqual([signs.sarif.source])
    else if (outcome !== undefined && !isReviewdog) expect(outcome.annotations).toEqual([expect.objectContaining({ kind: 'error', file: 'openapi.yaml', line: '5' })])
    if (outcome !== undefined && !isReviewdog) expect(outcome.summary).toMatch(/^## ❌ Setsquare: 1 error\n/)
    if (outcome === undefined) expect(taken.length).toBeGreaterThan(0)
  }, 60_000)

  it.each(guide.filter(({ text }) => !/fail-on[:=] ?warn|reviewdog/.test(text)).slice(0, 2))('passes with warnings: $file', async (block) => {
    configure('warn')
    const { failed, log } = await run(block)
    expect(failed, log).toBe(false)
  }, 60_000)

  it('names the version there is', () => {
    for (const text of [read('docs/hosts/ci.md'), read('README.md')]) {
      for (const [, named] of text.matchAll(/setsquare\/setsquare@v(\S+)/g)) expect(named).toBe(version)
    }
    expect((load(read(template)) as { setsquare: GitlabJob }).setsquare.variables).toMatchObject({ SETSQUARE_VERSION: version })
  })
})
