import { rename, replace } from '../../core/fix.ts'
import type { DocumentEdit } from '../../core/fix.ts'
import { walked } from '../../openapi/walked.ts'
import type { ContractApi } from '../contract.ts'

/**
 * The edits that rename a path variable in all templates and declarations. Requests do not change, since the name of a path variable is
 * never sent.
 * @returns nothing if something else may refer to the name: links, callbacks, references to path items, extensions, other files
 */
export function pathVariableRenaming({ contract }: ContractApi, name: string, wanted: string): readonly DocumentEdit[] | undefined {
  const nodes = walked(contract)
  const isNamedElsewhere =
    contract.loaded.length > 1 ||
    nodes.of('Link').length + nodes.of('Callback').length > 0 ||
    nodes.references.some(({ reference }) => reference.startsWith('#/paths/'))
  if (isNamedElsewhere || wanted === '') return undefined
  const paths = [...contract.root.child('paths').fields()]
  const taken = new Set(paths.map((path) => path.name))
  const meant = paths.filter((path) => path.name?.includes(`{${name}}`) === true)
  const renamed = meant.map((path) => [path, (path.name ?? '').replaceAll(`{${name}}`, `{${wanted}}`)] as const)
  if (meant.length === 0 || meant.some((path) => path.name?.includes(`{${wanted}}`)) || renamed.some(([, key]) => taken.has(key))) return undefined
  // Checked last, since searching the whole text is slow.
  if (contract.root.document.text.includes(`path.${name}`)) return undefined
  const declared = nodes.of('Parameter').filter(({ value }) => value['in'] === 'path' && value['name'] === name)
  return [...renamed.map(([path, key]) => rename(path.at, key)), ...declared.map(({ cursor }) => replace(cursor.child('name').at, wanted))]
}
