import fc from 'fast-check'
import { dump, load } from 'js-yaml'
import { expect, test } from 'vitest'

import { filesIn } from './inputs.ts'
import { mutate, mutations } from './mutate-document.ts'
import type { Json } from './mutate-document.ts'
import { edit, edits } from './mutate-text.ts'
import { budget, patience, survives } from './run.ts'

const texts = filesIn('contracts', /^(?!.*\.expect\.).*\.(?:ya?ml|json)$/)
const documents = new Map(Object.entries(texts).map(([name, text]): [string, Json] => [name, load(text) as Json]))
const documentOf = (name: string): Json => documents.get(name) ?? null

test('no rule fails on a contract with parts missing, exchanged and of the wrong kind', { timeout: patience }, async () => {
  let found = 0
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...documents.keys()),
      mutations,
      mutations,
      fc.boolean(),
      async (name, first, second, asJson) => {
        const changed = mutate(documentOf(name), first)
        const text = asJson ? JSON.stringify(changed, undefined, 2) : dump(changed, { noRefs: true })
        const { findings } = await survives({
          [asJson ? 'openapi.json' : 'openapi.yaml']: text,
          'other.yaml': dump(mutate(documentOf('clinic/shared.yaml'), second), { noRefs: true }),
        })
        found += findings.length
      },
    ),
    budget(2),
  )
  // Without a single finding, the rules would not have been exercised.
  expect(found).toBeGreaterThan(0)
})

test('no rule fails on what is left of a contract after careless editing', { timeout: patience }, async () => {
  let parsed = 0
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...Object.keys(texts)), edits, async (name, changes) => {
      const { coverage } = await survives({ [name]: edit(texts[name] ?? '', changes) })
      if (coverage.length === 0) parsed++
    }),
    budget(2),
  )
  expect(parsed).toBeGreaterThan(0)
})
