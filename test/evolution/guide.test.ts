import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { load } from 'js-yaml'
import { describe, expect, it } from 'vitest'

import { rules } from '../../rules/index.ts'
import { readArguments } from '../../src/hosts/cli/arguments.ts'
import { comparesVersions } from '../../src/core/rule.ts'
import { readConfiguration } from '../../src/config/read.ts'
import { parseDocument } from '../../src/documents/parse.ts'
import { checkFixture, readFixture } from '../support/fixture.ts'
import { setsquare } from '../support/command.ts'
import { repositoryWith } from '../support/repository.ts'

const top = join(import.meta.dirname, '../..')
const guide = readFileSync(join(top, 'docs/breaking-changes.md'), 'utf8')
const blocks = (language: string): string[] => [...guide.matchAll(new RegExp(`^\`\`\`${language}\n([^]*?)^\`\`\`$`, 'gm'))].map(([, text = '']) => text)
const operation = "{ responses: { '200': { description: Done } } }"
const contract = (...paths: string[]): string => `openapi: 3.0.3\ninfo: { title: Shop, version: 1.0.0 }\npaths:\n${paths.map((path) => `  ${path}: { get: ${operation} }\n`).join('')}`

describe('the guide to breaking changes', () => {
  it('shows what is found in the sample', async () => {
    const { findings } = await checkFixture(readFixture(join(top, 'fixtures/versions/bookshop')))
    const found = findings.map(({ line, severity, message, rule }) => `${line} ${severity} ${message} ${rule}`)
    const [sample = ''] = blocks('')
    const shown = sample.replace(/^head.yaml/, '').replace(/\s+/g, ' ').trim().split(/ (?=\d+:\d+ )/).map((one) => one.replace(/:\d+/, ''))
    expect(shown).toHaveLength(4)
    expect(shown.filter((one) => !found.includes(one))).toEqual([])
  })

  it('has commands that can be given', () => {
    const commands = blocks('sh').flatMap((text) => text.trim().split('\n')).map((line) => line.replace(/^npx setsquare |\s*#.*$/g, '').split(' '))
    expect(commands).toHaveLength(5)
    for (const command of commands) expect(readArguments(command).command?.name).toBe('diff')
  })

  it('has a configuration that can be used', () => {
    const [text = ''] = blocks('yaml').filter((block) => block.includes('exceptions:'))
    expect(readConfiguration(parseDocument('/setsquare.yaml', text), rules).exceptions).toHaveLength(1)
  })

  it('has a job that reports in a pull request what it breaks', async () => {
    const [text = ''] = blocks('yaml').filter((block) => block.includes('jobs:'))
    const { jobs } = load(text) as { jobs: { diff: { steps: { with?: { base?: string; 'fetch-depth'?: number } }[] } } }
    const [base = ''] = jobs.diff.steps.flatMap(({ with: inputs }) => inputs?.base?.replace('${{ github.base_ref }}', 'main') ?? [])
    expect(jobs.diff.steps[0]?.with).toEqual({ 'fetch-depth': 0 })
    const upstream = repositoryWith({ 'openapi.yaml': contract('/books', '/carts') })
    const checkout = repositoryWith({})
    checkout.git('remote', 'add', 'origin', upstream.cwd)
    checkout.git('fetch', '-q', 'origin')
    checkout.git('checkout', '-q', '-b', 'feature', 'origin/main')
    checkout.stage({ 'openapi.yaml': contract('/books') })
    checkout.git('commit', '-qm', 'less')
    // What the action runs for this base.
    const { code, stdout } = await setsquare(['diff', '--format', 'github', '--', base], { cwd: checkout.cwd })
    expect(code).toBe(1)
    expect(stdout).toContain('::error file=openapi.yaml,line=3,')
  })

  it('names rules that there are, and all that compare versions', () => {
    const known = new Set(rules.map(({ id }) => id))
    const rows = [...guide.matchAll(/^\| `.*\| (.*) \|$/gm)].map(([, right = '']) => [...right.matchAll(/`([a-z-]+)`/g)].map(([, name = '']) => name))
    const named = rows.flat().filter((name) => name !== 'setsquare')
    expect(named.filter((name) => !known.has(name))).toEqual([])
    const verdict = 'missing-major-version'
    expect(rules.filter((rule) => comparesVersions(rule) && rule.id !== verdict && !named.includes(rule.id)).map(({ id }) => id)).toEqual([])
  })
})
