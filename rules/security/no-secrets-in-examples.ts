import { groupBy } from '../../src/core/group.ts'
import { defineRule } from '../../src/core/rule.ts'
import { Cursor } from '../../src/openapi/cursor.ts'
import { keyMarksIn, providerKeyIn } from '../../src/core/provider-keys.ts'
import { openapi } from '../../src/openapi/subject.ts'

const start = 'openapi: 3.1.0\ninfo: { title: Shop, version: 1.0.0 }\npaths: {}\ncomponents:\n  schemas:\n'

const mostRelated = 10

// In two parts, so that secret scanners do not report this file.
const token = ['ghp', 'Wq4tBz9KmXr2Vn7PdLc5HsJf8GyAe1oUk3Qi'].join('_')

export default defineRule({
  subject: openapi,
  title: 'Contracts contain no real keys',
  why: 'Contracts are published, and examples are copied: a key in one is known to everyone, and scanners find it within minutes.',
  fix: 'Revoke the key now, since it is exposed, and use one that is clearly made up: `sk_live_EXAMPLE`.',
  presets: { recommended: 'error', strict: 'error' },
  checklist: ['API-24', 'SEC-3'],
  references: ['CWE-798', 'OWASP API8:2023 Security Misconfiguration'],
  silentOn: [
    'keys without a typical format: a value that is only called password or token may be anything',
    'keys that are clearly made up: `AKIAIOSFODNN7EXAMPLE`, `ghp_xxxxxxxx`, `12345`, and those in the documentation of providers',
    'test keys (`sk_test_`), which give no access',
  ],
  messages: {
    key: "'{{shown}}' looks like {{name}}, and whoever reads this contract has it: revoke it, and use one that is clearly made up.",
  },
  examples: {
    bad: [
      { title: 'in an example', code: `${start}    Key: { type: string, example: ${token} }\n` },
      {
        title: 'in a description',
        code: `${start}    Key: { type: string, description: 'curl -H "Authorization: Bearer ${token}"' }\n`,
      },
    ],
    good: [
      {
        code: `${start}    Keys: { type: array, items: { type: string }, example: [AKIAIOSFODNN7EXAMPLE, ghp_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx, sk_test_4eC39HqLyjWDarjtT1zdp7dc, secret] }\n`,
      },
    ],
  },
  check: ({ report }) => ({
    End(contract) {
      for (const document of contract.loaded) {
        // One search of the whole text comes first: it is fast, and nearly always finds nothing.
        const marks = [...keyMarksIn(document.text)]
        if (marks.length === 0) continue
        const found = textsWith(marks, Cursor.root(document)).flatMap((text) => {
          const key = providerKeyIn(text.string ?? '')
          return key === undefined ? [] : [{ text, ...key }]
        })
        for (const [shown, [first, ...others]] of groupBy(found, (key) => key.shown)) {
          if (first === undefined) continue
          const related = others.slice(0, mostRelated).map(({ text }) => ({ place: text, message: 'Here too.' }))
          report(first.text, 'key', { name: first.name, shown }, related)
        }
      }
    },
  }),
})

/** The strings in a document that contain one of the marks. Values shared by YAML aliases are visited once. */
function textsWith(marks: readonly string[], root: Cursor): Cursor[] {
  const texts: Cursor[] = []
  const seen = new Set<object>()
  const path: string[] = []
  // Cursors are only created for matches, since a large document has a hundred thousand strings without one.
  const visit = (value: unknown): void => {
    if (typeof value === 'string') {
      if (marks.some((mark) => value.includes(mark))) texts.push(path.reduce(below, root))
    } else if (typeof value === 'object' && value !== null && !seen.has(value)) {
      seen.add(value)
      for (const key of Object.keys(value)) {
        path.push(key)
        visit((value as { readonly [key: string]: unknown })[key])
        path.pop()
      }
    }
  }
  visit(root.value)
  return texts
}

function below(cursor: Cursor, key: string): Cursor {
  return cursor.child(Array.isArray(cursor.value) ? Number(key) : key)
}
