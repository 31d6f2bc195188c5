import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

import { OffsetMap } from '../../src/core/shift.ts'
import { factsOf } from '../../src/source/facts/file-facts.ts'
import type { FileFacts } from '../../src/source/facts/file-facts.ts'
import { differOnlyInOffsets } from '../../src/source/facts/moved.ts'
import { noProtection, noService } from '../../src/source/facts/unreadable.ts'
import { parseSourceSync } from '../../src/source/syntax/parsed-file.ts'

const services = join(import.meta.dirname, '../../fixtures/services')
const files = readdirSync(services, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'))

function factsIn(text: string): FileFacts {
  return factsOf(parseSourceSync('/app/src/a.ts', text, { root: '/app' }))
}

/** Requests every late fact. */
function ask({ late }: FileFacts): void {
  late.useOf('express')
  late.isPlainlyUsed('express')
  late.isDeferred(0)
  for (const fact of Object.keys(noService)) late.service(fact as keyof typeof noService)
  for (const fact of Object.keys(noProtection)) late.protection(fact as keyof typeof noProtection)
  expect([late.answersProbes, late.answers, late.results, late.exports, late.typedApis, late.handling, late.mayHandleRequests]).not.toContain(undefined)
}

function isSame(before: string, after: string): boolean {
  const was = factsIn(before)
  ask(was)
  return differOnlyInOffsets(was, factsIn(after), new OffsetMap(before, after))
}

describe('facts of a file in which something was written', () => {
  it.each(files)('only move where it is a comment between statements: %s', (file) => {
    const text = readFileSync(join(services, file), 'utf8')
    const { body } = parseSourceSync('/app/src/a.ts', text).program
    const places = [0, ...[body[0], body[body.length >> 1], body.at(-1)].flatMap((statement) => statement?.range[1] ?? [])]
    expect(places.filter((at) => !isSame(text, `${text.slice(0, at)} // a comment\n${text.slice(at)}`))).toEqual([])
  })

  const text = "import express from 'express'\nimport { list } from './books'\nconst app = express()\napp.get('/books', (req, res) => res.status(404).json(list()))\napp.listen(3000)\n"
  it.each([
    ['a path', "'/books'", "'/bookx'"],
    ['a status', '404', '409'],
    ['an import', "'./books'", "'./store'"],
    ['a name', 'list }', 'lost }'],
    ['the order of statements', 'const app = express()\napp.get', 'app.listen(3000)\nconst app = express()\napp.get'],
    ['an answer', 'res.status(404)', 'other.status(404)'],
  ])('differ where it changes %s', (_, before, after) => {
    expect(isSame(text, text)).toBe(true)
    expect(isSame(text, text.replace(before, after))).toBe(false)
  })
})
