import { expect, it } from 'vitest'

import { defineRule } from '../../src/core/rule.ts'
import { guardedCheck } from '../../src/hosts/node/config/guarded-check.ts'
import { source } from '../../src/source/subject.ts'

type Report = (place: unknown, id: string, data?: object, more?: object) => void

/** A rule with types that only JavaScript allows. */
function reported(check: (report: Report) => unknown): string[] {
  const said: string[] = []
  const value: object = defineRule({
    subject: source, title: 'T', why: 'W', fix: 'F', presets: { strict: 'error' },
    messages: { here: 'here', named: '{{name}} is here' }, suggestions: { mend: 'Mend it' }, check: () => ({}),
  })
  const rule = { ...value, check: ({ report }: { report: Report }) => check(report) }
  const context = { report: (_: unknown, id: string, data: object, more?: object) => said.push(JSON.stringify([id, data, more])) }
  const made: unknown = Reflect.apply(guardedCheck, undefined, [rule, source])
  const visitors: unknown = typeof made === 'function' ? Reflect.apply(made, undefined, [context]) : undefined
  for (const visit of Object.values(Object(visitors) as object) as (() => void)[]) visit()
  return said
}

it.each<[what: string, check: (report: Report) => unknown, reason: string | undefined]>([
  ['a message without gaps', (report) => ({ Program: () => { report({}, 'here') } }), undefined],
  ['a message with what stands in its gaps, and a suggestion', (report) => ({ Program: () => { report({}, 'named', { name: 0 }, { fixes: [{ id: 'mend', edits: [] }] }) } }), undefined],
  ['a message that it has not', (report) => ({ Program: () => { report({}, 'her') } }), "it reports 'her', but has no such message: did you mean 'here'?"],
  ['a message without its words', (report) => ({ Program: () => { report({}, 'named', {}) } }), "it reports 'named' without a value for {{name}}"],
  ['a fix that it has not', (report) => ({ Program: () => { report({}, 'here', {}, { fixes: [{ id: 'ment', edits: [] }] }) } }), "it offers 'ment', but has no such fix or suggestion: did you mean 'mend'?"],
  ['a node that there is not', () => ({ Operation: () => undefined }), "it visits 'Operation', but the subject source has no such node"],
  ['a visitor that is none', () => ({ Program: 5 }), "its visitor 'Program' is not a function"],
  ['a visitor that has us wait', () => ({ Program: () => Promise.reject(new Error('late')) }), "its visitor 'Program' is asynchronous, which is not supported"],
  ['a check that has us wait', () => Promise.resolve({}), "its 'check' is asynchronous, which is not supported"],
  ['a number for visitors', () => 5, "its 'check' must return visitors"],
  ['a list of visitors', () => [() => undefined], "its 'check' must return visitors"],
  ['nothing for visitors', () => undefined, "its 'check' must return visitors"],
])('notices where a rule gives %s', (_, check, reason) => {
  if (reason === undefined) expect(reported(check)).toHaveLength(1)
  else expect(() => reported(check)).toThrow(reason)
})
