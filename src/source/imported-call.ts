import type { TSESTree } from '@typescript-eslint/utils'
import { bindingsOf, memberName, requiredBy } from './bindings.ts'
import type { SourceFile } from './file.ts'
import { withoutScheme } from './models/lookup.ts'

/** A function of a package, as a call names it. */
export interface ImportedFunction {
  /** Without the `node:` scheme. */
  readonly module: string
  /** The exported name; `default` or `*` for the module itself. */
  readonly name: string
}

/** The function of a package that a callee names by its import: `readFileSync`, `fs.readFileSync`, `require('fs').readFileSync`. */
export function importedFunction(file: SourceFile, callee: TSESTree.Node): ImportedFunction | undefined {
  if (callee.type === 'Identifier') {
    // The scopes of the file are asked only where they could say so.
    if (!importedNames(file).has(callee.name)) return undefined
    const definition = bindingsOf(file).definitionOf(callee)
    return definition?.kind === 'import' ? { module: withoutScheme(definition.specifier), name: definition.imported } : undefined
  }
  if (callee.type !== 'MemberExpression') return undefined
  const name = memberName(callee)
  const required = requiredBy(callee.object)
  if (name !== undefined && required !== undefined) return { module: withoutScheme(required), name }
  const whole = importedFunction(file, callee.object)
  return name !== undefined && (whole?.name === 'default' || whole?.name === '*') ? { module: whole.module, name } : undefined
}

const known = new WeakMap<SourceFile, ReadonlySet<string>>()

function importedNames(file: SourceFile): ReadonlySet<string> {
  let names = known.get(file)
  if (names === undefined) known.set(file, (names = new Set(file.imports.flatMap((record) => record.names.map(({ local }) => local)))))
  return names
}
