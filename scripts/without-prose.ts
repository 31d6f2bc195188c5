import { parseSync } from 'oxc-parser'
import type { Expression } from 'oxc-parser'
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

/** Removes the notes of the table of Spectral's rules, which only the migration guide shows. */
export function withoutNotes(): Plugin {
  return {
    name: 'without-notes',
    transform: {
      filter: { id: /\/hosts\/spectral\/equivalents\.ts$/ },
      handler(code, id) {
        const notes = parseSync(id, code).program.body.flatMap((statement) => (statement.type === 'VariableDeclaration' ? statement.declarations.flatMap(({ init }) => notesIn(init)) : []))
        if (notes.length === 0) throw new Error('the table of equivalents has no notes')
        return { code: notes.reverse().reduce((text, [start, end]) => `${text.slice(0, start)}''${text.slice(end)}`, code), map: null }
      },
    },
  }
}

/** The ranges of the third entries of a table's rows. */
function notesIn(table: Expression | null): (readonly [start: number, end: number])[] {
  if (table?.type !== 'ArrayExpression') return []
  return table.elements.flatMap((row) => {
    const note = row?.type === 'ArrayExpression' ? row.elements[2] : undefined
    return note === undefined || note === null ? [] : [[note.start, note.end] as const]
  })
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
