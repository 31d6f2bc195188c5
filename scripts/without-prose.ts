import { parseSync, Visitor } from 'oxc-parser'
import type { Expression, ObjectExpression, Program } from 'oxc-parser'
import type { Plugin } from 'rolldown'

import { prose } from '../src/hosts/node/config/rule-prose.ts'

const fields: ReadonlySet<string> = new Set(Object.values(prose).flatMap((said) => said.fields))

/** A part of a text, as offsets. */
type Part = readonly [start: number, end: number]

/**
 * Removes documentation (examples above all, a third of every rule) from the bundled rules. It is shipped in separate files, since most runs do
 * not show it.
 * @param kept fields that stay
 */
export function withoutProse(...kept: readonly string[]): Plugin {
  return editing('without-prose', /\/rules\/[\w-]+\/[\w-]+\.ts$/, (code, program) => without(onlyShown(code, program, new Set(kept)), code))
}

/** Removes the descriptions from the schema of the configuration, which is published as a file: the program only validates with it. */
export function withoutDescriptions(): Plugin {
  return editing('without-descriptions', /\/src\/config\/schema\.ts$/, (code, program) => {
    const parts: Part[] = []
    new Visitor({
      ObjectExpression: (node) => parts.push(...descriptionsIn(node, code)),
      CallExpression: ({ callee, arguments: [text] }) => {
        if (callee.type === 'Identifier' && callee.name === 'texts' && text !== undefined) parts.push([text.start, text.end])
      },
    }).visit(program)
    // Objects are visited before those in them, whose descriptions may come first.
    return without(parts.sort(([one], [other]) => one - other), code)
  })
}

/** Removes the notes of the table of Spectral's rules, which only the migration guide shows. */
export function withoutNotes(): Plugin {
  return editing('without-notes', /\/hosts\/spectral\/equivalents\.ts$/, (code, program) => {
    const notes = program.body.flatMap((statement) => (statement.type === 'VariableDeclaration' ? statement.declarations.flatMap(({ init }) => notesIn(init)) : []))
    if (notes.length === 0) throw new Error('the table of equivalents has no notes')
    return without(notes, code, "''")
  })
}

/** Removes fixes from the bundled rules, for a host that has none. */
export function withoutFixes(): Plugin {
  return editing('without-fixes', /\/rules\/[\w-]+\/[\w-]+\.ts$/, (code, program) => {
    const parts: Part[] = []
    new Visitor({
      ObjectExpression: ({ properties }) => {
        for (const property of properties) {
          const isFix = property.type === 'Property' && property.key.type === 'Identifier' && /^(?:fixes|suggestions)$/.test(property.key.name)
          if (isFix && !parts.some(([start, end]) => start <= property.start && property.end <= end)) parts.push(withComma(property, code))
        }
      },
    }).visit(program)
    return without(parts.sort(([one], [other]) => one - other), code)
  })
}

/** A plugin that edits the files whose path matches a pattern, before they are compiled. */
function editing(name: string, id: RegExp, edit: (code: string, program: Program) => string): Plugin {
  return { name, transform: { filter: { id }, handler: (code, file) => ({ code: edit(code, parseSync(file, code).program), map: null }) } }
}

/** The text without some parts, which are in order and apart, or with something in their place. */
function without(parts: readonly Part[], code: string, instead = ''): string {
  // From the end, so that earlier offsets stay valid.
  return parts.toReversed().reduce((text, [start, end]) => text.slice(0, start) + instead + text.slice(end), code)
}

/** The descriptions among the properties of a schema, each with the comma after it. A schema may also be for a field of that name. */
function descriptionsIn({ properties }: ObjectExpression, code: string): Part[] {
  return properties.flatMap((property) => {
    const isText = property.type === 'Property' && property.value.type !== 'ObjectExpression'
    return isText && property.key.type === 'Identifier' && property.key.name === 'description' ? [withComma(property, code)] : []
  })
}

function withComma({ start, end }: { readonly start: number; readonly end: number }, code: string): Part {
  return [start, end + (/^\s*,/.exec(code.slice(end))?.[0].length ?? 0)]
}

/** The ranges of the third entries of a table's rows. */
function notesIn(table: Expression | null): Part[] {
  if (table?.type !== 'ArrayExpression') return []
  return table.elements.flatMap((row) => {
    const note = row?.type === 'ArrayExpression' ? row.elements[2] : undefined
    return note === undefined || note === null ? [] : [[note.start, note.end]]
  })
}

/**
 * The ranges of these fields in the definition that a file exports, each with the comma after it, in the order of the text. They need no
 * replacement: `defineRule` has defaults for optional fields, and hosts load the others from the separate files before they read them.
 */
function onlyShown(code: string, program: Program, kept: ReadonlySet<string>): Part[] {
  return program.body.flatMap((statement) => {
    if (statement.type !== 'ExportDefaultDeclaration' || statement.declaration.type !== 'CallExpression') return []
    const [definition] = statement.declaration.arguments
    if (definition?.type !== 'ObjectExpression') return []
    return definition.properties.flatMap((property) => {
      if (property.type !== 'Property' || property.key.type !== 'Identifier' || !fields.has(property.key.name) || kept.has(property.key.name)) return []
      if (property.key.name !== 'options') return [withComma(property, code)]
      const options = property.value.type === 'ObjectExpression' ? property.value.properties : []
      return options.flatMap((option) => (option.type === 'Property' && option.value.type === 'ObjectExpression' ? descriptionsIn(option.value, code) : []))
    })
  })
}
