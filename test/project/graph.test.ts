import { describe, expect, it } from 'vitest'
import { projectOf, short } from './build.ts'

/** What a module imports: "names from file", with the barrels in between, and `type` if nothing is left at run time. */
async function dependencies(texts: { readonly [file: string]: string }, file: string): Promise<string[]> {
  const { graph } = await projectOf(texts)
  const module = graph.modules.get(`/app/${file}`)
  return (module === undefined ? [] : graph.dependenciesOf(module)).map(({ names, to, via, erased }) => {
    const chain = via.map((barrel) => ` via ${short(barrel.file)}`).join('')
    return `${erased ? 'type ' : ''}${names.join(', ')} from ${short(to.file)}${chain}`
  })
}

describe('origins', () => {
  const barrels = {
    'index.ts': "export * from './lib'\nexport { user as customer } from './user'\nexport type { Other } from './lib/deep'",
    'lib/index.ts':
      "import { helper } from './deep'\nexport { helper }\nexport * from './deep'\nexport { default as Service } from './service'",
    'lib/deep.ts': 'export const helper = 1\nexport interface Shape {}\nexport class Other {}',
    'lib/service.ts': 'export default class Service {}',
    'user.ts': 'export const user = 1',
  }

  it.each([
    ["import { helper } from '.'", 'helper from lib/deep.ts via index.ts via lib/index.ts'],
    ["import { Service } from './lib'", 'default from lib/service.ts via lib/index.ts'],
    ["import { customer } from './index.ts'", 'user from user.ts via index.ts'],
    ["import { Shape } from '.'", 'type Shape from lib/deep.ts via index.ts via lib/index.ts'],
    ["import type { customer } from '.'", 'type user from user.ts via index.ts'],
    ["import { type Other } from '.'", 'type Other from lib/deep.ts via index.ts'],
    ["import * as all from './lib'", '* from lib/index.ts'],
    ["import './user'", ' from user.ts'],
    ["import { nobody } from '.'", 'nobody from index.ts'],
  ])('%s takes %s', async (code, expected) => {
    expect(await dependencies({ ...barrels, 'a.ts': code }, 'a.ts')).toEqual([expected])
  })

  it('takes a name that is a value and a type for a value', async () => {
    const both = {
      'b.ts':
        'export const User = 1\nexport type User = number\nexport interface Pet {}\nexport namespace Pet { export type Id = 1 }',
    }
    expect(await dependencies({ ...both, 'a.ts': "import { User } from './b'" }, 'a.ts')).toEqual(['User from b.ts'])
    expect(await dependencies({ ...both, 'a.ts': "import { Pet } from './b'" }, 'a.ts')).toEqual(['type Pet from b.ts'])
  })

  it('keeps what comes from different places apart', async () => {
    const found = await dependencies({ ...barrels, 'a.ts': "import { helper, customer, Shape } from '.'" }, 'a.ts')
    expect(found).toEqual(['helper, Shape from lib/deep.ts via index.ts via lib/index.ts', 'user from user.ts via index.ts'])
  })

  it('survives barrels that pass each other on', async () => {
    const texts = { 'a.ts': "export * from './b'", 'b.ts': "export * from './a'", 'c.ts': "import { x } from './a'" }
    expect(await dependencies(texts, 'c.ts')).toEqual(['x from a.ts'])
  })

  it('counts `import()` and `require`', async () => {
    const texts = { 'a.ts': "const b = require('./b')\nvoid import('./c')", 'b.ts': '', 'c.ts': '' }
    expect((await dependencies(texts, 'a.ts')).sort()).toEqual([' from c.ts', '* from b.ts'])
  })
})
