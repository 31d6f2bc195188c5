import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

import { rules } from '../rules/index.ts'
import { resolveConfiguration } from '../src/config/resolve.ts'
import { loadCode } from '../src/hosts/load-code.ts'
import { check } from '../src/hosts/node/check.ts'
import { loadConfiguration } from '../src/hosts/node/config/configuration.ts'
import { discover } from '../src/hosts/node/disk/discover.ts'
import { docsOf } from '../src/hosts/node/config/docs.ts'
import { nodeFiles } from '../src/hosts/node/disk/files.ts'

const root = fileURLToPath(new URL('..', import.meta.url)).replace(/\/$/, '')

test('Setsquare keeps its own rules', async () => {
  const { report } = await check({ cwd: root, paths: [] })
  expect(report.summary.sources).toBeGreaterThan(100)
  expect(report.findings.map(({ file, line, rule, message }) => `${file}:${line} ${rule}: ${message}`)).toEqual([])
  expect(report.coverage.map(({ kind, file, message }) => `${kind} ${file}: ${message}`)).toEqual([])
  // Checks the whole code base, which may take long on a busy machine.
}, 120_000)

// Tests may import everything and nothing imports them, so they are in no layer.
test('every file of code has a layer', async () => {
  const { configuration: file, base } = await loadConfiguration({ cwd: root }, rules)
  const configuration = resolveConfiguration(rules, file, base)
  const { contracts, sources, roots, searched } = discover({ cwd: root, paths: [], ignores: configuration.ignores })
  const input = { contracts, sources, context: [], roots, bases: searched, files: nodeFiles({ roots }), rules, configuration, docsOf }
  const [project] = await loadCode(input, { parsed() {}, skipped() {} })
  const modules = [...(project?.graph.modules.values() ?? [])].filter((module) => !module.file.startsWith(`${root}/test/`))
  expect(modules.length).toBeGreaterThan(100)
  // A composition root knows all layers, so it is in none.
  const owing = modules.filter((module) => project?.roles.get(module)?.role !== 'composition')
  expect(owing.filter((module) => project?.architecture.placementOf(module) === undefined).map((module) => module.file)).toEqual([])
})
