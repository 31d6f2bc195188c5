import { execFile } from 'node:child_process'
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { beforeAll, describe, expect, it } from 'vitest'

import { rules } from '../../rules/index.ts'
import type { Report } from '../../src/core/report.ts'
import { wellFormed } from '../../src/core/printable.ts'
import { sarif } from '../../src/reporters/sarif.ts'
import type { ReportContext } from '../../src/reporters/reporter.ts'
import { base, context, hostileReport, manyFindings, report, rule, verdict } from './support.ts'

/** Microsoft's validator, with the rules for the format and for GitHub. */
const multitool = locate()

function locate(): string | undefined {
  const require = createRequire(createRequire(import.meta.url).resolve('@microsoft/sarif-multitool/package.json'))
  const name = { linux: 'linux', darwin: 'darwin', win32: 'win32' }[process.platform as string]
  if (name === undefined) return undefined
  return join(dirname(require.resolve(`@microsoft/sarif-multitool-${name}/package.json`)), name === 'win32' ? 'Sarif.Multitool.exe' : 'Sarif.Multitool')
}

/** Advice that we do not follow, and why. */
const advice: Readonly<Record<string, string>> = {
  'SARIF2002.ProvideMessageArguments': 'messages as templates: no service shows them, and ours are written for their place',
  'SARIF2003.ProvideVersionControlProvenance': 'known to the services that take the report, and not to a linter',
  'SARIF2006.UrisShouldBeReachable': "would ask the network for every rule's page",
  'SARIF2009.ConsiderConventionalIdentifierValues': 'rule ids as CA1234: ours are words',
  'SARIF2010.ProvideCodeSnippets': 'who reads the report has the code',
  'SARIF2011.ProvideContextRegion': 'likewise',
}

interface Complaint {
  readonly ruleId: string
  readonly message: { readonly arguments?: readonly string[] }
  readonly locations: readonly { readonly physicalLocation: { readonly artifactLocation: { readonly uri: string } } }[]
}

/**
 * Runs the validator once on several reports. It says nothing by its exit code, so its own report is read.
 * @returns complaints by the name of the report
 */
async function judged(reports: Readonly<Record<string, string>>): Promise<Record<string, string[]>> {
  const home = mkdtempSync(join(tmpdir(), 'setsquare-sarif-'))
  try {
    const off = '<Property Key="RuleEnabled" Value="Disabled" Type="Driver.RuleEnabledState"/>'
    const options = Object.keys(advice).map((name) => `<Properties Key="${name}.Options">${off}</Properties>`)
    writeFileSync(join(home, 'options.xml'), `<?xml version="1.0"?><Properties>${options.join('')}</Properties>`)
    for (const [name, text] of Object.entries(reports)) writeFileSync(join(home, `${name}.sarif`), text)
    const levels = ['--level', 'Error;Warning;Note', '--kind', 'Fail;Open;Review', '--rule-kind', 'Sarif;Ghas']
    const output = join(home, 'verdict.json')
    // npm may be configured not to run install scripts; this does what the tool's own one would.
    if (multitool !== undefined) chmodSync(multitool, 0o755)
    const env = { ...process.env, DOTNET_SYSTEM_GLOBALIZATION_INVARIANT: '1' }
    await promisify(execFile)(multitool ?? '', ['validate', join(home, '*.sarif'), ...levels, '--config', join(home, 'options.xml'), '--output', output, '--quiet'], { env })
    const log = JSON.parse(readFileSync(output, 'utf8').replace(/^\uFEFF/, '')) as { runs: [{ results?: Complaint[] }] }
    const complaints = Object.fromEntries(Object.keys(reports).map((name): [string, string[]] => [name, []]))
    for (const { ruleId, message, locations } of log.runs[0].results ?? []) {
      const name = /([^/]+)\.sarif$/.exec(locations[0]?.physicalLocation.artifactLocation.uri ?? '')?.[1] ?? ''
      complaints[name]?.push([ruleId, ...(message.arguments ?? [])].join(' '))
    }
    return complaints
  } finally {
    rmSync(home, { recursive: true, force: true })
  }
}

interface Location {
  readonly physicalLocation: { readonly artifactLocation: { readonly uri: string; readonly uriBaseId?: string }; readonly region?: object }
}

interface Log {
  readonly runs: readonly [
    {
      readonly tool: { readonly driver: { readonly rules: readonly { readonly id: string; readonly properties: Record<string, unknown>; readonly help: { markdown: string } }[] } }
      readonly invocations: readonly [{ readonly executionSuccessful: boolean; readonly toolExecutionNotifications: readonly { readonly level: string; readonly descriptor: { readonly id: string } }[] }]
      readonly originalUriBaseIds: Record<string, { readonly uri: string }>
      readonly results: readonly {
        readonly ruleId: string
        readonly ruleIndex: number
        readonly partialFingerprints: { readonly 'setsquare/v1': string }
        readonly message: { readonly text: string }
        readonly locations: readonly Location[]
        readonly fixes?: readonly object[]
      }[]
    },
  ]
}

function runIn(of: Report, overrides: Partial<ReportContext> = {}): Log['runs'][0] {
  return (JSON.parse(sarif(of, context({ verdict: verdict(of), ...overrides }))) as Log).runs[0]
}

const realRules = new Map(rules.map((one) => [one.id, { ...one, docs: base.docs }]))

/** The validator objects to files outside the repository, which the format allows. */
function within(of: Report): Report {
  return { ...of, findings: of.findings.filter(({ file }) => file.startsWith('/p/')) }
}

/** Ways to damage a report, and the validator rule that detects each. */
const spoilt = {
  'result-without-place': [/"locations": \[[^]*?\n {10}\],\n/, '', 'GH1015'],
  'backward-region': ['"endLine": 2,', '"endLine": 1,', 'SARIF1007'],
  'index-of-another-rule': ['"ruleIndex": 0', '"ruleIndex": 7', 'SARIF1009'],
  'rule-without-description': [/"shortDescription": \{[^}]*\},/, '', 'GH2012'],
  'unknown-version': ['"version": "2.1.0"', '"version": "2.2.0"', 'JSON'],
} as const

describe.runIf(multitool !== undefined)('the validator', () => {
  const fix = { title: "Call it 'orders'", safe: true, edits: [{ line: 2, column: 3, endLine: 2, endColumn: 9, range: [9, 15] as const, file: base.file, text: '/orders' }] }
  const own = rule({ id: 'custom/no-widgets', topic: 'custom', docs: 'file:///p/rules/no-widgets.js' })
  const plain = sarif(report([base]), context())
  const sound = {
    empty: sarif(report([]), context({ rules: realRules })),
    'every-rule': sarif(report(rules.map(({ id, topic }) => ({ ...base, rule: id, topic }))), context({ rules: realRules })),
    'own-rule': sarif(report([{ ...base, rule: own.id, topic: own.topic, docs: own.docs }]), context({ rules: new Map([[own.id, own]]) })),
    hostile: sarif(within(hostileReport()), context({ verdict: verdict(hostileReport()) })),
    fixes: sarif(report([base]), context({ fixesOf: () => [fix] })),
    // The validator takes two seconds per thousand findings.
    many: sarif(report(manyFindings(1000)), context()),
  }
  const unsound = Object.fromEntries(Object.entries(spoilt).map(([name, [part, replacement]]) => [name, plain.replace(part, replacement)]))
  let complaints: Record<string, string[]> = {}

  beforeAll(async () => {
    complaints = await judged({ ...sound, ...unsound })
  }, 60_000)

  it.each(Object.keys(sound))('has nothing against a report: %s', (name) => {
    expect(complaints[name]).toEqual([])
  })

  it.each(Object.entries(spoilt))('has something against %s, as these tests would notice', (name, [, , rule]) => {
    expect(unsound[name]).not.toBe(plain)
    expect(complaints[name]?.join('\n')).toContain(rule)
  })
})

describe('sarif', () => {
  it('has a result with four numbers, a fingerprint and where it leads', () => {
    const related = [{ file: '/p/b.yaml', message: 'there', line: 1, column: 1, endLine: 1, endColumn: 2 }]
    const { results } = runIn(report([{ ...base, pointer: '/paths/~1order', related }]), { cwd: '/p/api' })
    expect(results).toEqual([
      {
        ruleId: 'plural-collections',
        ruleIndex: 0,
        level: 'warning',
        message: { text: base.message },
        locations: [
          {
            physicalLocation: {
              artifactLocation: { uri: 'api/openapi.yaml', uriBaseId: '%SRCROOT%' },
              region: { startLine: 2, startColumn: 3, endLine: 2, endColumn: 9 },
            },
            logicalLocations: [{ fullyQualifiedName: '/paths/~1order' }],
          },
        ],
        relatedLocations: [
          {
            id: 1,
            message: { text: 'there' },
            physicalLocation: { artifactLocation: { uri: 'b.yaml', uriBaseId: '%SRCROOT%' }, region: { startLine: 1, startColumn: 1, endLine: 1, endColumn: 2 } },
          },
        ],
        partialFingerprints: { 'setsquare/v1': base.fingerprint },
      },
    ])
  })

  it('describes each rule there is, all of it from the rule, and what else found something', () => {
    const of = report([base, { ...base, rule: 'unused-suppression', topic: 'suppressions' }, base])
    const other = rule({ id: 'a-rule', topic: 'sql', presets: { strict: 'warn' } })
    const described = rule({
      checklist: ['API-1'],
      references: ['RFC 3986'],
      presets: { recommended: 'info', strict: 'error' },
    })
    const { tool, results } = runIn(of, { rules: new Map([['plural-collections', described], ['a-rule', other]]) })
    expect(results.map(({ ruleIndex }) => ruleIndex)).toEqual([1, 2, 1])
    expect(tool.driver.rules).toEqual([
      expect.objectContaining({ id: 'a-rule', defaultConfiguration: { enabled: false, level: 'warning' } }),
      {
        id: 'plural-collections',
        name: 'PluralCollections',
        shortDescription: { text: 'Collections have plural names.' },
        fullDescription: { text: 'One name, one meaning.' },
        help: {
          text: 'One name, one meaning.\n\nUse the plural.\n\nhttps://example.com/plural-collections',
          markdown: [
            'One name, one meaning.',
            '**What to do:** Use the plural.',
            'References: RFC 3986.',
            '[Documentation of plural-collections](https://example.com/plural-collections)',
          ].join('\n\n'),
        },
        helpUri: 'https://example.com/plural-collections',
        defaultConfiguration: { enabled: true, level: 'note' },
        properties: { tags: ['resources', 'API-1'] },
      },
      expect.objectContaining({ id: 'unused-suppression', name: 'UnusedSuppression', shortDescription: { text: 'Unused suppression.' } }),
    ])
  })

  it("gives rules about security a severity on GitHub's scale", () => {
    const { tool } = runIn(report([]), { rules: realRules })
    const scores = new Map(tool.driver.rules.map(({ id, properties }) => [id, properties]))
    expect(scores.get('no-sql-concatenation')).toMatchObject({ tags: expect.arrayContaining(['security', 'sql']) as string[], 'security-severity': '8.8' })
    expect(scores.get('plural-collections')).not.toHaveProperty('security-severity')
    for (const { id, topic } of rules) {
      const { tags, 'security-severity': score } = scores.get(id) ?? {}
      expect((tags as string[]).includes('security'), id).toBe(['security', 'sql'].includes(topic))
      expect((tags as string[]).length).toBeLessThanOrEqual(10)
      if (score !== undefined) expect(Number(score)).toBeGreaterThan(0)
    }
  })

  it('names files by addresses that lead back to them', () => {
    const of = hostileReport()
    const { results, originalUriBaseIds } = runIn(of)
    const root = originalUriBaseIds['%SRCROOT%']?.uri ?? ''
    expect(root).toBe('file:///p/')
    results.forEach(({ locations, message }, index) => {
      const { uri, uriBaseId } = locations[0]?.physicalLocation.artifactLocation ?? { uri: '' }
      const address = uriBaseId === undefined ? uri : root + uri
      expect(decodeURIComponent(new URL(address).pathname)).toBe(wellFormed(of.findings[index]?.file ?? ''))
      expect(uri).toMatch(/^[A-Za-z0-9\-._~:/%!*'()]+$/)
      expect(message.text).toBe(wellFormed(of.findings[index]?.message ?? ''))
    })
  })

  it('has a root on other systems too', () => {
    const windows = { ...base, file: 'C:/my p/a.yaml' }
    const { results, originalUriBaseIds } = runIn(report([windows]), { root: 'C:/my p', cwd: 'C:/my p' })
    expect(originalUriBaseIds['%SRCROOT%']?.uri).toBe('file:///C:/my%20p/')
    expect(results[0]?.locations[0]?.physicalLocation.artifactLocation.uri).toBe('a.yaml')
    expect(runIn(report([{ ...base, file: '/a.yaml' }]), { root: '/', cwd: '/' }).originalUriBaseIds['%SRCROOT%']?.uri).toBe('file:///')
  })

  it('holds much', () => {
    const { results, tool } = runIn(report(manyFindings(10_000)))
    expect(results).toHaveLength(10_000)
    expect(new Set(results.map(({ partialFingerprints }) => partialFingerprints['setsquare/v1'])).size).toBe(10_000)
    expect(results.every(({ ruleId, ruleIndex }) => tool.driver.rules[ruleIndex]?.id === ruleId)).toBe(true)
  })

  it('is a run without success where files could not be checked at all, and says what was lost', () => {
    const broken = { kind: 'syntax-error' as const, file: '/p/a.yaml', message: 'line 3' }
    const route = { kind: 'dynamic-route' as const, file: '/p/a.ts', message: 'x' }
    const [invocation] = runIn(report([], [broken, route])).invocations
    expect(invocation.executionSuccessful).toBe(false)
    expect(invocation.toolExecutionNotifications.map(({ level, descriptor }) => [level, descriptor.id])).toEqual([['error', 'not-checked-syntax-error'], ['warning', 'not-checked-dynamic-route']])
    expect(runIn(report([], [route])).invocations[0].executionSuccessful).toBe(true)
    expect(runIn(report([{ ...base, severity: 'error' }])).invocations[0].executionSuccessful).toBe(true)
  })

  it('proposes what puts a finding right', () => {
    const range = { line: 2, column: 3, endLine: 2, endColumn: 9, range: [9, 15] as const }
    const fix = { title: "Call it 'orders'", safe: true, edits: [{ ...range, file: base.file, text: '/orders' }, { ...range, file: '/p/b.yaml', text: '' }] }
    const overrides = { fixesOf: () => [fix] }
    const region = { startLine: 2, startColumn: 3, endLine: 2, endColumn: 9 }
    expect(runIn(report([base]), overrides).results[0]?.fixes).toEqual([
      {
        description: { text: "Call it 'orders'" },
        artifactChanges: [
          { artifactLocation: { uri: 'api/openapi.yaml', uriBaseId: '%SRCROOT%' }, replacements: [{ deletedRegion: region, insertedContent: { text: '/orders' } }] },
          { artifactLocation: { uri: 'b.yaml', uriBaseId: '%SRCROOT%' }, replacements: [{ deletedRegion: region, insertedContent: { text: '' } }] },
        ],
      },
    ])
  })
})
