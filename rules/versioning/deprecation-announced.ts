import { isAnnounced, saysInstead } from '../../src/api/conventions/deprecation.ts'
import { contract } from '../../src/api/subject.ts'
import { apartOrTogether } from '../../src/core/group.ts'
import { defineRule } from '../../src/core/rule.ts'
import { someOf } from '../../src/core/some-of.ts'

/** So many operations are told one by one. */
const mostApart = 3

const api = (operation: string): string =>
  `openapi: 3.1.0\ninfo: { title: Shop, version: 1.0.0 }\npaths:\n  /orders: { get: { ${operation} } }\n`

export default defineRule({
  subject: contract,
  title: 'What is deprecated says what to use instead, and tells programs',
  why: 'A line through an operation tells its users that they have a problem, and not what to do about it. Programs that call it read no documentation: they see a header or nothing, until it is gone.',
  fix: 'Name the replacement in the description, and send `Deprecation` and `Sunset` with every response, documented as headers.',
  presets: { recommended: 'warn', strict: 'warn' },
  checklist: ['API-15'],
  references: ['RFC 9745', 'RFC 8594', 'Zalando RESTful API Guidelines 187-189'],
  silentOn: ['operations whose description or summary says what to use, or what becomes of them', 'dates in extensions (`x-sunset`), which count as a header'],
  messages: {
    nothing: '{{operation}} is deprecated, and nothing says what to use instead or how long it works: name the replacement in its description and document a `Sunset` header.',
    many: '{{count}} operations are deprecated, and nothing says what to use instead or how long they work ({{operations}}): name the replacements in their descriptions and document a `Sunset` header.',
    instead: '{{operation}} says that it will end and not what to use instead: name the replacement in its description.',
    header: '{{operations}} {{are}} deprecated in words alone, which programs do not read: send `Deprecation` and `Sunset` with every response, and document them as headers.',
  },
  lesser: ['header'],
  examples: {
    bad: [
      { code: api("deprecated: true, summary: List orders, responses: { '200': { description: Orders } }") },
      { title: 'an end without a way on', code: api("deprecated: true, summary: List orders, responses: { '200': { description: Orders, headers: { Sunset: { schema: { type: string } } } } }") },
      { title: 'in words alone', code: api("deprecated: true, description: Use GET /v2/orders., responses: { '200': { description: Orders } }") },
    ],
    good: [
      { code: api("deprecated: true, description: Use GET /v2/orders., responses: { '200': { description: Orders, headers: { Deprecation: { schema: { type: string } }, Sunset: { schema: { type: string } } } } }") },
    ],
  },
  check: ({ report }) => ({
    Api({ operations }) {
      const deprecated = operations.filter((operation) => operation.deprecated)
      const silent = deprecated.filter((operation) => !saysInstead(operation))
      for (const { item, others } of apartOrTogether(silent.filter((operation) => !isAnnounced(operation)), mostApart)) {
        if (others.length === 0) report(item, 'nothing', { operation: item.name })
        else report(item, 'many', { count: others.length + 1, operations: someOf([item, ...others].map(({ name }) => name)) }, others.slice(0, mostApart).map((place) => ({ place, message: 'And this' })))
      }
      for (const operation of silent.filter(isAnnounced)) report(operation, 'instead', { operation: operation.name })
      const inWords = deprecated.filter((operation) => saysInstead(operation) && !isAnnounced(operation))
      const [first] = inWords
      if (first !== undefined) report(first, 'header', { operations: someOf(inWords.map(({ name }) => name)), are: inWords.length === 1 ? 'is' : 'are' })
    },
  }),
})
