import { describe, expect, it } from 'vitest'

import { lostCoverage } from '../../src/project/lost-coverage.ts'
import { parseJsonc, withoutComments } from '../../src/project/graph/jsonc.ts'
import { projectOf, short } from './build.ts'

/** What is reported of the files that declare dependencies and aliases: "file: line, column and problem". */
async function invalid(texts: { readonly [file: string]: string }): Promise<string[]> {
  const project = await projectOf({ 'src/a.ts': "import express from 'express'\nimport { y } from '@/y'\nexpress().get('/', y)", 'src/y.ts': 'export const y = 1', ...texts })
  return lostCoverage(project).flatMap(({ kind, file, message }) => (kind === 'syntax-error' ? [`${short(file)}: ${message.split('. ')[0] ?? ''}`] : []))
}

describe('files that say how a project is put together', () => {
  it.each<[string, { readonly [file: string]: string }, string[]]>([
    ['a comma is missing in package.json', { 'package.json': '{\n  "dependencies": { "express": "5" }\n  "type": "module"\n}' }, ["package.json: line 3, column 3: not valid JSON: ',' or '}' is expected here"]],
    ['tsconfig.json with comments before the mistake', { 'tsconfig.json': '// one\n{ /* two\n three */ "compilerOptions": { "paths": { "@/*": ["./src/*"], },\n "strict": yes } }' }, ['tsconfig.json: line 4, column 12: not valid JSON: a value is expected here']],
    ['a file that tsconfig.json extends', { 'tsconfig.json': '{ "extends": "./base.json" }', 'base.json': '{ "compilerOptions": ' }, ['base.json: line 1, column 22: not valid JSON: the text ends too soon']],
    ['the package.json of a package in the project', { 'packages/b/package.json': '{,}}', 'packages/b/index.ts': "import x from './x'" }, ['packages/b/package.json: line 1, column 4: not valid JSON: nothing more is expected here']],
    ['merge conflicts', { 'package.json': '{\n<<<<<<< HEAD\n"a": 1\n=======\n}' }, ["package.json: line 2, column 1: not valid JSON: a key in double quotes or '}' is expected here"]],
    ['comments, trailing commas, a mark of the byte order, an empty file', { 'tsconfig.json': '\uFEFF{ "a": [1, /* , */ 2, ], // end,\n }', 'package.json': '{ "name": "x", "u": "http://x//, }" }', 'jsconfig.json': ' \n' }, []],
    ['a file that is not there', {}, []],
  ])('%s', async (_, texts, expected) => {
    expect(await invalid(texts)).toEqual(expected)
  })

  it('keeps every offset when comments are taken out', () => {
    const text = '{ // a "b"\n  "c": "//d,}", /* e\n , */ "f": [1, 2, /* g */ ], }'
    expect(withoutComments(text)).toHaveLength(text.length)
    expect(withoutComments(text).indexOf('"f"')).toBe(text.indexOf('"f"'))
    expect(parseJsonc(text)).toEqual({ c: '//d,}', f: [1, 2] })
  })
})
