import { groupBy } from '../../src/core/group.ts'
import { fewGuesses, suggestion } from '../../src/core/nearest.ts'
import { defineRule } from '../../src/core/rule.ts'
import { someOf } from '../../src/core/some-of.ts'
import type { Cursor } from '../../src/openapi/cursor.ts'
import { openapi } from '../../src/openapi/subject.ts'

const start = 'openapi: 3.1.0\ninfo: { title: Shop, version: 1.0.0 }\n'
const mostRelated = 10

export default defineRule({
  subject: openapi,
  title: 'The tags of operations are declared',
  why: 'Documentation groups operations by tag, in the order and with the descriptions of the declarations: a misspelt tag creates a group of its own, and an undeclared one has no description.',
  fix: 'List each tag once under `tags` at the top of the document, with a description.',
  presets: { strict: 'warn' },
  checklist: ['API-22'],
  references: ['OpenAPI 3.1.2, Tag Object', 'OpenAPI 3.2.0, Tag Object, parent'],
  silentOn: ['operations without tags', 'declared tags that no operation uses: documentation uses them for sections of text'],
  messages: {
    none: 'No tag of this contract is declared ({{names}}): list them under `tags` at the top, in reading order.',
    undeclared: "The tag '{{tag}}' is not declared at the top of the contract{{end}}",
    noParent: "The parent '{{parent}}' of the tag '{{tag}}' is not declared{{end}}",
    ownParent: "The tag '{{tag}}' is its own ancestor: correct its `parent`, or that of '{{parent}}'.",
  },
  examples: {
    bad: [
      { title: 'a misspelt tag', code: `${start}tags: [{ name: orders }]\npaths:\n  /orders: { get: { tags: [order], responses: { '200': { description: Orders } } } }\n` },
      { title: 'no declarations', code: `${start}paths:\n  /orders: { get: { tags: [orders], responses: { '200': { description: Orders } } } }\n` },
      { title: 'a parent that is not declared', code: `openapi: 3.2.0\ninfo: { title: Shop, version: 1.0.0 }\ntags: [{ name: orders, parent: sales }]\npaths: {}\n` },
    ],
    good: [
      {
        code: `${start}tags: [{ name: orders, description: What was bought }, { name: How to begin, description: First steps }]\npaths:\n  /orders: { get: { tags: [orders], responses: { '200': { description: Orders } } } }\n  /health: { get: { responses: { '200': { description: Well } } } }\n`,
      },
    ],
  },
  check: ({ unit: { root }, report }) => {
    const used: Cursor[] = []
    return {
      Operation({ cursor }) {
        for (const tag of cursor.child('tags').items()) used.push(tag)
      },
      End() {
        const guess = fewGuesses(50)
        const declared = root.child('tags').items()
        const names = new Set(declared.flatMap((tag) => tag.child('name').string ?? []))
        const missing = groupBy(
          used.filter(({ string }) => string !== undefined && !names.has(string)),
          ({ string = '' }) => string,
        )
        if (names.size === 0 && missing.size > 0) {
          report(root.child('info').at, 'none', { names: someOf([...missing.keys()].map((name) => `'${name}'`)) })
        } else {
          for (const [tag, [first, ...others]] of missing) {
            if (first === undefined) continue
            // A tag that several operations have is hardly a typo.
            const hint = (others.length === 0 && suggestion(tag, names, guess)) || ': declare it, with a description.'
            const end = others.length === 0 ? hint : `${hint} ${others.length + 1} operations use it.`
            report(first, 'undeclared', { tag, end }, others.slice(0, mostRelated).map((other) => ({ place: other, message: 'Here too.' })))
          }
        }
        const parents = new Map(declared.map((entry) => [entry.child('name').string ?? '', entry.child('parent').string]))
        const circular = belowThemselves(parents)
        for (const entry of declared) {
          const parent = entry.child('parent')
          const tag = entry.child('name').string ?? ''
          if (parent.string === undefined) continue
          if (!names.has(parent.string)) report(parent, 'noParent', { tag, parent: parent.string, end: suggestion(parent.string, names, guess) || ': declare it.' })
          else if (circular.has(tag)) report(parent, 'ownParent', { tag, parent: parent.string })
        }
      },
    }
  },
})

/** The tags that are their own ancestors. Each tag is visited once, however long the chains of parents are. */
function belowThemselves(parents: ReadonlyMap<string, string | undefined>): ReadonlySet<string> {
  const circular = new Set<string>()
  const seen = new Set<string>()
  for (const start of parents.keys()) {
    const way: string[] = []
    let tag: string | undefined = start
    for (; tag !== undefined && !seen.has(tag); tag = parents.get(tag)) {
      seen.add(tag)
      way.push(tag)
    }
    // The cycle begins at the first repeated tag; tags that only lead into it are not part of it.
    const first = tag === undefined ? -1 : way.indexOf(tag)
    if (first >= 0) for (const one of way.slice(first)) circular.add(one)
  }
  return circular
}
