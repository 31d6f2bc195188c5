import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'

import { rules } from '../rules/index.ts'
import { repository } from '../scripts/rule-files.ts'
import { presetNames } from '../src/config/configuration-file.ts'
import { readConfiguration } from '../src/config/read.ts'
import { configurationSchema } from '../src/config/schema.ts'
import { casings, envelopeShapes, layerPresets, paginationStyles, versionPlaces } from '../src/core/settings.ts'
import { parseDocument } from '../src/documents/parse.ts'
import { commands } from '../src/hosts/cli/commands.ts'
import { formatNames } from '../src/reporters/formats.ts'

const guide = readFileSync(join(repository, 'docs/configuration.md'), 'utf8')

describe('the guide to the configuration', () => {
  const examples = [...guide.matchAll(/```yaml\n([^]*?)```/g)].map(([, text = '']) => text)

  it.each(examples)('has an example that can be followed: %s', (text) => {
    expect(readConfiguration(parseDocument('/setsquare.yaml', text), rules)).not.toEqual({})
  })

  it('names every key and every value there is', () => {
    expect(examples.length).toBeGreaterThan(2)
    const keys = Object.keys(configurationSchema(rules).properties).filter((key) => key !== '$schema')
    for (const key of keys) expect(guide).toContain(`\n## ${key}\n`)
    const values = [...presetNames, ...casings, ...envelopeShapes, ...layerPresets, ...paginationStyles, ...versionPlaces]
    for (const value of values) expect(guide).toContain(`\`${value}\``)
  })

  it('names only flags that there are', () => {
    const flags = commands.flatMap((command) => command.flags.map((flag) => flag.name))
    for (const [, flag = ''] of guide.matchAll(/`--([a-z-]+)/g)) expect(flags).toContain(flag)
  })
})

it('the guide to CI names every format and only flags that there are', () => {
  const page = readFileSync(join(repository, 'docs/hosts/ci.md'), 'utf8')
  for (const name of formatNames) expect(page).toContain(`\`${name}\``)
  const flags = commands.flatMap((command) => command.flags.map((flag) => flag.name))
  for (const [, flag = ''] of page.matchAll(/`--([a-z-]+)/g)) expect(flags).toContain(flag)
  const inputs = [.../^inputs:\n([^]*?)\n\S/m.exec(readFileSync(join(repository, 'action.yml'), 'utf8'))?.[1]?.matchAll(/^ {2}(\S+):$/gm) ?? []].map(([, name = '']) => name)
  expect(inputs.length).toBeGreaterThan(5)
  for (const input of inputs) expect(page).toMatch(new RegExp(`^\\|[^|]*\`${input}\``, 'm'))
})

it('links between documents lead somewhere', () => {
  const pages = ['README.md', 'ARCHITECTURE.md', 'CONTRIBUTING.md', ...['docs', 'docs/hosts', 'docs/rules'].flatMap((directory) => markdownIn(directory))]
  const dead = pages.flatMap((page) => {
    const text = readFileSync(join(repository, page), 'utf8').replace(/```[^]*?```/g, '')
    const targets = [...text.matchAll(/\]\((?!https?:|#)([^)#\s]+)/g)].map(([, target = '']) => target)
    return targets.filter((target) => !existsSync(join(repository, dirname(page), target))).map((target) => `${page}: ${target}`)
  })
  expect(dead).toEqual([])
})

function markdownIn(directory: string): string[] {
  const names = existsSync(join(repository, directory)) ? readdirSync(join(repository, directory)) : []
  return names.filter((name) => name.endsWith('.md')).map((name) => `${directory}/${name}`)
}
