import { describe, expect, test } from 'vitest'

import plural from '../../rules/resources/plural-collections.ts'
import type { Rule } from '../../src/core/rule.ts'
import { suppressionsIn } from '../../src/engine/suppressions-in.ts'
import { checkTexts } from '../support/check.ts'

const rule: Rule = { ...plural, id: 'plural-collections', topic: 'resources' }

const contract = (comment: string, inside = ''): string => `openapi: 3.1.0
info: { title: Shop, version: 1.0.0 }
paths:
  ${comment}
  /order/{orderId}:
    get: { responses: { '200': { description: One } } }
    delete: { responses: { '204': { description: Gone } } }
${inside}`

const check = async (text: string, file = 'openapi.yaml'): Promise<string[]> => {
  const { findings } = await checkTexts({ [file]: text }, [rule])
  return findings.map((finding) => `${finding.line}: ${finding.rule}`)
}

describe('suppressions', () => {
  test('without one, the finding is there', async () => {
    expect(await check(contract('# nothing'))).toEqual(['5: plural-collections'])
  })

  test('on the next line, with a reason', async () => {
    expect(await check(contract('# setsquare-disable-next-line plural-collections -- a name from the law'))).toEqual([])
  })

  test('on the same line', async () => {
    const text = contract('# nothing').replace('/order/{orderId}:', '/order/{orderId}: # setsquare-disable-line plural-collections -- legacy')
    expect(await check(text)).toEqual([])
  })

  test('for the whole file, wherever it stands', async () => {
    expect(await check(`# setsquare-disable plural-collections -- legacy\n${contract('#')}`)).toEqual([])
  })

  test('without a reason it works, and asks for one', async () => {
    expect(await check(contract('# setsquare-disable-next-line plural-collections'))).toEqual(['4: unexplained-suppression'])
  })

  test('one that hides nothing is reported', async () => {
    const text = contract('# nothing').replace('title: Shop', 'title: Shop # setsquare-disable-line plural-collections -- old')
    const flow = text.replace('info: { title: Shop # ', 'info: { title: Shop, version: 1.0.0 } # ').replace(' -- old, version: 1.0.0 }', ' -- old')
    expect(await check(flow)).toEqual(['2: unused-suppression', '5: plural-collections'])
  })

  test('an unknown rule is reported, and named', async () => {
    const { findings } = await checkTexts({ 'openapi.yaml': contract('# setsquare-disable-next-line plural-colections -- oh') }, [rule])
    expect(findings.map((finding) => finding.rule)).toEqual(['unused-suppression', 'plural-collections'])
    expect(findings[0]?.message).toContain("'plural-colections'")
  })

  test.each([
    "title: 'a # setsquare-disable plural-collections -- x'",
    'title: "it\'s # setsquare-disable plural-collections -- x"',
    'title: "\\"a\\" # setsquare-disable plural-collections -- x"',
  ])('a marker inside a string is no comment: %s', async (title) => {
    expect(await check(contract('# nothing').replace('title: Shop', title))).toEqual(['5: plural-collections'])
  })

  test.each([
    ['/p/a.ts', 0],
    ['/p/a.yaml', 1],
  ])('YAML in a text of several lines of code holds no suppression for the code: %s', (file, count) => {
    expect(suppressionsIn(file, { text: 'const yaml = `\n  # setsquare-disable plural-collections -- x\n`' })).toHaveLength(count)
  })

  test.each([
    ['|\n    # setsquare-disable plural-collections -- x\n    b', ['plural-collections']],
    ['&a >-\n    a\n\n    # setsquare-disable plural-collections -- x', ['plural-collections']],
    ['"a\n    # setsquare-disable plural-collections -- x\n    b"', ['plural-collections']],
    ['|\n    b\n  # setsquare-disable plural-collections -- x', []],
    ['Shop\n  # setsquare-disable plural-collections -- x', []],
  ])('a marker in a text of several lines is no comment, and one behind it is: %s', async (title, expected) => {
    const text = contract('# nothing').replace(/info:.*/, `info:\n  version: 1.0.0\n  title: ${title}`)
    const { findings } = await checkTexts({ 'openapi.yaml': text }, [rule])
    expect(findings.map((finding) => finding.rule)).toEqual(expected)
  })

  test.each(["Don't guess", '"It\'s one"', "'A 5\" pipe'", "'C:\\'", "'it''s'", "the readers' choice"])('a quote does not hide the comment behind it: %s', async (summary) => {
    const text = contract('# nothing').replace('/order/{orderId}:', `/order/{orderId}:\n    summary: ${summary} # setsquare-disable plural-collections -- legacy`)
    expect(await check(text)).toEqual([])
  })

  test('x-setsquare-ignore covers what is below it', async () => {
    const text = JSON.stringify({
      openapi: '3.1.0',
      info: { title: 'Shop', version: '1' },
      paths: {
        'x-setsquare-ignore': { 'plural-collections': 'names from the law' },
        '/order/{orderId}': { get: { responses: { 200: { description: 'One' } } }, delete: { responses: { 204: { description: 'Gone' } } } },
      },
    })
    expect(await check(text, 'openapi.json')).toEqual([])
    expect(await check(text.replace('names from the law', ''), 'openapi.json')).toEqual(['1: unexplained-suppression'])
  })
})

describe('suppressions as people write them', () => {
  const messages = async (comment: string): Promise<string[]> => {
    const { findings } = await checkTexts({ 'openapi.yaml': contract(comment) }, [rule])
    return findings.map((finding) => (finding.rule === rule.id ? rule.id : `${finding.rule} ${finding.line}:${finding.column}-${finding.endColumn} ${finding.message}`))
  }

  test.each([
    '# setsquare-disable-next-line plural-collections - a name from the law',
    '# setsquare-disable-next-line plural-collections \u2014 a name from the law',
    '# setsquare-disable-next-line plural-collections -a name from the law',
    '# setsquare-disable-next-line plural-collections --a name from the law - really',
    '# setsquare-disable-next-line plural-collections\t--\ta name',
  ])('%s is understood', async (comment) => {
    expect(await messages(comment)).toEqual([])
  })

  test('the reason is all that stands behind the first dashes', async () => {
    const { suppressed } = await checkTexts({ 'openapi.yaml': contract('# setsquare-disable-next-line plural-collections - old - and -- frozen') }, [rule])
    expect(suppressed.map(({ suppression }) => suppression.reason)).toEqual(['old - and -- frozen'])
  })

  test.each([
    ['# setsquare-disable-next-line', /^unused-suppression 4:5-32 `setsquare-disable-next-line` names no rule, so it suppresses nothing: write `setsquare-disable-next-line <rule> -- why`\.$/],
    ['# setsquare-disable-next-line -- a name from the law', /names no rule/],
    ['# setsquare-disable', /`setsquare-disable` names no rule/],
    ['# setsquare-disable-nextline plural-collections -- old', /^unused-suppression 4:5-31 There is no `setsquare-disable-nextline`, .*did you mean 'setsquare-disable-next-line'\?$/],
    ['# setsquare-disable-next-line: plural-collections -- old', /did you mean 'setsquare-disable-next-line'\?$/],
    ['# setsquare-enable plural-collections', /There is no `setsquare-enable`: `setsquare-disable` covers the whole file/],
    ['# setsquare-disable-next-line plural-colections -- old', /There is no rule 'plural-colections', .*did you mean 'plural-collections'\?$/],
    ['# setsquare-disable-next-line zzz -- old', /There is no rule 'zzz', so this suppresses nothing: correct the name or remove it\.$/],
  ])('%s is told what it would need', async (comment, told) => {
    expect(await messages(comment)).toEqual([expect.stringMatching(told) as string, rule.id])
  })

  test('a reason without dashes is asked for, once', async () => {
    const told = await messages('# setsquare-disable-next-line plural-collections because it is a name from the law')
    expect(told).toEqual([expect.stringMatching(/^unexplained-suppression 4:33-51 .*add ' -- reason'/) as string])
  })

  test('what only speaks of them is no suppression', async () => {
    expect(await messages('# see setsquare-disable in the guide')).toEqual([rule.id])
    expect(await messages('# setsquare-rules are in the guide')).toEqual([rule.id])
  })

  const inDocument = async (ignored: unknown): Promise<string[]> => {
    const paths = { 'x-setsquare-ignore': ignored, '/order/{orderId}': { get: { responses: { 200: { description: 'One' } } }, delete: { responses: { 204: { description: 'Gone' } } } } }
    const { findings } = await checkTexts({ 'openapi.json': JSON.stringify({ openapi: '3.1.0', info: { title: 'Shop', version: '1' }, paths }) }, [rule])
    return findings.map((finding) => finding.rule)
  }

  test.each([['plural-collections - from the law'], [['plural-collections -- from the law']], [[{ 'plural-collections': 'from the law' }]]])('x-setsquare-ignore: %j is understood', async (ignored) => {
    expect(await inDocument(ignored)).toEqual([])
  })

  test.each([[{}], [[]], [''], [true], [null]])('x-setsquare-ignore: %j names no rule', async (ignored) => {
    expect(await inDocument(ignored)).toEqual(['unused-suppression', rule.id])
  })
})
