import { defineRule } from '../../src/core/rule.ts'
import { openapi } from '../../src/openapi/subject.ts'
import { walked } from '../../src/openapi/walked.ts'

const start = 'openapi: 3.1.0\npaths: {}\n'

export default defineRule({
  subject: openapi,
  title: 'Descriptions contain no executable code',
  why: 'Documentation pages render descriptions as Markdown, including HTML. A script in one runs in the browser of every reader, with their session.',
  fix: 'Remove the script. To display one, put it in backticks.',
  presets: { recommended: 'error', strict: 'error' },
  checklist: ['API-22'],
  references: ['OpenAPI 3.1.2, Rich Text Formatting', 'CWE-79'],
  silentOn: ['code in backticks, and HTML that runs nothing', 'tags that are only mentioned: `the <iframe> tag`, `<object>` for a name', 'the word `eval` in text'],
  messages: {
    script: 'This text contains {{what}}, which runs in the browser of everyone who reads the rendered page: remove it, or put it in backticks to display it.',
  },
  examples: {
    bad: [
      { title: 'a script', code: `${start}info: { title: Shop, version: 1.0.0, description: 'Orders <script src="https://cdn.shop.com/track.js"></script>' }\n` },
      { title: 'a handler', code: `${start}info: { title: Shop, version: 1.0.0, description: '<img src=x onerror="fetch(1)">' }\n` },
    ],
    good: [{ code: `${start}info: { title: Shop, version: 1.0.0, description: 'Put \`<script src="shop.js">\` into your page. <b>Never</b> call eval(text).' }\n` }],
  },
  check: ({ unit, report }) => ({
    Document() {
      for (const kind of speaking) {
        for (const field of fields) {
          // Only objects with such a field are visited, since most have none.
          for (const { cursor, value } of walked(unit).holding(kind, field)) {
            const text = value[field]
            const what = typeof text === 'string' ? programIn(text) : undefined
            if (what !== undefined) report(cursor.child(field), 'script', { what })
          }
        }
      }
    },
  }),
})

const fields = ['description', 'summary', 'title'] as const

/** The OpenAPI objects with such fields. */
const speaking = [
  'Info',
  'Tag',
  'Operation',
  'PathItem',
  'Parameter',
  'RequestBody',
  'Response',
  'Schema',
  'Header',
  'Example',
  'Link',
  'SecurityScheme',
  'Server',
  'ServerVariable',
  'ExternalDocs',
] as const

const programs: readonly (readonly [what: string, pattern: RegExp])[] = [
  ['a `<script>`', /<script(?:\s[^<>]{0,300})?\ssrc\s?=|<\/script/i],
  ['a `javascript:` URL', /(?:\(|=\s?["']?)\s?javascript:/i],
  ['an event handler', /<[a-z][^<>]{0,300}\son[a-z]{3,20}\s?=\s?["']/i],
  ['an embedded page', /<(?:iframe|object|embed)\s[^<>]{0,300}(?:src|data)\s?=/i],
]

/** A quick check before the exact patterns: almost no text contains such a beginning or address. */
const mayRun = /<(?:\/?script|(?:iframe|object|embed)\s|[a-z][^<>]{0,300}\son[a-z]{3})/i
const mayBeAddress = /javascript:/i

/**
 * The kind of active content that a text would execute when rendered, if there is some. Code blocks do not count, since they are only
 * displayed.
 */
function programIn(text: string): string | undefined {
  if (!(text.includes('<') && mayRun.test(text)) && !mayBeAddress.test(text)) return undefined
  const shown = text.replace(/```[\s\S]*?(?:```|$)|`[^`\n]*`/g, '')
  return programs.find(([, pattern]) => pattern.test(shown))?.[0]
}
