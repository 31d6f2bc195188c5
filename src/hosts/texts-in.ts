import type { Files } from '../core/files.ts'
import type { Text } from '../core/text.ts'
import { DocumentStore, isUnreadable } from '../documents/store.ts'
import type { Texts } from '../engine/collect.ts'
import { textIn } from './text-in.ts'

/** Texts by path, each read when a finding points at it: few files have findings. Documents are parsed, because findings in them are located by pointers. */
export function textsIn(files: Files): Texts {
  const store = new DocumentStore(files)
  const texts = new Map<string, Text | undefined>()
  const read = (file: string): Text | undefined => {
    if (/\.(?:ya?ml|json)$/i.test(file)) {
      const document = store.load(file)
      return isUnreadable(document) ? undefined : document
    }
    const text = textIn(files, file)
    return text === undefined ? undefined : { text }
  }
  return (file) => {
    if (!texts.has(file)) texts.set(file, read(file))
    return texts.get(file)
  }
}
