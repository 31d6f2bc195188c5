import { describe, expect, it } from 'vitest'
import type { Architecture } from '../../src/core/settings.ts'
import { lostCoverage } from '../../src/project/lost-coverage.ts'
import { faults, layers, projectOf } from './build.ts'

describe('own layers', () => {
  const texts = {
    'app/edge/http.ts': "import '../core/rules'",
    'app/core/rules.ts': "import '../edge/http'\nexport const rules = 1",
    'app/core/rules.test.ts': "import '../edge/http'",
    'app/data/things.ts': "import pg from 'pg'\nimport '../core/rules'",
    'app/data/ThingGateway.ts': 'export class X extends Gateway {}',
    'main.ts': "import './app/edge/http'",
  }
  const own: Architecture = {
    layers: [
      { name: 'edge', files: ['app/edge/**'], mayImport: ['core'], because: 'The edge is thin' },
      { name: 'data', imports: ['pg'], extends: ['Gateway'], mayImport: [] },
      { name: 'core', files: ['app/core/**', 'main.ts'], mayImport: [] },
    ],
  }

  it('are found by path, base class and package, in their order', async () => {
    expect(await layers(texts, own)).toEqual({
      'app/edge/http.ts': 'edge',
      'app/core/rules.ts': 'core',
      'app/data/things.ts': 'data',
      'app/data/ThingGateway.ts': 'data',
    })
    expect(await faults(texts, own)).toEqual([
      'reversed app/core/rules.ts -> app/edge/http.ts',
      'reversed app/data/things.ts -> app/core/rules.ts',
    ])
  })

  it('are found by decorator, composed ones too, and by suffix', async () => {
    const decorated = {
      'api-controller.ts':
        "import { applyDecorators, Controller } from '@nestjs/common'\nexport const ApiController = (path) => applyDecorators(Controller(path))",
      'users.ts': "import { ApiController } from './api-controller'\n@ApiController('users')\nexport class Users {}",
      'mailService.ts': 'export const mail = 1',
    }
    const found = await layers(decorated, {
      layers: [
        { name: 'web', decorators: ['Controller'], mayImport: [] },
        { name: 'work', suffixes: ['Service'], mayImport: [] },
      ],
    })
    expect(found).toEqual({ 'users.ts': 'web', 'mailService.ts': 'work' })
  })

  it('that match nothing are reported', async () => {
    const project = await projectOf(texts, {
      architecture: { layers: [{ name: 'ghost', files: ['nowhere/**'], mayImport: [] }] },
    })
    expect(lostCoverage(project).map(({ kind, message }) => [kind, message.includes("'ghost'")])).toEqual([['unmatched-layer', true]])
  })
})
