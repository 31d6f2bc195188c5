import type { Tree } from './tree.ts'

/** The same state of a project with some texts in the place of what is in their files: a fix is judged before it is written. */
export function withTexts(tree: Tree, texts: ReadonlyMap<string, string> | undefined): Tree {
  if (texts === undefined || texts.size === 0) return tree
  return {
    ...tree,
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
