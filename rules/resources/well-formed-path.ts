import { counted } from '../../src/core/counted.ts'
import { habitOf } from '../../src/api/habit.ts'
import { flawsOf } from '../../src/api/path-flaws.ts'
import type { PathFlawKind } from '../../src/api/path-flaws.ts'
import { api } from '../../src/api/subject.ts'
import { rename } from '../../src/core/fix.ts'
import { isDocumentLocation } from '../../src/core/location.ts'
import { defineRule } from '../../src/core/rule.ts'

/** Parts of the message for several flaws of one kind. */
const summaries: Readonly<Record<PathFlawKind, { readonly what: string; readonly advice: string }>> = {
  query: { what: 'Query strings', advice: 'Servers match paths without the query: declare its fields as query parameters.' },
  fragment: { what: 'Fragments', advice: 'Clients do not send them: distinguish operations by path, method or a header parameter.' },
  emptySegment: { what: 'Empty segments', advice: 'Servers disagree on whether // is the same as one slash: remove them.' },
  trailingSlash: { what: 'Trailing slashes', advice: 'The other paths have none, and the two forms are different URLs: choose one.' },
  extension: { what: 'File extensions', advice: 'They fix the format: drop them, and let `Accept` choose the media type.' },
  escape: { what: 'Characters that must be escaped', advice: "Use letters, digits, '-', '_' and '.' (RFC 3986)." },
  braces: { what: 'Braces that do not enclose one variable each', advice: "Write '{name}'." },
  colonVariable: { what: 'Segments that begin with a colon', advice: "OpenAPI treats them as literals: write variables as '{name}'." },
}

/** The flaws that routes in code can have: prefixes, patterns and slashes are handled by the router. */
const tellableInCode: ReadonlySet<PathFlawKind> = new Set<PathFlawKind>(['extension'])

export default defineRule({
  subject: api,
  title: 'Paths contain only segments and variables',
  why: 'A query or fragment in a path is never matched, double and trailing slashes make two URLs of one, and an extension fixes a format that `Accept` should choose.',
  fix: 'Leave only segments and `{variables}` in the path, and declare query fields as parameters.',
  presets: { recommended: 'error', strict: 'error' },
  checklist: ['API-11'],
  references: ['RFC 3986 3.3', 'OpenAPI 3.1 4.8.8', 'Zalando RESTful API Guidelines 136'],
  silentOn: [
    'APIs whose paths usually end in a slash: there, those without one are reported, except files',
    'files that are served as such: openapi.json, robots.txt, feed.xml, images, and all of `/.well-known`',
    '`{id}.{format}`, where the client chooses',
  ],
  options: {
    dropSlashes: {
      type: 'boolean',
      default: false,
      description: 'Let `--fix` drop the trailing slash of a path: your service responds without it, or treats both forms alike.',
    },
    extensions: { type: 'boolean', default: true, description: 'Report file extensions such as `.json`.' },
  },
  messages: {
    query: "'{{text}}' is not part of a path: servers match paths without the query. Declare its fields as query parameters.",
    fragment: "'{{text}}' never reaches a server: clients do not send fragments. Remove it from the path.",
    emptySegment: 'An empty segment (//) in a path: servers disagree on whether it is the same as one slash. Remove it.',
    trailingSlash: "'{{template}}' ends in a slash, unlike {{others}}: the two forms are different URLs. Drop the slash.",
    noSlash: "'{{template}}' does not end in a slash, unlike {{others}}: the two forms are different URLs. Add the slash.",
    severalNoSlash: '{{count}} paths do not end in a slash ({{names}}), unlike {{others}}: the two forms are different URLs. Add the slash.',
    extension: "'{{text}}' fixes the format in the path: drop it, and let `Accept` choose the media type.",
    escape: "'{{text}}' must be escaped in a path (RFC 3986): use letters, digits, '-', '_' and '.'.",
    braces: "The braces in '{{text}}' do not enclose one variable each: write '{name}'.",
    colonVariable: "'{{text}}' is not a variable in OpenAPI but a literal segment: write '{{variable}}'.",
    several: '{{what}} in {{count}} places ({{names}}). {{advice}}',
  },
  lesser: ['trailingSlash', 'noSlash', 'severalNoSlash', 'extension'],
  fixes: { drop: 'Drop the slash' },
  suggestions: { dropHere: 'Drop the slash' },
  examples: {
    bad: [
      {
        title: 'a query in the path',
        code: `openapi: 3.1.0
info: { title: Shop, version: 1.0.0 }
paths:
  /orders?id={id}: { get: { responses: { '200': { description: One order } } } }
`,
      },
      {
        title: 'slashes, extensions, characters, variables of another framework',
        code: `openapi: 3.1.0
info: { title: Shop, version: 1.0.0 }
paths:
  /orders: { get: { responses: { '200': { description: Orders } } } }
  /customers/: { get: { responses: { '200': { description: Customers } } } }
  /api//products: { get: { responses: { '200': { description: Products } } } }
  /prices.json: { get: { responses: { '200': { description: Prices } } } }
  /gift cards: { get: { responses: { '200': { description: Gift cards } } } }
  /carts/:id: { get: { responses: { '200': { description: One cart } } } }
  /taxes/{id: { get: { responses: { '200': { description: One tax } } } }
`,
      },
      {
        title: 'a service that treats both forms alike',
        options: { dropSlashes: true },
        code: `openapi: 3.1.0
info: { title: Shop, version: 1.0.0 }
paths:
  /orders: { get: { responses: { '200': { description: Orders } } } }
  /products: { get: { responses: { '200': { description: Products } } } }
  /customers/: { get: { responses: { '200': { description: Customers } } } }
`,
        fixed: `openapi: 3.1.0
info: { title: Shop, version: 1.0.0 }
paths:
  /orders: { get: { responses: { '200': { description: Orders } } } }
  /products: { get: { responses: { '200': { description: Products } } } }
  /customers: { get: { responses: { '200': { description: Customers } } } }
`,
      },
    ],
    good: [
      {
        code: `openapi: 3.1.0
info: { title: Shop, version: 1.0.0 }
paths:
  /orders/{orderId}: { get: { responses: { '200': { description: One order } } } }
  /orders/{orderId}.{format}: { get: { responses: { '200': { description: One order } } } }
  /orders/{orderId}:cancel: { post: { responses: { '200': { description: Cancelled } } } }
  /openapi.json: { get: { responses: { '200': { description: This document } } } }
  /.well-known/jwks.json: { get: { responses: { '200': { description: Keys } } } }
`,
      },
      {
        title: 'a slash at the end of every path',
        code: `openapi: 3.1.0
info: { title: Shop, version: 1.0.0 }
paths:
  /orders/: { get: { responses: { '200': { description: Orders } } } }
  /products/: { get: { responses: { '200': { description: Products } } } }
  /customers/: { get: { responses: { '200': { description: Customers } } } }
`,
      },
    ],
  },
  check: ({ options, report }) => ({
    Api(unit) {
      const slashes = habitOf(unit.paths, ({ template }) => !/.\/$/.test(template))
      const counts = (kind: PathFlawKind): boolean => {
        if (unit.origin === 'code' && !tellableInCode.has(kind)) return false
        return (kind !== 'trailingSlash' || (slashes.verdict === 'broken-here' && slashes.keeping.length > 0)) && (kind !== 'extension' || options.extensions)
      }
      const others = counted(slashes.breaking.length, 'other path')
      for (const path of unit.origin === 'contract' && slashes.verdict === 'never' ? slashes.keeping : []) {
        const { template } = path
        if (template === '' || template === '/' || /[.:]/.test(lastText(template))) continue
        report(path, 'noSlash', { template, others }, { together: { as: 'severalNoSlash', name: template, data: { others } } })
      }
      for (const path of unit.paths) {
        for (const { kind, text, range } of flawsOf(path.template)) {
          if (!counts(kind)) continue
          const data = { text: visible(text), template: visible(path.template), variable: `{${text.slice(1)}}`, others: counted(slashes.keeping.length, 'other path') }
          const place = path.locate(range)
          const isTaken = (): boolean => unit.paths.some(({ template }) => template === path.template.slice(0, -1))
          const canDrop = kind === 'trailingSlash' && !isTaken() && isDocumentLocation(place)
          const edits = canDrop ? [rename({ file: place.file, pointer: place.pointer }, path.template.slice(0, -1))] : []
          report(place, kind, data, {
            fixes: canDrop ? [{ id: options.dropSlashes ? 'drop' : 'dropHere', edits }] : [],
            together: { as: 'several', name: data.template, key: kind, data: summaries[kind] },
          })
        }
      }
    },
  }),
})

/** Shows characters that cannot be seen by their code points: a mark of direction or a zero-width space, pasted along with the path. */
function visible(text: string): string {
  return text.replace(/\p{C}|(?! )\p{Z}/gu, (character) => `<U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}>`)
}

/** The text after the last slash and the last variable: neither an extension nor a custom method is followed by a slash. */
function lastText(template: string): string {
  return template.slice(Math.max(...['/', '{', '}'].map((mark) => template.lastIndexOf(mark))) + 1)
}
