import { describe, expect, it } from 'vitest'

import { commentsIn, disablingIn, inlineConfigIn } from '../../src/hosts/eslint/directives.ts'

const configIn = (comment: string): unknown => inlineConfigIn(commentsIn(`# ${comment}\na: 1\n`, 'yaml'))

describe('comments that configure rules', () => {
  it.each([
    ['eslint setsquare/path-case: off', { 'setsquare/path-case': 'off' }],
    ['eslint setsquare/path-case:2, setsquare/a: "warn" -- because', { 'setsquare/path-case': 2, 'setsquare/a': 'warn' }],
    ['eslint "setsquare/path-case": ["error", { "style": "kebab-case" }]', { 'setsquare/path-case': ['error', { style: 'kebab-case' }] }],
    ['eslint setsquare/bounded-page-size: [warn, {max: 200}]', { 'setsquare/bounded-page-size': ['warn', { max: 200 }] }],
  ])('%s', (comment, rules) => {
    expect(configIn(comment)).toMatchObject({ configs: [{ config: { rules } }], problems: [] })
  })

  it.each(['eslint setsquare/path-case: [', 'eslint }', 'eslint "a'])('%s is a problem at its place', (comment) => {
    expect(configIn(comment)).toMatchObject({ configs: [], problems: [{ ruleId: null, loc: { start: { line: 1 } } }] })
  })

  it.each(['eslintx a: off', 'not eslint a: off', 'eslint-env node'])('%s is none', (comment) => {
    expect(configIn(comment)).toEqual({ configs: [], problems: [] })
  })
})

describe('comments that switch rules off', () => {
  // The directives are in texts for the parser, and do not apply to this file.
  it.each([
    ['eslint-disable', 'disable', '', ''],
    ['eslint-disable-next-line setsquare/a, setsquare/b -- it is old', 'disable-next-line', 'setsquare/a, setsquare/b', 'it is old'],
    ['eslint-disable-line setsquare/a', 'disable-line', 'setsquare/a', ''],
    ['eslint-enable setsquare/a --- again', 'enable', 'setsquare/a', 'again'],
  ])('%s', (comment, type, value, justification) => {
    expect(disablingIn(commentsIn(`a: 1 # ${comment}\n`, 'yaml'))).toMatchObject([{ type, value, justification }])
  })
})
