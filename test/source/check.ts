import type { Configuration } from '../../src/core/configuration.ts'
import { defaultsOf } from '../../src/core/options.ts'
import type { RuleValue } from '../../src/core/rule.ts'
import { noSettings } from '../../src/core/settings.ts'
import { run } from '../../src/engine/run.ts'
import { target } from '../../src/engine/target.ts'
import { parseSourceSync } from '../../src/source/file.ts'
import type { SourceFile, SourceHost } from '../../src/source/file.ts'
import { source } from '../../src/source/subject.ts'

export interface Found {
  readonly severity: string
  readonly message: string
  /** The text that the finding marks. */
  readonly at: string
}

export interface CheckOptions {
  readonly file?: string
  readonly options?: { readonly [name: string]: unknown }
  readonly host?: SourceHost
}

/** Runs one rule on one text through the engine, at `error`; a rule that fails fails the test. */
export function check(
  rule: RuleValue,
  text: string,
  { file = '/app/src/file.ts', options = {}, host = { root: '/app' } }: CheckOptions = {},
): Found[] {
  return checkUnit(rule, parseSourceSync(file, text, host), options)
}

/** The same for a file that is parsed already. */
export function checkUnit(rule: RuleValue, unit: SourceFile, options: { readonly [name: string]: unknown } = {}): Found[] {
  const configuration: Configuration = {
    settings: noSettings,
    isUsed: () => true,
    severityOf: () => 'error',
    optionsOf: () => ({ ...defaultsOf(rule.options), ...options }),
  }
  const { diagnostics, failures } = run([{ ...rule, id: 'rule', topic: 'topic' }], [target(source, unit)], configuration)
  if (failures.length > 0) throw new Error(failures.map(({ message }) => message).join('\n'))
  return diagnostics.map(({ severity, message, location }) => ({
    severity,
    message,
    at: 'range' in location ? unit.text.slice(...location.range) : '',
  }))
}

/** A file whose tree must not be built. */
export function withoutTree(text: string): SourceFile {
  const unit = parseSourceSync('/app/src/file.ts', text, { root: '/app' })
  const build = (): never => {
    throw new Error('the tree was built')
  }
  return Object.defineProperty(unit, 'program', { get: build })
}
