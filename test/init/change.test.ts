import { describe, expect, test } from 'vitest'

import { appended, edited, withItem } from '../../src/hosts/init/change.ts'
import { add } from '../../src/core/fix.ts'

const item = { repo: 'https://example.com', hooks: [{ id: 'x' }] }
const lines = ['repo: https://example.com', 'hooks:', '  - id: x']
const withRepo = (before: string): string | undefined => withItem({ path: '.pre-commit-config.yaml', purpose: 'p', before }, ['repos'], item, lines)?.table.text

describe('an item at the end of a list', () => {
  test.each([
    ['at the margin', 'repos:\n- repo: a\n  hooks:\n  - id: b\n', 'repos:\n- repo: a\n  hooks:\n  - id: b\n- repo: https://example.com\n  hooks:\n    - id: x\n'],
    [
      'indented, with something behind it',
      '# top\nrepos:\n  - repo: a # why\n\n    hooks: [{ id: b }]\n    # the end\n\nfail_fast: true\n',
      '# top\nrepos:\n  - repo: a # why\n\n    hooks: [{ id: b }]\n    # the end\n  - repo: https://example.com\n    hooks:\n      - id: x\n\nfail_fast: true\n',
    ],
    ['without a line end', 'repos:\n  - repo: a', 'repos:\n  - repo: a\n  - repo: https://example.com\n    hooks:\n      - id: x\n'],
    ['with the line ends of Windows', 'repos:\r\n  - repo: a\r\n', 'repos:\r\n  - repo: a\r\n  - repo: https://example.com\r\n    hooks:\r\n      - id: x\r\n'],
  ])('%s', (_, before, after) => {
    expect(withRepo(before)).toBe(after)
  })

  test.each([['repos: []\n'], ['repos: [{ repo: a }]\n'], ['repos:\n  -\n    repo: a\n'], ['repos: *x\n'], ['other: 1\n'], ['repos:\n\t- a\n']])('not into %j', (before) => {
    expect(withRepo(before)).toBeUndefined()
  })
})

describe('an edit of a document', () => {
  test('leaves the rest as it is', () => {
    const before = '{\n    "name": "shop",\n    "lint-staged": { "*.ts": "eslint" }\n}\n'
    const change = edited('package.json', 'p', before, [add({ file: 'package.json', pointer: ['lint-staged'] }, '*.yaml', 'x')])
    expect(change?.table.text).toBe('{\n    "name": "shop",\n    "lint-staged": { "*.ts": "eslint", "*.yaml": "x" }\n}\n')
  })

  test('is not made where the file cannot be read', () => {
    const before = 'test:\n  script:\n    - !reference [.setup, script]\n  x: [\n'
    expect(edited('.gitlab-ci.yml', 'p', before, [add({ file: '.gitlab-ci.yml', pointer: [] }, 'setsquare', 'x')])).toBeUndefined()
  })
})

test('a line at the end of a file, whether or not the last one has an end', () => {
  expect(appended('f', 'p', 'a', 'b').table.text).toBe('a\nb\n')
  expect(appended('f', 'p', 'a\r\n', 'b').table.text).toBe('a\r\nb\r\n')
  expect(appended('f', 'p', '', 'b').table.text).toBe('b\n')
  expect(appended('f', 'p', undefined, 'b')).toMatchObject({ isNew: true })
})
