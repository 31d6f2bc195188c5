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

/** One of our ESLint rules, created for a text: it reports under its name whoever calls. */
export interface Asker {
  readonly question: Question
  readonly context: RuleContext
}

export interface Said {
  readonly answer: Answer
  readonly asker: Asker
}

/**
 * One text that ESLint lints, with all of our rules that are on for it. ESLint creates every rule before it visits anything: they
 * say here that they are there. The first one is called when the text has been visited; it has the engine run, and speaks for all of them: a hundred
 * listeners in each file would cost more than most of what they have to say.
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
   * Notes a rule with the options that ESLint's configuration says, validated by ESLint.
   * @returns true for the one that is to speak
   */
  take(asker: Asker): boolean {
    const { question, context } = asker
    const key = keyOf(question)
    // Each is created once for a visit: there is another one, and nobody has come to the end of the last, where some other rule threw.
    if (this.#askers.get(key)?.context.id === context.id) {
      this.#askers.clear()
      this.#rules.clear()
    }
    this.#askers.set(key, asker)
    if (question.kind === 'rule' && question.part === 'main') this.#rules.set(question.rule, context.options[0])
    return this.#askers.size === 1
  }

  /** What there is to report, each by whom it belongs to. What belongs to a rule that is off is not said. */
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

  /** Said by one rule, and not by each: the one that is there for it or, where that is off, the first. */
  #refusal(error: ConfigurationError): Said[] {
    const answer = answerForFile('not-checked', `Setsquare checked nothing here, because its configuration is wrong: ${error.message}`)
    const [first] = this.#askers.values()
    const asker = this.#askers.get(answer.id) ?? first
    return asker === undefined ? [] : [{ answer, asker }]
  }
}

/** What answers to a question are found by. */
function keyOf(question: Question): string {
  if (question.kind === 'engine') return question.id
  return `${question.kind === 'custom' ? customTopic : question.rule.id} ${question.part}`
}

/** True for what one of the user's own rules says. */
export function isCustom({ id }: Answer): boolean {
  return id.startsWith(`${customTopic}/`)
}

interface Current {
  readonly filename: string
  readonly cwd: string
  readonly text: string
  /** Nothing for a text in which there is nothing for us to check. */
  readonly session: Session | undefined
}

let current: Current | undefined

/** The session of the text that a rule is created for. Texts are linted one after the other, each from the first rule to the last. */
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
  // Code inside of another file, which a processor has taken out: it is no module of any project.
  if (filename !== physicalFilename) return undefined
  const file = absolutePath(cwd, filename === '<input>' || filename === '<text>' ? 'input.js' : filename)
  if (sourceCode instanceof ContractSourceCode) {
    const { document } = sourceCode.ast
    return document === undefined ? undefined : { kind: 'contract', file, text, document }
  }
  return kindOf(file) === 'source' ? { kind: 'code', file, text, tree: treeOf(sourceCode) } : undefined
}
