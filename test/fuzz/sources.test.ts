import fc from 'fast-check'
import { expect, test } from 'vitest'

import { directoriesIn, filesIn } from './inputs.ts'
import { edit, edits, exchange } from './mutate-text.ts'
import { budget, patience, survives } from './run.ts'
import type { Texts } from './run.ts'

const services = ['services/bookshop/good', 'services/bookshop/bad', ...directoriesIn('code')]
const projects = services.map((directory) => filesIn(directory, /\.ts$|^(?:package|tsconfig)\.json$/))
const files: Texts = Object.fromEntries(
  projects.flatMap((project, index) =>
    Object.entries(project).flatMap(([name, text]): [string, string][] =>
      name.endsWith('.ts') ? [[`${services[index] ?? ''}/${name}`, text]] : [],
    ),
  ),
)

test('no rule fails on code whose names and texts are exchanged', { timeout: patience }, async () => {
  let found = 0
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...Object.keys(files)), edits, async (name, changes) => {
      const { findings } = await survives({ [name]: exchange(files[name] ?? '', changes) })
      found += findings.length
    }),
    budget(2),
  )
  expect(found).toBeGreaterThan(0)
})

test('no rule fails on what is left of code after careless editing', { timeout: patience }, async () => {
  let parsed = 0
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...Object.keys(files)), edits, async (name, changes) => {
      const { coverage } = await survives({ [name]: edit(files[name] ?? '', changes) })
      if (coverage.every(({ kind }) => kind !== 'syntax-error')) parsed++
    }),
    budget(2),
  )
  expect(parsed).toBeGreaterThan(0)
})

test('no rule fails on a project with files missing and changed', { timeout: patience }, async () => {
  let found = 0
  await fc.assert(
    fc.asyncProperty(
      fc.nat(projects.length - 1),
      edits,
      fc.array(fc.nat(1000), { maxLength: 4 }),
      async (index, changes, missing) => {
        const project = projects[index] ?? {}
        const { findings } = await survives(without(changed(project, changes), missing))
        found += findings.length
      },
    ),
    budget(2),
  )
  expect(found).toBeGreaterThan(0)
})

/** Each mutation applies to another file. */
function changed(project: Texts, changes: Parameters<typeof exchange>[1]): Texts {
  const names = Object.keys(project)
  const texts = { ...project }
  for (const change of changes) {
    const name = names[change.other % names.length] ?? ''
    const text = texts[name] ?? ''
    texts[name] = change.at % 2 === 0 ? exchange(text, [change]) : edit(text, [change])
  }
  return texts
}

function without(project: Texts, missing: readonly number[]): Texts {
  const names = Object.keys(project)
  const gone = new Set(missing.map((index) => names[index % names.length]))
  return Object.fromEntries(Object.entries(project).filter(([name]) => !gone.has(name)))
}
