import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseSync } from 'oxc-parser'
import { describe, expect, it } from 'vitest'

import { visitOutsideFunctions } from '../../scripts/outside-functions.ts'

const dist = join(import.meta.dirname, '../../dist')
const scripts = readdirSync(dist).filter((name) => name.endsWith('.cjs')).map((name) => ({ name, text: readFileSync(join(dist, name), 'utf8') }))

/** The chunks that a script loads as soon as it is loaded: not in a function. */
function loadedBy(text: string): string[] {
  const found: string[] = []
  visitOutsideFunctions(parseSync('script.cjs', text, { sourceType: 'commonjs' }).program, {
    CallExpression({ callee, arguments: [first] }) {
      if (callee.type !== 'Identifier' || callee.name !== 'require' || first?.type !== 'Literal' || typeof first.value !== 'string') return
      if (first.value.startsWith('./')) found.push(first.value.slice(2))
    },
  })
  return found
}

describe('the chunks of the program', () => {
  const loads = new Map(scripts.map(({ name, text }) => [name, loadedBy(text)]))

  it('do not load each other in circles, so that their exports can be plain properties', () => {
    const circles: string[] = []
    const visit = (name: string, path: readonly string[]): void => {
      if (path.includes(name)) circles.push([...path, name].join(' '))
      else for (const next of loads.get(name) ?? []) visit(next, [...path, name])
    }
    for (const name of loads.keys()) visit(name, [])
    expect(circles).toEqual([])
    expect([...loads.values()].flat().length).toBeGreaterThan(100)
  })

  it('load what looks at code, and the checks of projects, only when these are needed', () => {
    const loadedWith = (stem: string): string[] => {
      const reached = new Set<string>()
      const visit = (name: string): void => {
        if (reached.has(name)) return
        reached.add(name)
        for (const next of loads.get(name) ?? []) visit(next)
      }
      visit([...loads.keys()].find((name) => name.startsWith(`${stem}-`)) ?? '')
      return [...reached].map((name) => name.replace(/-\w{7}\.cjs$/, '')).sort()
    }
    expect(loadedWith('check-change')).toEqual(['begin', 'check', 'check-change', 'core', 'run', 'start'])
    expect(loadedWith('facts')).toEqual(expect.arrayContaining(['check', 'code']))
    expect(loadedWith('facts').filter((stem) => /^(?:api|contracts|deferred|further|project|versions)/.test(stem))).toEqual([])
  })

  it('import nothing dynamically but in the one that Node loads', () => {
    const importing = scripts.filter(({ text }) => text.includes('import(')).map(({ name }) => name.replace(/-\w{7}\.cjs$/, ''))
    expect(importing).toEqual(['import'])
  })

  it('are plain ASCII, which V8 keeps with one byte for each character', () => {
    expect(scripts.filter(({ text }) => /[^\0-\x7F]/.test(text)).map(({ name }) => name)).toEqual([])
  })
})
