import type { ContractOperation } from '../../src/api/contract-operation.ts'
import { isAnnounced, namesReplacement } from '../../src/api/conventions/versions/deprecation.ts'
import { contract } from '../../src/api/subject.ts'
import { defineRule } from '../../src/core/rule.ts'

const api = (operation: string): string =>
  `openapi: 3.1.0\ninfo: { title: Shop, version: 1.0.0 }\npaths:\n  /orders: { get: { ${operation} } }\n`

export default defineRule({
  subject: contract,
  title: 'Deprecated operations name a replacement and announce their end',
  why: 'The mark alone tells users that they have a problem, but not what to do about it. Running clients read no documentation: they see a header or nothing, until the operation is gone.',
  fix: 'Name the replacement in the description, and send `Deprecation` and `Sunset` with every response, documented as headers.',
  presets: { recommended: 'warn', strict: 'warn' },
  checklist: ['API-15'],
  references: ['RFC 9745', 'RFC 8594', 'Zalando RESTful API Guidelines 187-189'],
  silentOn: ['operations described with what to use instead, or what will happen to them', 'extensions (`x-sunset`, `x-ms-deprecation`), which count as a header'],
  messages: {
    nothing: '{{operation}} is deprecated, but nothing states what to use instead or how long it works: name the replacement in its description and document a `Sunset` header.',
    many: '{{count}} operations are deprecated, but nothing states what to use instead or how long they work ({{names}}): name the replacements in their descriptions and document a `Sunset` header.',
    instead: '{{operation}} announces its end but no replacement: name the replacement in its description.',
    manyInstead: '{{count}} operations announce their end but no replacement ({{names}}): name the replacements in their descriptions.',
    header: '{{operation}} is deprecated only in the contract, which running clients do not read: send `Deprecation` and `Sunset` with every response, and document them as headers.',
    manyHeaders: '{{count}} operations are deprecated only in the contract ({{names}}), which running clients do not read: send `Deprecation` and `Sunset` with every response, and document them as headers.',
  },
  lesser: ['header'],
  examples: {
    bad: [
      { code: api("deprecated: true, summary: List orders, responses: { '200': { description: Orders } }") },
      { title: 'an end without a replacement', code: api("deprecated: true, summary: List orders, responses: { '200': { description: Orders, headers: { Sunset: { schema: { type: string } } } } }") },
      { title: 'only in the contract', code: api("deprecated: true, description: Use GET /v2/orders., responses: { '200': { description: Orders } }") },
    ],
    good: [
      { code: api("deprecated: true, description: Use GET /v2/orders., responses: { '200': { description: Orders, headers: { Deprecation: { schema: { type: string } }, Sunset: { schema: { type: string } } } } }") },
      { code: api("deprecated: true, x-ms-deprecation: { removalDate: '2027-06-30', description: Use GET /v2/orders. }, responses: { '200': { description: Orders } }") },
    ],
  },
  check: ({ report }) => ({
    Api({ operations }) {
      for (const operation of operations.filter(({ deprecated }) => deprecated)) {
        const { name } = operation
        const [message, as] = announcementLacking(operation)
        if (message !== 'none') report(operation, message, { operation: name }, { together: { as, name } })
      }
    },
  }),
})

/** What a deprecated operation fails to announce, with the message for several. */
function announcementLacking(operation: ContractOperation): readonly ['nothing', 'many'] | readonly ['instead', 'manyInstead'] | readonly ['header', 'manyHeaders'] | readonly ['none', 'many'] {
  if (namesReplacement(operation)) return isAnnounced(operation) ? ['none', 'many'] : ['header', 'manyHeaders']
  return isAnnounced(operation) ? ['instead', 'manyInstead'] : ['nothing', 'many']
}
