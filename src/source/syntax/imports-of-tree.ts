import type { TSESTree } from '@typescript-eslint/utils'
import { literalText } from './records.ts'
import type { ImportRecord, ImportedName } from './records.ts'
import { nodesOf } from './tree.ts'

/**
 * The imports in a tree that another parser has built (ESLint's), in the same form as `importsOfRecord`. `require` is not included.
 * @param text the text of the file
 */
export function importsOfTree({ body, ...program }: TSESTree.Program, text: string): ImportRecord[] {
  const imports: ImportRecord[] = []
  const passedOn: ImportRecord[] = []
  for (const statement of body) {
    if (statement.type === 'ImportDeclaration') imports.push(importOf(statement))
    else if (statement.type === 'ExportAllDeclaration') passedOn.push(exportAllOf(statement))
    else if (statement.type === 'ExportNamedDeclaration' && statement.source !== null) passedOn.push(...exportNamedOf(statement, statement.source))
  }
  return [...imports, ...passedOn, ...(/\bimport\b[^'"\w{*]*\(/.test(text) ? dynamicImports({ body, ...program }, text) : [])]
}

function importOf({ source, specifiers, importKind, range }: TSESTree.ImportDeclaration): ImportRecord {
  const isType = importKind === 'type'
  const names = specifiers.map((specifier): ImportedName => ({
    imported: specifier.type === 'ImportSpecifier' ? nameOf(specifier.imported) : specifier.type === 'ImportDefaultSpecifier' ? 'default' : '*',
    local: specifier.local.name,
    typeOnly: isType || (specifier.type === 'ImportSpecifier' && specifier.importKind === 'type'),
    range: [(specifier.type === 'ImportSpecifier' ? specifier.imported : specifier.local).range[0], specifier.local.range[1]],
  }))
  return {
    kind: 'import',
    specifier: source.value,
    range,
    specifierRange: source.range,
    names,
    typeOnly: names.length > 0 ? names.every(({ typeOnly }) => typeOnly) : isType,
  }
}

function exportAllOf({ source, exported, exportKind, range }: TSESTree.ExportAllDeclaration): ImportRecord {
  const typeOnly = exportKind === 'type'
  const names = [{ imported: '*', local: exported?.name ?? '*', typeOnly, range }]
  return { kind: 'reexport', specifier: source.value, range, specifierRange: source.range, names, typeOnly }
}

/** The re-exports of a statement; none for `export {} from`. */
function exportNamedOf({ specifiers, exportKind, range }: TSESTree.ExportNamedDeclaration, source: TSESTree.StringLiteral): ImportRecord[] {
  if (specifiers.length === 0) return []
  const names = specifiers.map((specifier): ImportedName => ({
    imported: nameOf(specifier.local),
    local: nameOf(specifier.exported),
    typeOnly: exportKind === 'type' || specifier.exportKind === 'type',
    range: specifier.range,
  }))
  return [{ kind: 'reexport', specifier: source.value, range, specifierRange: source.range, names, typeOnly: names.every(({ typeOnly }) => typeOnly) }]
}

function dynamicImports(program: TSESTree.Program, text: string): ImportRecord[] {
  const imports: ImportRecord[] = []
  for (const node of nodesOf(program)) {
    if (node.type !== 'ImportExpression') continue
    const specifier = literalText(text.slice(...node.source.range))
    if (specifier !== undefined) imports.push({ kind: 'dynamic', specifier, range: node.range, specifierRange: node.source.range, names: [], typeOnly: false })
  }
  return imports
}

function nameOf(node: TSESTree.Identifier | TSESTree.StringLiteral): string {
  return node.type === 'Identifier' ? node.name : node.value
}
