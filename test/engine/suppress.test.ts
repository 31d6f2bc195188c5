import { describe, expect, test } from 'vitest'

import plural from '../../rules/resources/plural-collections.ts'
import type { Rule } from '../../src/core/rule.ts'
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

  test('a marker inside a string is no comment', async () => {
    expect(await check(contract('# nothing').replace('title: Shop', "title: 'a # setsquare-disable plural-collections -- x'"))).toEqual(['5: plural-collections'])
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
