import { escapeRegExp } from '../../core/any-of.ts'

/**
 * A pattern that matches the text of every file that may import or require one of these modules: a cheap test before a tree is built.
 * Names that end in a slash stand for all modules that begin so.
 */
export function namedPackage(packages: Iterable<string>): RegExp {
  const names = [...new Set(packages)].map((name) => (name.endsWith('/') ? escapeRegExp(name) : `${escapeRegExp(name)}['"]`))
  return new RegExp(`['"](?:node:)?(?:${names.join('|')})`)
}

/** A pattern that matches every call of methods with these names, however it is written. */
export function calledMethod(names: Iterable<string>): RegExp {
  return new RegExp(`(?:${[...new Set(names)].map(escapeRegExp).join('|')})(?:['"]\\s?\\])?\\s*(?:\\?\\.\\s*)?[(<]`)
}
