import { remove } from '../../src/core/fix.ts'
import { defineRule } from '../../src/core/rule.ts'
import type { Cursor } from '../../src/openapi/cursor.ts'
import { sameness } from '../../src/openapi/enums.ts'
import { openapi } from '../../src/openapi/subject.ts'

const start = 'openapi: 3.1.0\ninfo: { title: Shop, version: 1.0.0 }\npaths: {}\n'

export default defineRule({
  subject: openapi,
  title: 'Each tag is declared once',
  why: 'Of two declarations of the same tag, tools use the first or the last: a description or a position is lost.',
  fix: 'Keep one declaration of each tag.',
  presets: { recommended: 'error', strict: 'error' },
  checklist: ['API-22'],
  references: ['OpenAPI 3.1.2, OpenAPI Object, tags'],
  silentOn: ['tags that differ only in case, which may be intended'],
  fixes: { remove: 'Remove the duplicate' },
  messages: { repeated: "The tag '{{tag}}' is declared twice: keep one." },
  examples: {
    bad: [
      {
        code: `${start}tags: [{ name: orders, description: What was bought }, { name: customers }, { name: orders }]\n`,
        fixed: `${start}tags: [{ name: orders, description: What was bought }, { name: customers }]\n`,
      },
      { title: 'with two descriptions', code: `${start}tags: [{ name: orders, description: What was bought }, { name: orders, description: Sales }]\n` },
    ],
    good: [{ code: `${start}tags: [{ name: orders }, { name: customers }, { name: Orders }]\n` }],
  },
  check: ({ unit: { root }, report }) => ({
    End() {
      const seen = new Map<string, { readonly entry: Cursor; readonly name: Cursor }>()
      for (const entry of root.child('tags').items()) {
        const name = entry.child('name')
        if (name.string === undefined) continue
        const other = seen.get(name.string)
        if (other === undefined) {
          seen.set(name.string, { entry, name })
          continue
        }
        const saysNothing = [sameness(other.entry.value), sameness({ name: name.string })].includes(sameness(entry.value))
        const fixes = saysNothing ? [{ id: 'remove' as const, edits: [remove(entry.at)] }] : []
        report(name, 'repeated', { tag: name.string }, { related: [{ place: other.name, message: 'The first declaration.' }], fixes })
      }
    },
  }),
})
