import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { rules } from '../../rules/index.ts'
import { resolveConfiguration } from '../../src/config/resolve.ts'
import { run } from '../../src/engine/run.ts'
import { target } from '../../src/engine/target.ts'
import type { LintResult } from '../../src/hosts/eslint/lint-result.ts'
import { lintCode } from '../../src/hosts/eslint/lint-code.ts'
import { CodeBase } from '../../src/hosts/eslint/code-base.ts'
import type { Plan } from '../../src/hosts/eslint/plan.ts'
import type { Workspace } from '../../src/hosts/eslint/workspace.ts'
import { nodeFiles } from '../../src/hosts/node/disk/files.ts'
import { Project } from '../../src/project/project.ts'
import { Resolver } from '../../src/project/graph/resolve.ts'
import { project as projectSubject } from '../../src/project/subject.ts'
import { factsOf } from '../../src/source/facts/file-facts.ts'
import { parseSourceSync } from '../../src/source/syntax/parsed-file.ts'

const root = join(import.meta.dirname, '../../fixtures/services/bookshop/bad').replaceAll('\\', '/')
const sources = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts')).map((name) => `${root}/src/${name}`)
const aboutCode: Plan = new Map(rules.filter(({ subject }) => subject.speaksAbout.includes('code')).map((rule) => [rule, undefined]))

/** The state of a language server that has just been started. */
function opened(): Workspace {
  const configuration = resolveConfiguration(rules, {}, root, { today: '2026-11-28' })
  const files = nodeFiles({ roots: [root] })
  const code = new CodeBase({ root, base: root, files, ignores: () => false, settings: configuration.settings })
  code.confirm(1)
  return { root, configuration, rules, custom: [], docsOf: () => '', baseline: undefined, files, code }
}

function answers(workspace: Workspace, file: string, text: string): LintResult[] {
  return lintCode({ kind: 'code', file, text, tree: undefined }, aboutCode, workspace)
}

/** A server that has linted a file in its saved state. */
function server(file: string): Workspace {
  const workspace = opened()
  answers(workspace, file, readFileSync(file, 'utf8'))
  return workspace
}

const lineEdit = fc.record({ at: fc.nat(60), kind: fc.constantFrom('remove', 'repeat', 'comment', 'rename', 'swap'), other: fc.nat(60) })

function editedText(text: string, { at, kind, other }: { readonly at: number; readonly kind: string; readonly other: number }): string {
  const lines = text.split('\n')
  const [line, from] = [at % lines.length, other % lines.length]
  const [one = '', two = ''] = [lines[line], lines[from]]
  if (kind === 'remove') lines.splice(line, 1)
  else if (kind === 'repeat') lines.splice(line, 0, two)
  else if (kind === 'comment') lines.splice(line, 0, '// a comment')
  else if (kind === 'rename') lines[line] = one.replace(/\b\w+/, 'renamed')
  else [lines[line], lines[from]] = [two, one]
  return lines.join('\n')
}

describe('while a file is edited', () => {
  it('a server finds what one finds that was started just now', () => {
    fc.assert(
      fc.property(fc.constantFrom(...sources), fc.array(lineEdit, { minLength: 1, maxLength: 4 }), (file, edits) => {
        const running = server(file)
        let text = readFileSync(file, 'utf8')
        for (const edit of edits) {
          text = editedText(text, edit)
          expect(answers(running, file, text)).toEqual(answers(opened(), file, text))
        }
      }),
      { numRuns: 12, seed: 20261128 },
    )
  })

  const controller = `${root}/src/controllers/bookController.ts`
  const config = `${root}/src/config.ts`

  it('rules about the program run again only where others can see the edit', () => {
    const text = readFileSync(config, 'utf8')
    const running = server(config)
    answers(running, config, `// a comment\n${text}`)
    expect(running.code.programWith(config, `// a comment\n${text}`)?.hasRun).toBe(false)
    const seen = `import '../../nowhere.js'\n${text}`
    answers(running, config, seen)
    expect(running.code.programWith(config, seen)?.hasRun).toBe(true)
  })

  it('what was found moves with its place', () => {
    const text = readFileSync(controller, 'utf8')
    const running = server(controller)
    const places = (found: readonly LintResult[]): string[] => found.map(({ id, range: [start, end] }) => `${id} ${start}-${end}`)
    const before = answers(running, controller, text)
    const after = answers(running, controller, `// one line\n${text}`)
    expect(before.length).toBeGreaterThan(2)
    expect(places(after)).toEqual(places(before.map((one) => ({ ...one, range: [one.range[0] + 12, one.range[1] + 12] }))))
  })
})

it('rules that follow values through the code say so', () => {
  const facts = sources.map((file) => factsOf(parseSourceSync(file, readFileSync(file, 'utf8'), { root })))
  const files = nodeFiles({ roots: [root] })
  const { settings } = resolveConfiguration(rules, {}, root, { today: '2026-11-28' })
  const program = Project.build({ root, sources: facts, resolver: new Resolver(root, new Set(sources), files), settings })
  const asked: string[] = []
  Object.defineProperty(program, 'sql', { get: () => asked.push('sql') && undefined })
  const others = rules.filter(({ followsValues }) => followsValues !== true)
  const { failures } = run(others, [target(projectSubject, program)], resolveConfiguration(rules, { preset: 'strict' }, root, { today: '2026-11-28' }))
  expect({ asked, failures }).toEqual({ asked: [], failures: [] })
})
