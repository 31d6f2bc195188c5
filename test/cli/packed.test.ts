import { execFileSync } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { checkPackage, createPackageFromTarballData } from '@arethetypeswrong/core'
import { publint } from 'publint'
import { formatMessage } from 'publint/utils'
import ts from 'typescript'
import { expect, it } from 'vitest'

import { internalProperties } from '../../scripts/internal-properties.ts'
import { directoryWith } from '../support/program.ts'

const repository = fileURLToPath(new URL('../../', import.meta.url))

/** Module resolutions that load CommonJS, which this package does not offer. */
const commonJs: ReadonlySet<string> = new Set(['node10', 'node16-cjs'])

/** All files below a directory, as paths relative to it. */
function filesBelow(directory: string): string[] {
  return readdirSync(directory, { recursive: true, encoding: 'utf8' }).filter((name) => statSync(join(directory, name)).isFile())
}

/** The names of the properties and methods in a file of declarations or JSON. */
function propertiesIn(file: string): string[] {
  const names: string[] = []
  const visit = (node: ts.Node): void => {
    if ((ts.isTypeElement(node) || ts.isClassElement(node) || ts.isPropertyAssignment(node)) && node.name !== undefined) names.push(node.name.getText().replaceAll('"', ''))
    ts.forEachChild(node, visit)
  }
  visit(ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.ESNext, true))
  return names
}

it('the package holds what is needed and nothing else, and is what its manifest says', async () => {
  const directory = directoryWith({})
  const tarballName = execFileSync('npm', ['pack', '--ignore-scripts', '--silent', '--pack-destination', directory], { cwd: repository, encoding: 'utf8' }).trim()
  const tarball = join(directory, tarballName)
  mkdirSync(join(directory, 'node_modules'))
  execFileSync('tar', ['xzf', tarball, '-C', join(directory, 'node_modules')])
  const packed = join(directory, 'node_modules/package')

  const files = filesBelow(packed)
  const size = files.reduce((sum, file) => sum + statSync(join(packed, file)).size, 0)
  console.log(`packed: ${files.length} files, ${(size / 1e6).toFixed(2)} MB unpacked`)
  expect(size).toBeLessThan(2_000_000)
  expect(files.filter((file) => !/^(?:dist|schema)\/|^(?:package\.json|README\.md|LICENSE)$/.test(file))).toEqual([])
  expect(files.filter((file) => /\.test\.|fixtures|node_modules/.test(file))).toEqual([])

  // The declarations keep the docstrings of the types that custom rules work with.
  const declared = readFileSync(join(packed, 'dist/index.d.mts'), 'utf8')
  for (const name of ['interface SourceFile', 'class Graph', 'class Architecture']) expect(declared).toMatch(new RegExp(`\\*/\n(?:declare )?${name} `))

  const named = [...files.filter((file) => file.endsWith('.d.mts')), 'schema/setsquare.schema.json'].flatMap((file) => propertiesIn(join(packed, file)))
  expect(named.length).toBeGreaterThan(500)
  expect(internalProperties.filter((name) => named.includes(name))).toEqual([])

  const { messages, pkg } = await publint({ pkgDir: packed, strict: true })
  expect(messages.map((message) => formatMessage(message, pkg, { color: false }))).toEqual([])

  const analysis = await checkPackage(createPackageFromTarballData(readFileSync(tarball)))
  // The package is ESM: that it cannot be required under older resolutions is intended.
  const problems = analysis.types === false ? [] : analysis.problems
  expect(analysis.types).not.toBe(false)
  expect(problems.filter((problem) => !('resolutionKind' in problem && commonJs.has(problem.resolutionKind)))).toEqual([])

  // A custom rule in TypeScript, compiled against the packed declarations alone.
  execFileSync('mv', [packed, join(directory, 'node_modules/setsquare')])
  for (const name of ['@typescript-eslint', 'typebox', 'eslint', '@eslint', '@types', '@stoplight']) {
    symlinkSync(join(repository, 'node_modules', name), join(directory, 'node_modules', name))
  }
  // A configuration of ESLint in CommonJS.
  const required = "console.log(Array.isArray(require('setsquare/eslint').configs.recommended))"
  expect(execFileSync(process.execPath, ['-e', required], { cwd: directory, encoding: 'utf8' }).trim()).toBe('true')
  writeFileSync(join(directory, 'rule.mts'), rule)
  const compiler = join(repository, 'node_modules/typescript/bin/tsc')
  const flags = ['--noEmit', '--strict', '--skipLibCheck', '--module', 'nodenext', '--target', 'es2023', '--types', 'node', 'rule.mts']
  expect(() => execFileSync(process.execPath, [compiler, ...flags], { cwd: directory, encoding: 'utf8', stdio: 'pipe' })).not.toThrow()
}, 120_000)

const rule = `import { check, contract, defineConfig, defineRule, loadConfig, source } from 'setsquare'
import type { Finding } from 'setsquare'

export default defineRule({
  subject: contract,
  title: 't', why: 'w', fix: 'f',
  presets: { strict: 'warn' },
  options: { word: { type: 'string', default: 'order', description: 'd' } },
  messages: { named: '{{name}} is wrong' },
  check: ({ options, report }) => ({
    Operation(operation) {
      const word: string = options.word
      if (operation.path.template.includes(word)) report(operation, 'named', { name: operation.name })
      // @ts-expect-error the message has a gap
      report(operation, 'named', {})
      // @ts-expect-error there is no such message
      report(operation, 'other', {})
    },
  }),
})

export const onSource = defineRule({
  subject: source,
  title: 't', why: 'w', fix: 'f',
  presets: { strict: 'warn' },
  checklist: [],
  examples: { bad: [], good: [] },
  messages: { here: 'here' },
  check: ({ report }) => ({
    CallExpression(node) {
      if (node.callee.type === 'Identifier') report(node, 'here', {})
    },
  }),
})

export const configuration = defineConfig({ preset: 'strict' })
// @ts-expect-error there is no such preset
export const wrong = defineConfig({ preset: 'stict' })

export async function findings(cwd: string): Promise<readonly Finding[]> {
  const { base } = await loadConfig({ cwd })
  const { report } = await check({ cwd: base, paths: [] })
  return report.findings
}
`
