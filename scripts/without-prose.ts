import { parseSync } from 'oxc-parser'
import type { Plugin } from 'rolldown'

import { prose } from '../src/hosts/node/config/rule-prose.ts'

const fields: ReadonlySet<string> = new Set(Object.values(prose).flatMap((said) => said.fields))

/**
 * Removes documentation (examples above all, a third of every rule) from the bundled rules. It is shipped in separate files, since most runs do
 * not show it.
 */
export function withoutProse(): Plugin {
  return {
    name: 'without-prose',
    transform: {
      filter: { id: /\/rules\/[\w-]+\/[\w-]+\.ts$/ },
      handler(code, id) {
        const shown = onlyShown(code, id)
        if (shown.length === 0) return undefined
        // From the end, so that earlier ranges stay valid.
        const left = shown.reverse().reduce((text, [start, end]) => text.slice(0, start) + text.slice(end), code)
        return { code: left, map: null }
      },
    },
  }
}

/**
 * The ranges of these fields in the definition that a file exports, each with the comma after it, in the order of the text. They need no
 * replacement: `defineRule` has defaults for optional fields, and hosts load the others from the separate files before they read them.
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
