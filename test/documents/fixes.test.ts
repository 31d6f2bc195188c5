import { describe, expect, it } from 'vitest'

import { add, remove, replace, rewrite } from '../../src/core/fix.ts'
import type { Edit, Fix } from '../../src/core/fix.ts'
import type { Pointer } from '../../src/core/location.ts'
import { applyFixes } from '../../src/documents/editing/apply-fixes.ts'
import type { FixInput } from '../../src/documents/editing/apply-fixes.ts'
import { applyChanges } from '../../src/core/changes.ts'
import { FixResolver } from '../../src/documents/editing/fixes.ts'

const at = (file: string, ...pointer: Pointer): { file: string; pointer: Pointer } => ({ file, pointer })
const fix = (...edits: Edit[]): Fix => ({ title: 'Do it', safe: true, edits })

/** The files after fixing, the number of fixes made and of those refused. */
function apply(files: Readonly<Record<string, string>>, fixes: readonly Fix[], isSound: FixInput['isSound'] = () => true): { texts: Record<string, string>; made: number; refused: number } {
  const { changes, applied, refused } = applyFixes(fixes, { textOf: (file) => files[file], isSound })
  const texts = Object.fromEntries([...changes].map(([file, some]) => [file, applyChanges(files[file] ?? '', some)]))
  return { texts, made: applied.length, refused: refused.length }
}

describe('a fix for somebody who asks', () => {
  const files: Readonly<Record<string, string>> = { '/a.yaml': 'a: 1\nb: 2\n', '/b.json': '{"c": 1}', '/c.ts': 'let a\nlet b\n' }
  const resolver = new FixResolver((file) => files[file])

  it('has offsets, lines and columns, in all its files', () => {
    expect(resolver.of({ fixes: [fix(replace(at('/a.yaml', 'b'), 3), add(at('/b.json'), 'd', 2))] })).toEqual([
      {
        title: 'Do it',
        safe: true,
        edits: [
          { file: '/a.yaml', range: [8, 9], text: '3', line: 2, column: 4, endLine: 2, endColumn: 5 },
          { file: '/b.json', range: [7, 7], text: ', "d": 2', line: 1, column: 8, endLine: 1, endColumn: 8 },
        ],
      },
    ])
  })

  it('may be a change to code', () => {
    const [made] = resolver.of({ fixes: [fix(rewrite({ file: '/c.ts', range: [6, 9] }, 'const'))] })
    expect(made?.edits).toEqual([{ file: '/c.ts', range: [6, 9], text: 'const', line: 2, column: 1, endLine: 2, endColumn: 4 }])
  })

  it('is left out where it cannot be made, and others stay', () => {
    expect(resolver.of({})).toEqual([])
    expect(resolver.of({ fixes: [fix(remove(at('/a.yaml', 'x'))), fix(remove(at('/none.yaml', 'x'))), fix(remove(at('/a.yaml', 'a')))] })).toHaveLength(1)
    const overlap = [rewrite({ file: '/c.ts', range: [0, 3] }, 'x'), rewrite({ file: '/c.ts', range: [2, 4] }, 'y')]
    expect(resolver.of({ fixes: [fix(...overlap)] })).toEqual([])
    expect(resolver.of({ fixes: [fix(rewrite({ file: '/a.yaml', range: [0, 1] }, 'x'), remove(at('/a.yaml', 'b')))] })).toEqual([])
  })
})

describe('fixes of many findings', () => {
  it('are made together: a mapping that loses all its fields is empty and not nothing', () => {
    const fixes = [fix(remove(at('/a.yaml', 'm', 'a'))), fix(remove(at('/a.yaml', 'm', 'b')))]
    expect(apply({ '/a.yaml': 'm:\n  a: 1\n  b: 2\n' }, fixes)).toEqual({ texts: { '/a.yaml': 'm: {}\n' }, made: 2, refused: 0 })
  })

  it('that contradict others wait, and are not refused', () => {
    const fixes = [fix(replace(at('/a.yaml', 'a'), 2)), fix(replace(at('/a.yaml', 'a'), 3)), fix(remove(at('/a.yaml', 'b')))]
    expect(apply({ '/a.yaml': 'a: 1\nb: 2\n' }, fixes)).toEqual({ texts: { '/a.yaml': 'a: 2\n' }, made: 2, refused: 0 })
  })

  it('are made in all of their files or in none', () => {
    const fixes = [fix(remove(at('/a.yaml', 'a')), remove(at('/b.yaml', 'x'))), fix(remove(at('/a.yaml', 'b')))]
    expect(apply({ '/a.yaml': 'a: 1\nb: 2\nc: 3\n', '/b.yaml': 'a: 1\n' }, fixes)).toEqual({ texts: { '/a.yaml': 'a: 1\nc: 3\n' }, made: 1, refused: 1 })
    const waiting = [fix(replace(at('/b.yaml', 'a'), 5)), fix(remove(at('/a.yaml', 'a')), remove(at('/b.yaml', 'a')))]
    expect(apply({ '/a.yaml': 'a: 1\nb: 2\n', '/b.yaml': 'a: 1\n' }, waiting).texts).toEqual({ '/b.yaml': 'a: 5\n' })
  })

  it('are refused where another place would change too', () => {
    const fixes = [fix(replace(at('/a.yaml', 'a', 'b'), 2)), fix(replace(at('/a.yaml', 'd'), 3))]
    expect(apply({ '/a.yaml': 'a: &x { b: 1 }\nc: *x\nd: 1\n' }, fixes)).toEqual({ texts: { '/a.yaml': 'a: &x { b: 1 }\nc: *x\nd: 3\n' }, made: 1, refused: 1 })
  })

  it('in code are refused where they break it', () => {
    const fixes = [fix(rewrite({ file: '/c.ts', range: [0, 3] }, 'var'))]
    expect(apply({ '/c.ts': 'let a' }, fixes)).toMatchObject({ texts: { '/c.ts': 'var a' }, made: 1 })
    expect(apply({ '/c.ts': 'let a' }, fixes, () => false)).toEqual({ texts: {}, made: 0, refused: 1 })
  })

  it('are tried in halves, so that those to blame are found in few attempts', () => {
    const text = '.'.repeat(200)
    const fixes = Array.from({ length: 200 }, (_, index) => fix(rewrite({ file: '/c.ts', range: [index, index + 1] }, index === 77 || index === 140 ? '!' : '-')))
    let attempts = 0
    const outcome = apply({ '/c.ts': text }, fixes, (_, after) => {
      attempts++
      return !after.includes('!')
    })
    expect(outcome).toMatchObject({ made: 198, refused: 2 })
    expect(attempts).toBeLessThan(40)
  })
})
