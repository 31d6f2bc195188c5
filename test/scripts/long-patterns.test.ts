import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'

import { longPatterns, withPatternsElsewhere } from '../../scripts/long-patterns.ts'

const long = 'x'.repeat(60)
const code = `const first = /${long}[/]\\//giu, short = /x/
const table = [{ pattern: /${long}2/ }]
const umlaut = /${long}ü/
export const inFunction = () => /${long}3/
class Holder { pattern = /${long}4/ }
`

test('long regular expressions are made from texts that are elsewhere, if they are made once and are plain ASCII', () => {
  const directory = mkdtempSync(join(tmpdir(), 'patterns-'))
  writeFileSync(join(directory, 'a.ts'), code)
  const texts = longPatterns([directory])
  expect(texts).toEqual([`${long}[/]\\/`, `${long}2`])
  const plugin = withPatternsElsewhere({ texts: ['other', ...texts], from: /./, module: '/texts.ts', name: 'textAt' })
  const changed = typeof plugin.transform === 'object' ? Reflect.apply(plugin.transform.handler, {}, [code, '/src/a.ts']) as unknown : undefined
  expect(changed).toBe(`import { textAt as patternAt } from "/texts.ts"
const first = /* @__PURE__ */ RegExp(patternAt(1), 'giu'), short = /x/
const table = [{ pattern: /* @__PURE__ */ RegExp(patternAt(2)) }]
${code.slice(code.indexOf('const umlaut'))}`)
})
