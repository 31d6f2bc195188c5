import type { Tree } from './tree.ts'

/** The same state of a project, with some texts instead of the contents of their files: fixes are checked before they are written. */
export function withTexts(tree: Tree, texts: ReadonlyMap<string, string> | undefined): Tree {
  if (texts === undefined || texts.size === 0) return tree
  return {
    typeOf: (path) => tree.typeOf(path),
    realPathOf: (path) => tree.realPathOf(path),
    namesIn: (directory) => tree.namesIn(directory),
    list: (directory, ignores) => tree.list(directory, ignores),
    headOf: (file, length) => tree.headOf(file, length),
    // A changed text has no id, because nothing in the cache is about it.
    idOf: (file) => (texts.has(file) ? undefined : tree.idOf(file)),
    expect: (files) => tree.expect(files),
    files(options) {
      const files = tree.files(options)
      return {
        read(file) {
          const text = texts.get(file)
          return text === undefined ? files.read(file) : { kind: 'text', text }
        },
      }
    },
  }
}
