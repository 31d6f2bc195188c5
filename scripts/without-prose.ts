import { parseSync } from 'oxc-parser'
import type { Plugin } from 'rolldown'

import { prose } from '../src/hosts/node/config/rule-prose.ts'

const fields: ReadonlySet<string> = new Set(Object.values(prose).flatMap((said) => said.fields))

/** Leaves out of what is built what a rule says for people alone, examples above all: they are a third of every rule, and most runs tell nobody. */
export function withoutProse(): Plugin {
  return {
    name: 'without-prose',
    transform: {
      filter: { id: /\/rules\/[\w-]+\/[\w-]+\.ts$/ },
      handler(code, id) {
        const shown = onlyShown(code, id)
        if (shown.length === 0) return undefined
        // From the back, so that the ranges before stay where they are.
        const left = shown.reverse().reduce((text, [start, end]) => text.slice(0, start) + text.slice(end), code)
        return { code: left, map: null }
      },
    },
  }
}

/**
 * Such fields in the definition that a file exports, with the comma behind each, in the order of the text. Nothing need stand in their place: `defineRule`
 * puts something there for those that may be left out, and who builds leaves out others only where nobody reads them.
 */
function onlyShown(code: string, id: string): (readonly [start: number, end: number])[] {
  return parseSync(id, code).program.body.flatMap((statement) => {
    if (statement.type !== 'ExportDefaultDeclaration' || statement.declaration.type !== 'CallExpression') return []
    const [definition] = statement.declaration.arguments
    if (definition?.type !== 'ObjectExpression') return []
    return definition.properties.flatMap((property) => {
      if (property.type !== 'Property' || property.key.type !== 'Identifier' || !fields.has(property.key.name)) return []
      const comma = /^\s*,/.exec(code.slice(property.end))?.[0].length ?? 0
      return [[property.start, property.end + comma] as const]
    })
  })
}
