import type { RuleContext } from '@eslint/core'

import { ConfigurationError } from '../../core/errors.ts'
import { customTopic } from '../../core/foreign.ts'
import type { Rule } from '../../core/rule.ts'
import { kindOf } from '../node/disk/kinds.ts'
import { absolutePath } from '../node/disk/paths.ts'
import type { Answer } from './answer.ts'
import { codeAnswers } from './code-answers.ts'
import { contractAnswers } from './contract-answers.ts'
import { treeOf } from './eslint-source.ts'
import type { Linted } from './linted.ts'
import type { Question } from './question.ts'
import { ContractSourceCode } from './source-code.ts'
import { workspaceOf } from './workspace.ts'

/**
 * One text that ESLint lints, with all of our rules that are on for it. ESLint creates every rule before it visits anything: they
 * say here that they are there. The first one to be asked for its findings has the engine run, once for all of them.
 */
export class Session {
  readonly #linted: Linted
  readonly #cwd: string
  readonly #rules = new Map<Rule, unknown>()
  readonly #questions: Question[] = []
  #asksCustom = false
  #answers: readonly Answer[] | undefined

  constructor(linted: Linted, cwd: string) {
    this.#linted = linted
    this.#cwd = cwd
  }

  get hasRun(): boolean {
    return this.#answers !== undefined
  }

  /** @param options what ESLint's configuration says, validated by ESLint */
  take(question: Question, options: unknown): void {
    this.#questions.push(question)
    if (question.kind === 'custom') this.#asksCustom = true
    else if (question.kind === 'rule' && question.part === 'main') this.#rules.set(question.rule, options)
  }

  answersTo(question: Question): readonly Answer[] {
    this.#answers ??= this.#run()
    return this.#answers.filter((answer) => isAnswer(answer, question))
  }

  #run(): readonly Answer[] {
    const workspace = workspaceOf(this.#linted.file, this.#cwd)
    if (workspace instanceof ConfigurationError) return this.#refusal(workspace)
    if (workspace.configuration.ignores(this.#linted.file)) return []
    const used = this.#asksCustom ? workspace.custom.filter((rule) => workspace.configuration.isUsed(rule)) : []
    const plan = new Map([...this.#rules, ...used.map((rule) => [rule, undefined] as const)])
    return this.#linted.kind === 'contract' ? contractAnswers(this.#linted, plan, workspace) : codeAnswers(this.#linted, plan, workspace)
  }

  /** Said by one rule, and not by each: the one that is there for it or, where that is off, the first. */
  #refusal(error: ConfigurationError): Answer[] {
    const message = `Setsquare checked nothing here, because its configuration is wrong: ${error.message}`
    const [first] = this.#questions
    const spokesman = this.#questions.find((question) => question.kind === 'engine' && question.id === 'not-checked') ?? first
    if (spokesman === undefined) return []
    const id = spokesman.kind === 'engine' ? spokesman.id : spokesman.kind === 'custom' ? `${customTopic}/` : spokesman.rule.id
    return [{ id, part: spokesman.kind === 'engine' ? 'main' : spokesman.part, message, range: [0, 0], fixes: [] }]
  }
}

function isAnswer({ id, part }: Answer, question: Question): boolean {
  if (question.kind === 'engine') return id === question.id
  return part === question.part && (question.kind === 'custom' ? id.startsWith(`${customTopic}/`) : id === question.rule.id)
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
