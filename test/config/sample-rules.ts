import { defineRule } from '../../src/core/rule.ts'
import type { Presets, Rule, RuleValue } from '../../src/core/rule.ts'
import type { Subject } from '../../src/core/subject.ts'

/** An empty subject: configuration only looks at a rule's name, topic, presets and options. */
const nothing: Subject<object, { Thing: object }, never> = {
  name: 'source',
  speaksAbout: ['code'],
  scope: 'unit',
  hasNode: (kind) => kind === 'Thing',
  mentions: () => true,
  traverse: () => undefined,
  locate: () => ({ file: '/', range: [0, 0] }),
  fileOf: () => '/',
}

const prose = { title: 'It holds', why: 'Otherwise it breaks.', fix: 'Mend it.', checklist: [], examples: { bad: [], good: [] }, messages: {} }

function plain(presets: Presets): RuleValue {
  return defineRule({ ...prose, subject: nothing, presets, check: () => ({}) })
}

const paged = defineRule({
  ...prose,
  subject: nothing,
  presets: { recommended: 'warn', strict: 'error' },
  options: {
    maximum: { type: 'integer', description: 'The largest page.', default: 100, minimum: 1, maximum: 1000 },
    names: { type: 'array', items: { type: 'string' }, description: 'Parameters that say how much.', default: ['limit'] },
    style: { type: 'string', enum: ['cursor', 'offset'], description: 'How.', default: 'cursor' },
    lax: { type: 'boolean', description: 'Look away.', default: false },
  },
  check: () => ({}),
})

export const sampleRules: readonly Rule[] = [
  { ...plain({ recommended: 'warn', strict: 'warn' }), id: 'plural-collections', topic: 'resources' },
  { ...plain({ recommended: 'error', strict: 'error' }), id: 'well-formed-path', topic: 'resources' },
  { ...plain({ strict: 'warn' }), id: 'max-nesting', topic: 'resources' },
  { ...paged, id: 'bounded-page-size', topic: 'pagination' },
]

/** The sample rule of this name. */
export function sampleRule(id: string): Rule {
  const found = sampleRules.find((rule) => rule.id === id)
  if (found === undefined) throw new Error(`no sample rule '${id}'`)
  return found
}
