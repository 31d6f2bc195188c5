import { parseSync } from 'oxc-parser'
import type { Plugin } from 'rolldown'

/**
 * Leaves the examples of rules out of what is built: they are a third of every rule, and nobody reads them at run time but
 * `explain`, which shows the rule's page.
 */
export function withoutExamples(): Plugin {
  return {
    name: 'without-examples',
    transform: {
      filter: { id: /\/rules\/[\w-]+\/[\w-]+\.ts$/ },
      handler(code, id) {
        const range = examplesIn(code, id)
        return range === undefined ? undefined : { code: `${code.slice(0, range[0])}{ bad: [], good: [] }${code.slice(range[1])}`, map: null }
      },
    },
  }
}

/** The range of the value of `examples` in the definition that a file exports. */
function examplesIn(code: string, id: string): readonly [number, number] | undefined {
  for (const statement of parseSync(id, code).program.body) {
    if (statement.type !== 'ExportDefaultDeclaration' || statement.declaration.type !== 'CallExpression') continue
    const [definition] = statement.declaration.arguments
    if (definition?.type !== 'ObjectExpression') continue
    for (const property of definition.properties) {
      const isExamples = property.type === 'Property' && property.key.type === 'Identifier' && property.key.name === 'examples'
      if (isExamples) return [property.value.start, property.value.end]
    }
  }
  return undefined
}
