import type { RuleContext } from '@eslint/core'

import { ConfigurationError } from '../../core/errors.ts'
import { customTopic } from '../../core/foreign.ts'
import type { Rule } from '../../core/rule.ts'
import { kindOf } from '../node/disk/kinds.ts'
import { absolutePath } from '../node/disk/paths.ts'
import { resultForFile } from './lint-result.ts'
import type { LintResult } from './lint-result.ts'
import { lintCode } from './lint-code.ts'
import { lintContract } from './lint-contract.ts'
import { treeOf } from './eslint-source.ts'
import { contractIn } from './language.ts'
import type { Linted } from './linted.ts'
import type { RuleReference } from './rule-reference.ts'
import { ContractSourceCode } from './source-code.ts'
import { workspaceOf } from './workspace.ts'
import type { Workspace } from './workspace.ts'

/** An ESLint rule of ours, created for a text. Through its context, findings are reported under its name. */
export interface RunningRule {
  readonly reference: RuleReference
  readonly context: RuleContext
}

/** A result, and the ESLint rule to report it. */
export interface AttributedResult {
  readonly result: LintResult
  readonly rule: RunningRule
}

/**
 * One text that ESLint lints, with all of our rules that are enabled for it. ESLint creates every rule before it visits the tree, and each
 * registers here. Only the first one gets a listener, which runs the engine and reports for all of them: a hundred listeners per file would
 * take longer than most of the checks.
 */
export class Session {
  readonly #linted: Linted
  readonly #cwd: string
  readonly #rules = new Map<Rule, unknown>()
  readonly #running = new Map<string, RunningRule>()
  #hasRun = false

  constructor(linted: Linted, cwd: string) {
    this.#linted = linted
    this.#cwd = cwd
  }

  get hasRun(): boolean {
    return this.#hasRun
  }

  get isCode(): boolean {
    return this.#linted.kind === 'code'
  }

  /**
   * Registers a rule with its options from ESLint's configuration, which ESLint has validated.
   * @returns true for the first one, which reports for all
   */
  take(rule: RunningRule): boolean {
    const { reference, context } = rule
    const key = keyOf(reference)
    // A rule is created once per pass. Created a second time, it belongs to a new pass: the last one was aborted because some other rule
    // threw.
    if (this.#running.get(key)?.context.id === context.id) {
      this.#running.clear()
      this.#rules.clear()
    }
    this.#running.set(key, rule)
    if (reference.kind === 'rule' && reference.part === 'main') this.#rules.set(reference.rule, context.options[0])
    return this.#running.size === 1
  }

  /** Everything to report, with the ESLint rule that it belongs to. Without the findings of rules that are off. */
  results(): AttributedResult[] {
    this.#hasRun = true
    const workspace = workspaceOf(this.#linted.file, this.#cwd)
    if (workspace instanceof ConfigurationError) return this.#refusal(workspace)
    if (workspace.configuration.ignores(this.#linted.file)) return []
    return this.#run(workspace).flatMap((result) => {
      const rule = this.#running.get(result.id) ?? this.#running.get(`${isCustom(result) ? customTopic : result.id} ${result.part}`)
      return rule === undefined ? [] : [{ result, rule }]
    })
  }

  #run(workspace: Workspace): readonly LintResult[] {
    const asksCustom = ['main', 'minor'].some((part) => this.#running.has(`${customTopic} ${part}`))
    const used = asksCustom ? workspace.custom.filter((rule) => workspace.configuration.isUsed(rule)) : []
    const plan = used.length === 0 ? this.#rules : new Map([...this.#rules, ...used.map((rule) => [rule, undefined] as const)])
    return this.#linted.kind === 'contract' ? lintContract(this.#linted, plan, workspace) : lintCode(this.#linted, plan, workspace)
  }

  /** Reported once and not by each rule: by `not-checked` or, if that is off, by the first rule. */
  #refusal(error: ConfigurationError): AttributedResult[] {
    const result = resultForFile('not-checked', `Setsquare checked nothing here, because its configuration is invalid: ${error.message}`)
    const [first] = this.#running.values()
    const rule = this.#running.get(result.id) ?? first
    return rule === undefined ? [] : [{ result, rule }]
  }
}

/** The key by which the rule for a result is found. */
function keyOf(reference: RuleReference): string {
  if (reference.kind === 'engine') return reference.id
  return `${reference.kind === 'custom' ? customTopic : reference.rule.id} ${reference.part}`
}

/** True for the finding of a custom rule. */
export function isCustom({ id }: LintResult): boolean {
  return id.startsWith(`${customTopic}/`)
}

interface Current {
  readonly filename: string
  readonly cwd: string
  readonly text: string
  /** Nothing if there is nothing for us to check in the text. */
  readonly session: Session | undefined
}

let current: Current | undefined

/** The session for the text that a rule is created for. ESLint lints one text after the other, so only the current one is kept. */
export function sessionFor(context: RuleContext): Session | undefined {
  const { filename, cwd, sourceCode } = context
  const text = 'text' in sourceCode ? sourceCode.text : ''
  const isSame = current?.filename === filename && current.cwd === cwd && current.text === text && current.session?.hasRun !== true
  if (!isSame || current === undefined) {
    const linted = lintedText(context, text)
    current = { filename, cwd, text, session: linted === undefined ? undefined : new Session(linted, cwd) }
  }
  return current.session
}

function lintedText({ filename, physicalFilename, cwd, sourceCode }: RuleContext, text: string): Linted | undefined {
  // Code that a processor has extracted from another file, such as Markdown: it is not a module of the project.
  if (filename !== physicalFilename) return undefined
  const file = absolutePath(cwd, filename === '<input>' || filename === '<text>' ? 'input.js' : filename)
  if (sourceCode instanceof ContractSourceCode) {
    const { document } = sourceCode.ast
    return document === undefined ? undefined : { kind: 'contract', file, text, document }
  }
  const kind = kindOf(file)
  if (kind === 'source') return { kind: 'code', file, text, tree: treeOf(sourceCode) }
  const document = kind === 'document' ? contractIn(file, text) : undefined
  return document && { kind: 'contract', file, text, document }
}
