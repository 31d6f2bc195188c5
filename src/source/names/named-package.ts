import { escaped } from '../../core/any-of.ts'

/**
 * A pattern that the text of every file matches in which one of these modules is imported or required, by whatever statement. Names
 * that end in a slash stand for all that begins so. Looking at a text costs a fraction of building its tree.
 */
export function namedPackage(packages: Iterable<string>): RegExp {
  const names = [...new Set(packages)].map((name) => (name.endsWith('/') ? escaped(name) : `${escaped(name)}['"]`))
  return new RegExp(`['"](?:node:)?(?:${names.join('|')})`)
}

/** A pattern for what calls of methods of these names look like, however they are written. */
export function calledMethod(names: Iterable<string>): RegExp {
  return new RegExp(`(?:${[...new Set(names)].map(escaped).join('|')})(?:['"]\\s?\\])?\\s*(?:\\?\\.\\s*)?[(<]`)
}
