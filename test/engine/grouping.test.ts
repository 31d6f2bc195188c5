import { describe, expect, test } from 'vitest'

import type { Finding } from '../../src/core/finding.ts'
import type { Fix } from '../../src/core/fix.ts'
import { groupFindings } from '../../src/engine/grouping.ts'

/** A finding on a line. With a name, it is combined with others of the same key. */
function finding(line: number, name?: string, key = '', more: Partial<Finding> = {}): Finding {
  const fingerprint = `group ${key}`
  return {
    rule: 'some-rule',
    topic: 'test',
    severity: 'warn',
    message: `alone at ${line}`,
    file: '/a.yaml',
    line,
    column: 1,
    endLine: line,
    endColumn: 2,
    docs: '',
    fingerprint: `line ${line}`,
    contentHash: `line ${line}`,
    related: [],
    ...(name !== undefined && { together: { text: '{{count}} {{what}} ({{names}})', data: { what: 'things' }, name, key, from: 2, fingerprint, contentHash: fingerprint } }),
    ...more,
  }
}

const inShort = (findings: readonly Finding[]): string[] => findings.map(({ line, message }) => `${line} ${message}`)

describe('findings said together', () => {
  test('are one finding at the first place', () => {
    const [one, ...more] = groupFindings([finding(1, 'a'), finding(4, 'b'), finding(9, 'c')])
    expect(more).toEqual([])
    expect(one).toMatchObject({ line: 1, message: '3 things (a, b, c)', fingerprint: 'group ', contentHash: 'group ' })
    expect(one?.related.map(({ line, message }) => [line, message])).toEqual([
      [4, 'b as well'],
      [9, 'c as well'],
    ])
  })

  test.each<[string, readonly Finding[], readonly string[]]>([
    ['one alone keeps its words', [finding(1, 'a')], ['1 alone at 1']],
    ['those without are left as they are', [finding(1), finding(2)], ['1 alone at 1', '2 alone at 2']],
    ['keys keep apart', [finding(1, 'a', 'x'), finding(2, 'b', 'y'), finding(3, 'c', 'x')], ['1 2 things (a, c)', '2 alone at 2']],
    ['the first three are named', [1, 2, 3, 4, 5].map((line) => finding(line, `n${line}`)), ['1 5 things (n1, n2, n3 and 2 more)']],
    ['a name is said once', [finding(1, 'a'), finding(2, 'a'), finding(3, 'b')], ['1 3 things (a, b)']],
    ['the order is by position', [finding(3, 'a'), finding(4), finding(5, 'b')], ['3 2 things (a, b)', '4 alone at 4']],
    ['names are no templates', [finding(1, '{{count}}'), finding(2, '$1')], ['1 2 things ({{count}}, $1)']],
  ])('%s', (_, findings, expected) => {
    expect(inShort(groupFindings(findings))).toEqual(expected)
  })

  test('are said by the message for one, with their number, where that says it all', () => {
    const alike = (line: number): Finding => finding(line, undefined, '', { message: 'No effect.', together: { data: {}, key: 'x', from: 2, fingerprint: 'x', contentHash: 'x' } })
    const [one] = groupFindings([alike(1), alike(2)])
    expect(one?.message).toBe('No effect. There are 2 such places in this file.')
    expect(one?.related.map(({ message }) => message)).toEqual(['Here too.'])
  })

  test('only where there are enough of them', () => {
    const three = [1, 2, 3].map((line) => finding(line, `n${line}`)).map((one) => ({ ...one, ...(one.together && { together: { ...one.together, from: 3 } }) }))
    expect(groupFindings(three)).toHaveLength(1)
    expect(inShort(groupFindings(three.slice(1)))).toEqual(['2 alone at 2', '3 alone at 3'])
  })

  test('go with no more places than can be looked at', () => {
    const many = Array.from({ length: 500 }, (_, index) => finding(index + 1, `n${index}`))
    const [one] = groupFindings(many)
    expect(one?.message).toContain('500 things')
    expect(one?.related).toHaveLength(20)
  })

  const at = { file: '/a.yaml', pointer: ['x'] }
  const fix = (title: string, safe: boolean): Fix => ({ title, safe, edits: [{ kind: 'remove', at }] })
  test.each<[string, readonly (readonly Fix[])[], readonly string[]]>([
    ['what can be fixed is', [[fix('Remove', true)], [], [fix('Remove', true)]], ['Remove: 2']],
    ['each in its way', [[fix("Write 'a'", true)], [fix("Write 'b'", true)], [fix("Write 'c'", true)]], ["Write 'a', and the same for 2 more: 3"]],
    ['a suggestion for all is one', [[fix('Remove', false)], [fix('Remove', false)]], ['Remove: 2']],
    ['a suggestion for some is none', [[fix("Write 'a'", false)], [fix("Write 'b'", false)]], []],
  ])('%s', (_, fixes, expected) => {
    const [one] = groupFindings(fixes.map((own, index) => finding(index + 1, 'a', '', { fixes: own })))
    expect((one?.fixes ?? []).map(({ title, edits }) => `${title}: ${edits.length}`)).toEqual(expected)
  })
})
