import { relative } from 'node:path'
import ts from 'typescript'

import { repository } from './rule-files.ts'

/** The sources of the program, with their types. */
export function sourceProgram(): { readonly program: ts.Program; readonly checker: ts.TypeChecker } {
  const { config } = ts.readConfigFile(`${repository}/tsconfig.json`, (path) => ts.sys.readFile(path)) as { readonly config: unknown }
  const { fileNames, options } = ts.parseJsonConfigFileContent(config, ts.sys, repository)
  const sources = fileNames.filter((file) => /^(?:src|rules)\//.test(relative(repository, file)))
  const program = ts.createProgram(sources, { ...options, incremental: false })
  return { program, checker: program.getTypeChecker() }
}
