import { pathOf } from '../../source/values/value.ts'
import type { Value } from '../../source/values/value.ts'
import type { Dependency } from '../graph/graph.ts'

/**
 * True if a module only passes what it imports to something it makes, `new OrderService(new OrderRepository())`, `shorten(linksIn(db))`, `bill(invoices)`. It
 * then wires modules together, as a composition root does, and uses nothing of the import itself.
 */
export function isOnlyPassedOn({ from, names, link: { record } }: Pick<Dependency, 'from' | 'names' | 'link'>): boolean {
  const { classes, constructions, uses } = from.summary.structure
  const isImport = (value: Value | undefined): boolean =>
    value?.kind === 'import' && value.specifier === record.specifier && (names.includes(value.name) || names.includes('*'))
  // What is injected is used, and so is a default for it: `constructor(private orders = new Orders())`.
  const isMadeByDefault = classes.length > 0 && constructions.some(({ callee, isDefault }) => isDefault === true && isImport(callee))
  const isHeld = isMadeByDefault || classes.some(({ parameters, fields }) => [...parameters, ...fields].some(({ type }) => isImport(type)))
  const own = new Set(from.links.flatMap(({ record: { specifier }, target }) => (target === undefined ? [] : [specifier])))
  const makes =
    constructions.some(({ callee }) => callee.kind === 'import' && own.has(callee.specifier)) || uses.some(({ callee, isPassedOn }) => isPassedOn === true && isImport(callee)) ||
    uses.some(({ callee, given }) => callee.kind === 'import' && own.has(callee.specifier) && given?.some(isImport))
  if (isHeld || !makes) return false
  return !uses.some(({ callee, isPassedOn }) => {
    const { root } = pathOf(callee)
    return (isImport(root) && isPassedOn !== true) || ((root.kind === 'new' || root.kind === 'call') && isImport(root.of))
  })
}
