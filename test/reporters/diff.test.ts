import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import fc from 'fast-check'
import { expect, it, onTestFinished } from 'vitest'

import { applyChanges, sortChanges } from '../../src/core/changes.ts'
import type { TextChange } from '../../src/core/changes.ts'
import { PieceTable } from '../../src/core/pieces.ts'
import { unifiedDiff } from '../../src/reporters/diff.ts'

const table = (text: string, ...rounds: TextChange[][]): PieceTable => {
  const made = new PieceTable(text)
  for (const changes of rounds) made.change(changes)
  return made
}

it('takes files of any length', () => {
  const made = table(`a\n${'b\n'.repeat(200_000)}`, [{ start: 0, end: 1, text: 'c' }])
  expect(unifiedDiff('a.yaml', made)).toBe('--- a/a.yaml\n+++ b/a.yaml\n@@ -1,4 +1,4 @@\n-a\n+c\n b\n b\n b\n')
})

it('shows what changes with three lines around it', () => {
  const text = Array.from({ length: 20 }, (_, index) => `line ${index + 1}\n`).join('')
  const at = (line: number): number => text.indexOf(`line ${line}\n`)
  expect(unifiedDiff('a.yaml', table(text, [{ start: at(4) + 5, end: at(4) + 6, text: 'four' }], [{ start: at(15) + 3, end: at(16) + 3, text: '' }]))).toBe(`--- a/a.yaml
+++ b/a.yaml
@@ -1,7 +1,7 @@
 line 1
 line 2
 line 3
-line 4
+line four
 line 5
 line 6
 line 7
@@ -12,7 +12,6 @@
 line 12
 line 13
 line 14
-line 15
 line 16
 line 17
 line 18
`)
})

it('is nothing where nothing changes in the end', () => {
  expect(unifiedDiff('a', table('x\n', [{ start: 0, end: 1, text: 'y' }], [{ start: 0, end: 1, text: 'x' }]))).toBe('')
})

it('says where a text ends without a line break', () => {
  expect(unifiedDiff('a', table('x', [{ start: 1, end: 1, text: '\ny' }]))).toBe('--- a/a\n+++ b/a\n@@ -1,1 +1,2 @@\n-x\n\\ No newline at end of file\n+x\n+y\n\\ No newline at end of file\n')
})

const texts = fc.array(fc.constantFrom('a', 'b', '\n', '\n', '\r\n', 'long line'), { maxLength: 60 }).map((parts) => parts.join(''))
const rounds = fc.array(fc.array(fc.record({ start: fc.nat(80), length: fc.nat(8), text: texts.map((text) => text.slice(0, 5)) }), { maxLength: 4 }), { maxLength: 3 })

/** A piece table after some rounds of random changes, and the text that they should result in. */
function changedAtRandom(text: string, all: readonly (readonly { start: number; length: number; text: string }[])[]): { made: PieceTable; now: string } {
  const made = new PieceTable(text)
  let now = text
  for (const some of all) {
    const within = some.map(({ start, length, text: by }) => ({ start: Math.min(start, now.length), end: Math.min(start + length, now.length), text: by }))
    const changes = sortChanges(within) ?? within.slice(0, 1)
    made.change(changes)
    now = applyChanges(now, changes)
  }
  return { made, now }
}

it('a text that changes again and again is what it would be without the table', () => {
  fc.assert(
    fc.property(texts, rounds, (text, all) => {
      const { made, now } = changedAtRandom(text, all)
      expect(made.text).toBe(now)
    }),
    { numRuns: 1000 },
  )
})

it.each(['a b.yaml', ' a.yaml', 'a "b".yaml', 'a\tb.yaml', 'a\nb.yaml', 'a\\b.yaml', 'a\u0001.yaml', 'é [id] #.yaml', 'a\t2026-11-28.yaml', '"a".yaml', 'dir name/a.yaml'])('names %j so that git and patch find it', (name) => {
  for (const [command, ...args] of [['git', 'apply', '-'], ...(existsSync('/usr/bin/patch') ? [['patch', '-p1', '-s'] as const] : [])] as const) {
    const directory = mkdtempSync(join(tmpdir(), 'setsquare-diff-'))
    onTestFinished(() => {
      rmSync(directory, { recursive: true })
    })
    mkdirSync(join(directory, dirname(name)), { recursive: true })
    writeFileSync(join(directory, name), 'x\n')
    execFileSync(command, args, { cwd: directory, input: unifiedDiff(name, table('x\n', [{ start: 0, end: 1, text: 'y' }])) })
    expect(readFileSync(join(directory, name), 'utf8')).toBe('y\n')
  }
})

it('is understood by git', () => {
  const directory = mkdtempSync(join(tmpdir(), 'setsquare-diff-'))
  onTestFinished(() => {
    rmSync(directory, { recursive: true })
  })
  const samples = fc.sample(fc.tuple(texts, rounds), { numRuns: 60, seed: 7 }).map(([text, all]) => ({ text, ...changedAtRandom(text, all) }))
  const diffs = samples.map(({ text, made }, index) => {
    writeFileSync(join(directory, `${index}.txt`), text)
    return unifiedDiff(`${index}.txt`, made)
  })
  expect(diffs.filter((diff) => diff !== '').length).toBeGreaterThan(30)
  execFileSync('git', ['apply', '--whitespace=nowarn', '-'], { cwd: directory, input: diffs.join('') })
  for (const [index, { now }] of samples.entries()) expect(readFileSync(join(directory, `${index}.txt`), 'utf8')).toBe(now)
})
