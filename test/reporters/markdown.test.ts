import { micromark } from 'micromark'
import { gfm, gfmHtml } from 'micromark-extension-gfm'
import { describe, expect, it } from 'vitest'

import type { CoverageNote } from '../../src/core/diagnostic.ts'
import type { Report } from '../../src/core/report.ts'
import { printable, wellFormed } from '../../src/core/printable.ts'
import { linkWithin } from '../../src/hosts/cli/repository.ts'
import { markdown } from '../../src/reporters/markdown.ts'
import { markdownText } from '../../src/reporters/markdown-text.ts'
import type { ReportContext } from '../../src/reporters/reporter.ts'
import { base, context, hostileReport, hostileTexts, manyFindings, report, verdict } from './support.ts'

const github = { GITHUB_SERVER_URL: 'https://github.com', GITHUB_REPOSITORY: 'o/r', GITHUB_SHA: 'abc123' }

const linkTo = linkWithin('/p', github) ?? (() => undefined)

/** The page as written, for the verdict that the command line would give. */
function page(of: Report, overrides: Partial<ReportContext> = {}): string {
  return markdown(of, context({ verdict: verdict(of), ...overrides }))
}

/** The page rendered as GitHub Flavored Markdown, including raw HTML. */
function rendered(text: string): string {
  return micromark(text, { allowDangerousHtml: true, allowDangerousProtocol: true, extensions: [gfm()], htmlExtensions: [gfmHtml()] })
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"' }

/** The text that a reader sees in a piece of HTML. */
function seen(html: string): string {
  return html.replace(/<[^>]*>/g, '').replace(/&(amp|lt|gt|quot);/g, (_, name: string) => entities[name] ?? '')
}

/** The rows of the nth table, as the reader sees their cells. */
function table(html: string, index: number): string[][] {
  const [, body = ''] = /<tbody>([^]*?)<\/tbody>/.exec(html.split('<table>')[index + 1] ?? '') ?? []
  return [...body.matchAll(/<tr>([^]*?)<\/tr>/g)].map(([, row = '']) => [...row.matchAll(/<td>([^]*?)<\/td>/g)].map(([, cell = '']) => seen(cell)))
}

/** A text on one line, without code marks. */
function oneLine(text: string): string {
  return wellFormed(printable(text.replace(/\s+/g, ' ').trim()))
}

describe('the Markdown page', () => {
  it('begins with the verdict, then says what was looked at, and lists what weighs most with links', () => {
    const of = report([base, { ...base, severity: 'error', rule: 'https-servers', topic: 'security', message: 'Use `https`.', line: 7 }])
    expect(page(of, { linkTo })).toBe(`## ❌ Setsquare: 1 error, 1 warning

Checked 1 contract and 2 source files; findings in 1 file. The run fails on errors.

**security** 1 · **resources** 1

|  | Where | What | Rule |
| --- | --- | --- | --- |
| ❌ | [api/openapi.yaml:7](https://github.com/o/r/blob/abc123/api/openapi.yaml#L7) | Use \`https\`. | [https-servers](https://example.com/plural-collections) |
| ⚠️ | [api/openapi.yaml:2](https://github.com/o/r/blob/abc123/api/openapi.yaml#L2) | 'order' holds many: call it 'orders'. | [plural-collections](https://example.com/plural-collections) |
`)
  })

  it.each<[string, Report, Parameters<typeof verdict>[1], string]>([
    ['nothing found', report([]), {}, '## ✅ Setsquare: no findings'],
    ['warnings only', report([base]), {}, '## ✅ Setsquare: passed with 1 warning'],
    ['warnings that count', report([base]), { failOn: 'warn' }, '## ❌ Setsquare: 1 warning'],
    ['too many warnings', report([base]), { maxWarnings: 0 }, '## ❌ Setsquare: 1 warning'],
    ['errors that nobody minds', report([{ ...base, severity: 'error' }]), { failOn: 'never' }, '## ✅ Setsquare: passed with 1 error'],
    ['a broken file', report([base], [{ kind: 'syntax-error', file: '/p/a', message: 'x' }]), {}, '## ❌ Setsquare: not everything could be checked; 1 warning'],
    ['nothing checked', { ...report([]), summary: { ...report([]).summary, contracts: 0, sources: 0 } }, {}, '## ❌ Setsquare: nothing could be checked'],
    ['nothing to check, as allowed', { ...report([]), summary: { ...report([]).summary, contracts: 0, sources: 0 } }, { allowEmpty: true }, '## ✅ Setsquare: no findings'],
  ])('has a headline for %s', (_, of, limits, headline) => {
    expect(markdown(of, context({ verdict: verdict(of, limits) })).split('\n')[0]).toBe(headline)
  })

  it('says how things stand to the baseline', () => {
    const baseline = { file: '/p/setsquare-baseline.txt', known: [base, base], stale: [{ path: 'a.yaml', rule: 'x', contentHash: '0', message: 'm' }], outdated: [] }
    const sentence = 'Baseline: 2 known, 1 new, 1 fixed (setsquare-baseline.txt; `setsquare check --prune-baseline` brings it up to date).'
    expect(page({ ...report([base]), baseline })).toContain(sentence)
    expect(page(report([base]))).not.toContain('Baseline')
  })

  it('never hides what could not be checked, and opens it where a file could not be checked at all', () => {
    const route = (index: number): CoverageNote => ({ kind: 'dynamic-route', file: `/p/${index}.ts`, message: 'only known at run time' })
    const of = report([], [route(1), route(2), route(3), route(4)])
    expect(page(of)).toBe(`## ✅ Setsquare: no findings

Checked 1 contract and 2 source files. **4 things could not be checked**: see below.

<details><summary>Not checked: 4 things</summary>

- 4 routes are only known at run time:
  - 1.ts: only known at run time
  - 2.ts: only known at run time
  - 3.ts: only known at run time
  - and 1 more (--format json lists all)

</details>
`)
    expect(rendered(page(of)).match(/<li>/g)).toHaveLength(5)
    expect(page(report([], [{ ...route(1), kind: 'unreadable' }]))).toContain('<details open>')
  })

  it('lists few of many, the heaviest first, and counts the rest', () => {
    const findings = manyFindings(10_000)
    const text = page(report(findings), { linkTo })
    const html = rendered(text)
    expect(text.length).toBeLessThan(20_000)
    expect(table(html, 0)).toHaveLength(15)
    expect(table(html, 0).every(([mark]) => mark === '❌')).toBe(true)
    expect(seen(html)).toContain('9985 more findings not listed. All of them by file:')
    const byFile = table(html, 1)
    expect(byFile).toHaveLength(11)
    expect(byFile.at(-1)?.[0]).toBe('30 more files')
    const total = byFile.flatMap(([, ...counts]) => counts.map(Number)).reduce((sum, count) => sum + count, 0)
    expect(total).toBe(10_000)
    const topics = seen(/<strong>[^]*?<\/p>/.exec(html)?.[0] ?? '')
    expect([...topics.matchAll(/ (\d+)/g)].map(([, count]) => Number(count)).reduce((sum, count) => sum + count, 0)).toBe(10_000)
  })

  it('shortens long paths and messages, not their links', () => {
    const file = `/p/services/${'deep/'.repeat(20)}controller.ts`
    const of = report([{ ...base, file, message: `What is wrong. ${'Why and what to do. '.repeat(30)}` }])
    const html = rendered(page(of, { linkTo }))
    const [[, where = '', what = ''] = []] = table(html, 0)
    expect(where).toMatch(/^services\/…\/(?:deep\/)+controller\.ts:2$/)
    expect(where.length).toBeLessThan(60)
    expect(what).toMatch(/^What is wrong\. [^]{100,180}…$/)
    expect(html).toContain(`href="https://github.com/o/r/blob/abc123${file.slice(2)}#L2"`)
  })

  it.each(hostileTexts)('shows a text as it is: %j', (text) => {
    const html = rendered(`| a |\n| --- |\n| ${markdownText(text)} |\n`)
    // Code marks are rendered as code, and bare addresses may become links to themselves.
    expect(table(html, 0).flat().map((cell) => cell.replaceAll('`', ''))).toEqual([oneLine(text).replaceAll('`', '')])
    expect(html.replace(/<\/?(?:table|thead|tbody|tr|th|td|code)>|<a href="([^"]*)">\1<\/a>/g, '')).not.toContain('<')
  })

  it('notifies nobody whose name stands in a path', () => {
    const html = rendered(page(report([{ ...base, message: 'GET /users/@me has no summary.' }])))
    expect(seen(html)).toContain('GET /users/@me has no summary.')
    expect(html).not.toContain('@me')
  })

  it('lets nothing from a checked file make a tag, a link or a row', () => {
    const of = hostileReport()
    // One at a time, because the page lists only a few.
    for (const finding of of.findings) {
      const html = rendered(page(report([finding]), { linkTo }))
      expect(table(html, 0)).toHaveLength(1)
      const hrefs = [...html.matchAll(/<a href="([^"]*)">([^]*?)<\/a>/g)].filter(([, href, shown]) => href !== shown).map(([, href]) => href)
      const isWithin = finding.file.startsWith('/p/')
      expect(hrefs).toEqual([...(isWithin ? [expect.stringMatching(/^https:\/\/github\.com\/o\/r\/blob\/abc123\/[^#?]+#L\d+$/) as string] : []), base.docs])
      if (isWithin) expect(decodeURIComponent(new URL(hrefs[0] ?? '').pathname)).toBe(`/o/r/blob/abc123${wellFormed(finding.file.slice(2))}`)
    }
    const tags = rendered(page(of, { linkTo })).match(/<\/?[a-z]\w*/g)
    expect([...new Set(tags?.map((tag) => tag.replace('/', '')))].sort()).toEqual(['<a', '<code', '<details', '<h2', '<li', '<p', '<strong', '<summary', '<table', '<tbody', '<td', '<th', '<thead', '<tr', '<ul'])
  })
})

describe('links to lines', () => {
  it.each([
    [github, 'https://github.com/o/r/blob/abc123/a%20b/c.yaml#L3'],
    [{ CI_PROJECT_URL: 'https://gitlab.example/g/p', CI_COMMIT_SHA: 'def' }, 'https://gitlab.example/g/p/-/blob/def/a%20b/c.yaml#L3'],
    [{ CI_PROJECT_URL: 'https://gitlab.example/g/p' }, undefined],
    [{ ...github, GITHUB_SERVER_URL: 'javascript:alert(1)//' }, undefined],
    [{}, undefined],
  ])('with %j lead to %s', (env, expected) => {
    expect(linkWithin('/p', env)?.('/p/a b/c.yaml', 3)).toBe(expected)
  })

  it('lead to files as a whole, and nowhere outside of the repository', () => {
    expect(linkTo('/p/c.yaml')).toBe('https://github.com/o/r/blob/abc123/c.yaml')
    expect(linkTo('/pp/c.yaml', 3)).toBeUndefined()
  })
})
