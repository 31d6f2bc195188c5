import type { EcmaScriptModule, StaticExportEntry, StaticImport } from 'oxc-parser'

/** Offsets in UTF-16 units from the start of the file, end exclusive. */
export type Range = readonly [start: number, end: number]

/** One name of an import. `*` is the whole module; for `require('x')` that is `module.exports`. */
export interface ImportedName {
  /** The exported name, `default`, or `*`. */
  readonly imported: string
  /** The local name; for a re-export the name that it is exported under (`*` for all names). */
  readonly local: string
  readonly typeOnly: boolean
  readonly range: Range
}

/** An import, re-export, `import()` or `require()`. */
export interface ImportRecord {
  readonly kind: 'import' | 'reexport' | 'dynamic' | 'require'
  readonly specifier: string
  /** The statement, or the call of `import()` and `require()`. */
  readonly range: Range
  /** The quoted specifier. */
  readonly specifierRange: Range
  /** Empty for side-effect imports, and if the result is not bound to names. */
  readonly names: readonly ImportedName[]
  /** True if the statement is erased at run time: `import type`, or every name is marked `type`. */
  readonly typeOnly: boolean
}

/** One name that a file exports. */
export interface ExportRecord {
  /** The exported name, `default`, or `*` for `export * from`. */
  readonly name: string
  /** The local name, if it has one. */
  readonly local?: string
  /** The module that a re-export is from. */
  readonly from?: { readonly specifier: string; readonly name: string }
  readonly typeOnly: boolean
  readonly range: Range
}

/** The imports and re-exports in the parser's module record, in the order of the text. No tree is needed. */
export function importsOfRecord(record: EcmaScriptModule, text: string): ImportRecord[] {
  const imports = record.staticImports.map((statement) => importOf(statement, text))
  const statements = new Set(record.staticImports.map((statement) => statement.start))
  for (const statement of record.staticExports) {
    // `import { a } from 'x'; export { a }` is listed under the import statement, which is counted already.
    if (statements.has(statement.start)) continue
    const entries = statement.entries.filter((entry) => entry.moduleRequest !== null && !isUnwritten(entry))
    const request = entries[0]?.moduleRequest
    if (request === undefined || request === null) continue
    imports.push({
      kind: 'reexport',
      specifier: request.value,
      range: [statement.start, statement.end],
      specifierRange: [request.start, request.end],
      names: entries.map((entry) => ({
        imported: sourceName(entry),
        local: entry.exportName.name ?? (entry.exportName.kind === 'Default' ? 'default' : '*'),
        typeOnly: entry.isType,
        range: [entry.start, entry.end],
      })),
      typeOnly: entries.every((entry) => entry.isType),
    })
  }
  for (const call of record.dynamicImports) {
    const specifierRange: Range = [call.moduleRequest.start, call.moduleRequest.end]
    const specifier = literalText(text.slice(...specifierRange))
    if (specifier === undefined) continue
    imports.push({ kind: 'dynamic', specifier, range: [call.start, call.end], specifierRange, names: [], typeOnly: false })
  }
  return imports
}

/** The exports in the parser's module record. No tree is needed. */
export function exportsOfRecord(record: EcmaScriptModule): ExportRecord[] {
  // `import users from 'x'; export { users }` is listed under the import statement, with the local name in place of the imported one.
  const imported = new Map<string, string>()
  for (const { start, entries } of record.staticImports)
    for (const { importName, localName } of entries) imported.set(`${start} ${localName.value}`, importName.name ?? (importName.kind === 'Default' ? 'default' : '*'))
  return record.staticExports.flatMap((statement) =>
    statement.entries.filter((entry) => !isUnwritten(entry)).map((entry): ExportRecord => ({
      name: entry.exportName.name ?? (entry.exportName.kind === 'Default' ? 'default' : '*'),
      ...(entry.localName.name === null ? {} : { local: entry.localName.name }),
      ...(entry.moduleRequest === null ? {} : { from: { specifier: entry.moduleRequest.value, name: imported.get(`${statement.start} ${sourceName(entry)}`) ?? sourceName(entry) } }),
      typeOnly: entry.isType,
      range: [entry.start, entry.end],
    })),
  )
}

/** True for the entry that the parser makes up after a syntax error, `export *` without a module: it has no position. */
function isUnwritten({ moduleRequest }: StaticExportEntry): boolean {
  return moduleRequest !== null && moduleRequest.start === moduleRequest.end
}

function importOf(statement: StaticImport, text: string): ImportRecord {
  const { start, end, moduleRequest, entries } = statement
  return {
    kind: 'import',
    specifier: moduleRequest.value,
    range: [start, end],
    specifierRange: [moduleRequest.start, moduleRequest.end],
    names: entries.map(({ importName, localName, isType }) => ({
      imported: importName.name ?? (importName.kind === 'Default' ? 'default' : '*'),
      local: localName.value,
      typeOnly: isType,
      range: [importName.start ?? localName.start, localName.end],
    })),
    // A statement without names runs the module, unless it is `import type {} from`.
    typeOnly:
      entries.length > 0
        ? entries.every((entry) => entry.isType)
        : /^import\s+type\b/.test(text.slice(start, moduleRequest.start)),
  }
}

function sourceName(entry: StaticExportEntry): string {
  return entry.importName.name ?? '*'
}

/** The value of a string literal or a template without substitutions; nothing for any other expression. */
export function literalText(source: string): string | undefined {
  const quote = source[0]
  if (quote !== "'" && quote !== '"' && quote !== '`') return undefined
  const body = source.slice(1, -1)
  return source.at(-1) === quote && !body.includes(quote) && !body.includes('${') && !body.includes('\\') ? body : undefined
}
