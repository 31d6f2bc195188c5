import type { RuleContext } from '@eslint/core'

import { ConfigurationError } from '../../core/errors.ts'
import { customTopic } from '../../core/foreign.ts'
import type { Rule } from '../../core/rule.ts'
import { kindOf } from '../node/disk/kinds.ts'
import { absolutePath } from '../node/disk/paths.ts'
import { answerForFile } from './answer.ts'
import type { Answer } from './answer.ts'
import { codeAnswers } from './code-answers.ts'
import { contractAnswers } from './contract-answers.ts'
import { treeOf } from './eslint-source.ts'
import type { Linted } from './linted.ts'
import type { Question } from './question.ts'
import { ContractSourceCode } from './source-code.ts'
import { workspaceOf } from './workspace.ts'
import type { Workspace } from './workspace.ts'

/** An ESLint rule of ours, created for a text. Through its context, findings are reported under its name. */
export interface Asker {
  readonly question: Question
  readonly context: RuleContext
}

/** An answer, and the ESLint rule to report it. */
export interface Said {
  readonly answer: Answer
  readonly asker: Asker
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
  readonly #askers = new Map<string, Asker>()
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
  take(asker: Asker): boolean {
    const { question, context } = asker
    const key = keyOf(question)
    // A rule is created once per pass. Created a second time, it belongs to a new pass: the last one was aborted because some other rule
    // threw.
    if (this.#askers.get(key)?.context.id === context.id) {
      this.#askers.clear()
      this.#rules.clear()
    }
    this.#askers.set(key, asker)
    if (question.kind === 'rule' && question.part === 'main') this.#rules.set(question.rule, context.options[0])
    return this.#askers.size === 1
  }

  /** Everything to report, with the ESLint rule that it belongs to. Without the findings of rules that are off. */
  answers(): Said[] {
    this.#hasRun = true
    const workspace = workspaceOf(this.#linted.file, this.#cwd)
    if (workspace instanceof ConfigurationError) return this.#refusal(workspace)
    if (workspace.configuration.ignores(this.#linted.file)) return []
    return this.#run(workspace).flatMap((answer) => {
      const asker = this.#askers.get(answer.id) ?? this.#askers.get(`${isCustom(answer) ? customTopic : answer.id} ${answer.part}`)
      return asker === undefined ? [] : [{ answer, asker }]
    })
  }

  #run(workspace: Workspace): readonly Answer[] {
    const asksCustom = ['main', 'minor'].some((part) => this.#askers.has(`${customTopic} ${part}`))
    const used = asksCustom ? workspace.custom.filter((rule) => workspace.configuration.isUsed(rule)) : []
    const plan = new Map([...this.#rules, ...used.map((rule) => [rule, undefined] as const)])
    return this.#linted.kind === 'contract' ? contractAnswers(this.#linted, plan, workspace) : codeAnswers(this.#linted, plan, workspace)
  }

  /** Reported once and not by each rule: by `not-checked` or, if that is off, by the first rule. */
  #refusal(error: ConfigurationError): Said[] {
    const answer = answerForFile('not-checked', `Setsquare checked nothing here, because its configuration is wrong: ${error.message}`)
    const [first] = this.#askers.values()
    const asker = this.#askers.get(answer.id) ?? first
    return asker === undefined ? [] : [{ answer, asker }]
  }
}

/** The key by which the rule for an answer is found. */
function keyOf(question: Question): string {
  if (question.kind === 'engine') return question.id
  return `${question.kind === 'custom' ? customTopic : question.rule.id} ${question.part}`
}

/** True for the finding of a custom rule. */
export function isCustom({ id }: Answer): boolean {
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
  return kindOf(file) === 'source' ? { kind: 'code', file, text, tree: treeOf(sourceCode) } : undefined
}
