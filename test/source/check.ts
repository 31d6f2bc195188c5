import type { Configuration } from '../../src/core/configuration.ts'
import { defaultsOf } from '../../src/core/options.ts'
import type { Diagnostic } from '../../src/core/diagnostic.ts'
import type { RuleValue } from '../../src/core/rule.ts'
import { noSettings } from '../../src/core/settings.ts'
import { run } from '../../src/engine/run.ts'
import { target } from '../../src/engine/target.ts'
import type { Target } from '../../src/engine/target.ts'
import { Project } from '../../src/project/project.ts'
import { Resolver } from '../../src/project/graph/resolve.ts'
import { project } from '../../src/project/subject.ts'
import { factsOf } from '../../src/source/facts/file-facts.ts'
import { parseSourceSync } from '../../src/source/syntax/parsed-file.ts'
import type { SourceFile, SourceHost } from '../../src/source/syntax/file.ts'
import { source } from '../../src/source/subject.ts'
import { codeIn, memoryFiles } from '../project/memory.ts'

export interface Found {
  readonly severity: string
  readonly message: string
  /** The text that the finding covers. */
  readonly at: string
}

export interface CheckOptions {
  readonly file?: string
  readonly options?: { readonly [name: string]: unknown }
  readonly host?: SourceHost
}

/** Runs one rule on one text through the engine, with severity `error`. A rule that fails makes the test fail. */
export function check(
  rule: RuleValue,
  text: string,
  { file = '/app/src/file.ts', options = {}, host = { root: '/app' } }: CheckOptions = {},
): Found[] {
  return rule.subject.name === 'project'
    ? checkProject(rule, { [file]: text }, { options, host })
    : checkUnit(rule, parseSourceSync(file, text, host), options)
}

/** Runs a project rule on texts by path. Findings are in the order of the files. */
export function checkProject(
  rule: RuleValue,
  texts: { readonly [file: string]: string },
  { options = {}, host = { root: '/app' } }: Omit<CheckOptions, 'file'> = {},
): (Found & { readonly file: string; readonly related: readonly string[] })[] {
  const files = memoryFiles(texts)
  const sources = Object.entries(texts).map(([file, text]) => parseSourceSync(file, text, host))
  const unit = Project.build({
    root: host.root ?? '/',
    sources: sources.map(factsOf),
    resolver: new Resolver(host.root ?? '/', codeIn(texts), files),
    settings: noSettings,
  })
  return diagnosticsOf(rule, target(project, unit), options).map(({ severity, message, location, related }) => ({
    severity,
    message,
    file: location.file,
    at: 'range' in location ? (texts[location.file] ?? '').slice(...location.range) : '',
    related: related.map(({ message: what, location: at }) => `${what}: ${at.file} ${'range' in at ? (texts[at.file] ?? '').slice(...at.range) : ''}`),
  }))
}

/** The same for a file that has been parsed already. */
export function checkUnit(rule: RuleValue, unit: SourceFile, options: { readonly [name: string]: unknown } = {}): Found[] {
  return diagnosticsOf(rule, target(source, unit), options).map(({ severity, message, location }) => ({
    severity,
    message,
    at: 'range' in location ? unit.text.slice(...location.range) : '',
  }))
}

function diagnosticsOf(rule: RuleValue, unit: Target, options: { readonly [name: string]: unknown }): readonly Diagnostic[] {
  const configuration: Configuration = {
    settings: noSettings,
    isUsed: () => true,
    severityOf: () => 'error',
    optionsOf: () => ({ ...defaultsOf(rule.options), ...options }),
  }
  const { diagnostics, failures } = run([{ ...rule, id: 'rule', topic: 'topic' }], [unit], configuration)
  if (failures.length > 0) throw new Error(failures.map(({ message }) => message).join('\n'))
  return diagnostics
}

/** A file whose tree must not be built: reading it throws. */
export function withoutTree(text: string): SourceFile {
  const unit = parseSourceSync('/app/src/file.ts', text, { root: '/app' })
  const build = (): never => {
    throw new Error('the tree was built')
  }
  return Object.defineProperty(unit, 'program', { get: build })
}
