import { describe, expect, it } from 'vitest'

import { globMatcher } from '../../src/config/globs.ts'

describe('globs are read as in a .gitignore', () => {
  it.each([
    [['*.yaml'], 'a.yaml', true],
    [['*.yaml'], 'deep/down/a.yaml', true],
    [['*.yaml'], 'a.yml', false],
    [['./*.yaml'], 'deep/a.yaml', false],
    [['/*.yaml'], 'a.yaml', true],
    [['/*.yaml'], 'deep/a.yaml', false],
    [['legacy'], 'legacy/a/b.ts', true],
    [['legacy'], 'src/legacy/b.ts', true],
    [['legacy/'], 'legacy/b.ts', true],
    [['legacy/'], 'legacy/', true],
    [['legacy'], 'legacyNot/b.ts', false],
    [['src/legacy'], 'src/legacy/b.ts', true],
    [['src/legacy'], 'lib/src/legacy/b.ts', false],
    [['src/**/*.test.ts'], 'src/a/b.test.ts', true],
    [['src/**/*.test.ts'], 'src/b.test.ts', true],
    [['**/*.{yaml,json}'], '.hidden/x.json', true],
    [['gen', '!gen/kept.ts'], 'gen/kept.ts', false],
    [['gen', '!gen/kept.ts'], 'gen/other.ts', true],
    [['!a.ts', 'a.ts'], 'a.ts', true],
    [[], 'a.ts', false],
  ])('%j on %s: %s', (globs, path, expected) => {
    expect(globMatcher(globs, '/p')(`/p/${path}`)).toBe(expected)
  })

  it('says nothing about files outside of its directory', () => {
    expect(globMatcher(['**'], '/p')('/pq/a.ts')).toBe(false)
    expect(globMatcher(['*.ts'], '/p')('/a.ts')).toBe(false)
  })

  it('works from the top directory, and from one whose name looks like a pattern', () => {
    expect(globMatcher(['a.ts'], '/')('/a.ts')).toBe(true)
    expect(globMatcher(['a.ts'], '/p/[id]')('/p/[id]/a.ts')).toBe(true)
  })
})
