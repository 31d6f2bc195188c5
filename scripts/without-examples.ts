import { parseSync } from 'oxc-parser'
import type { Plugin } from 'rolldown'

/**
 * Leaves out of what is built what a rule says for its page alone, examples above all: they are a third of every rule, and
 * nobody reads them at run time but `explain`, which shows the page.
 * @param more what else nobody reads where it is going
 */
export function withoutExamples(...more: (keyof typeof placeholders)[]): Plugin {
  const fields = new Set<string>(['examples', 'silentOn', ...more])
  return {
    name: 'without-examples',
    transform: {
      filter: { id: /\/rules\/[\w-]+\/[\w-]+\.ts$/ },
      handler(code, id) {
        const shown = onlyShown(code, id, fields)
        if (shown.length === 0) return undefined
        // From the back, so that the ranges before stay where they are.
        const left = shown.reverse().reduce((text, { range: [start, end], instead }) => text.slice(0, start) + instead + text.slice(end), code)
        return { code: left, map: null }
      },
    },
  }
}

/** What may stand in the place of what a rule says for people. */
const placeholders = { examples: '{ bad: [], good: [] }', silentOn: '[]', why: "''", fix: "''", references: '[]', checklist: '[]' } as const
const placeholderOf: ReadonlyMap<string, string> = new Map(Object.entries(placeholders))

interface Shown {
  readonly range: readonly [start: number, end: number]
  readonly instead: string
}

/** The values of such fields in the definition that a file exports, in the order of the text. */
function onlyShown(code: string, id: string, fields: ReadonlySet<string>): Shown[] {
  return parseSync(id, code).program.body.flatMap((statement): Shown[] => {
    if (statement.type !== 'ExportDefaultDeclaration' || statement.declaration.type !== 'CallExpression') return []
    const [definition] = statement.declaration.arguments
    if (definition?.type !== 'ObjectExpression') return []
    return definition.properties.flatMap((property): Shown[] => {
      if (property.type !== 'Property' || property.key.type !== 'Identifier') return []
      const instead = fields.has(property.key.name) ? placeholderOf.get(property.key.name) : undefined
      return instead === undefined ? [] : [{ range: [property.value.start, property.value.end], instead }]
    })
  })
}
