import type { TSESTree } from '@typescript-eslint/utils'
import { memoize } from '../../core/memoize.ts'
import { bindingsOf, memberName, requiredBy } from './bindings.ts'
import type { SourceFile } from '../syntax/file.ts'
import { withoutScheme } from '../models/lookup.ts'

/** A function that is imported from a package. */
export interface ImportedFunction {
  /** Without the `node:` scheme. */
  readonly module: string
  /** The exported name; `default` or `*` for the module itself. */
  readonly name: string
}

/**
 * The package function that a callee refers to directly by its import: `readFileSync`, `fs.readFileSync`, `require('fs').readFileSync`.
 * @param isMeant true for modules of interest, by their specifier without the `node:` scheme
 */
export function importedFunction(file: SourceFile, callee: TSESTree.Node, isMeant: (module: string) => boolean): ImportedFunction | undefined {
  if (callee.type === 'Identifier') {
    // Scopes are computed only if the name is imported from a module of interest.
    if (importedNames(file).get(callee.name)?.some(isMeant) !== true) return undefined
    const definition = bindingsOf(file).definitionOf(callee)
    return definition?.kind === 'import' ? meant(definition.specifier, definition.imported, isMeant) : undefined
  }
  if (callee.type !== 'MemberExpression') return undefined
  const name = memberName(callee)
  const required = requiredBy(callee.object)
  if (name !== undefined && required !== undefined) return meant(required, name, isMeant)
  const whole = importedFunction(file, callee.object, isMeant)
  return name !== undefined && (whole?.name === 'default' || whole?.name === '*') ? { module: whole.module, name } : undefined
}

function meant(specifier: string, name: string, isMeant: (module: string) => boolean): ImportedFunction | undefined {
  const module = withoutScheme(specifier)
  return isMeant(module) ? { module, name } : undefined
}

/** The specifiers that each imported name of a file may come from. */
const importedNames = memoize(({ imports }: SourceFile): ReadonlyMap<string, readonly string[]> => {
  const modules = new Map<string, string[]>()
  for (const { specifier, names } of imports) for (const { local } of names) modules.set(local, [...(modules.get(local) ?? []), withoutScheme(specifier)])
  return modules
})
