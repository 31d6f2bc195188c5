import { rules } from '../../../rules/index.ts'
import type { Files } from '../../core/files.ts'
import type { Text } from '../../core/text.ts'
import { target } from '../../engine/target.ts'
import { source as sourceSubject } from '../../source/subject.ts'
import { Judgement } from '../conclude.ts'
import { docsOf } from '../node/docs.ts'
import { answerOfFailure, answersIn } from './answer.ts'
import type { Answer } from './answer.ts'
import type { LintedCode } from './linted.ts'
import { configurationOf } from './plan.ts'
import type { Plan } from './plan.ts'
import { isAboutProgram, programFindings } from './program-findings.ts'
import type { Workspace } from './workspace.ts'

/** What the engine has to say about a source file: by itself, and as part of the program around it. */
export function codeAnswers({ file, text }: LintedCode, plan: Plan, { root, configuration, files, code }: Workspace): Answer[] {
  const needsProgram = [...plan.keys()].some(isAboutProgram)
  if (!needsProgram && !mayHoldFindings(text, plan)) return []
  const source = code.sourceOf(file, text)
  const [error] = source.syntaxErrors
  if (error !== undefined) {
    const message = `Setsquare cannot read this and checked nothing in this file: ${error.message}`
    return [{ id: 'not-checked', part: 'main', message, range: error.range, fixes: [] }]
  }
  const standards = {
    // Those that do not run count too: a suppression may name one.
    rules,
    configuration: configurationOf(plan, configuration),
    roots: [root],
    // Of what is found elsewhere, ESLint hears when it comes to those files.
    context: { has: (other: string) => other !== file },
    docsOf,
  }
  const texts = (path: string): Text | undefined => (path === file ? { text } : textIn(files, path))
  const judgement = new Judgement(standards)
  const outcomes = [judgement.units([target(sourceSubject, source)], [file], texts)]
  const program = needsProgram ? code.programWith(source) : undefined
  if (program !== undefined) outcomes.push(programFindings(program, file, plan, standards, texts))
  const { findings, failures } = judgement.conclude(outcomes)
  return [...findings.map(answersIn(file, text)), ...failures.map(answerOfFailure)]
}

function textIn(files: Files, file: string): Text | undefined {
  const content = files.read(file)
  return content.kind === 'text' ? content : undefined
}

/** Most files hold nothing that rules about single files look for: they are not even parsed. */
function mayHoldFindings(text: string, plan: Plan): boolean {
  const words = [...plan.keys()].flatMap(({ subject, mentions }) => (subject.name === 'source' ? (mentions ?? ['']) : []))
  return text.includes('setsquare-disable') || words.some((word) => text.includes(word))
}
