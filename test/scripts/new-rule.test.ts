import { join } from 'node:path'
import ts from 'typescript'
import { expect, it } from 'vitest'

import { repository } from '../../scripts/rule-files.ts'
import { ruleText, templateNames } from '../../scripts/rule-template.ts'

it('a new rule compiles, whatever it looks at', { timeout: 120_000 }, () => {
  const file = (subject: string): string => join(repository, 'rules/template', `${subject}.ts`)
  const texts = new Map(templateNames.map((subject) => [file(subject), ruleText(subject)]))
  const { config } = ts.readConfigFile(join(repository, 'tsconfig.json'), ts.sys.readFile.bind(ts.sys)) as { config: object }
  const { options } = ts.parseJsonConfigFileContent({ ...config, include: [], files: ['rules/index.ts'] }, ts.sys, repository)
  const host = ts.createCompilerHost(options)
  const read = host.getSourceFile.bind(host)
  host.getSourceFile = (name, ...rest) => {
    const text = texts.get(name)
    return text === undefined ? read(name, ...rest) : ts.createSourceFile(name, text, ...rest.slice(0, 1) as [ts.ScriptTarget])
  }
  const program = ts.createProgram([...texts.keys()], options, host)
  const mistakes = [...texts.keys()].flatMap((name): string[] => {
    const source = program.getSourceFile(name)
    if (source === undefined) return [`${name} is missing`]
    const found = [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)]
    return found.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, ' '))
  })
  expect(mistakes).toEqual([])
  expect(templateNames).toEqual(['api', 'contract', 'openapi', 'source', 'project'])
})

it('there is no template for what does not exist', () => {
  expect(ruleText('constructor')).toBeUndefined()
})
