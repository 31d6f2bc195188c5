import { keyName } from '../names/bindings.ts'
import type { SourceFile } from '../syntax/file.ts'
import { classFact } from '../values/classes.ts'
import { indexFile } from '../values/declarations.ts'
import { ValueReader } from '../values/reader.ts'
import type { Value } from '../values/value.ts'

/** A class with a base class. */
export interface HeirFact {
  /** The start offset of the class. */
  readonly at: number
  readonly extends: Value
  /** The names of its own members, without those that are computed. */
  readonly members: readonly string[]
}

/** The classes of a file that inherit members. Serialisable, so that it can be cached. */
export function heirFacts({ program, text }: SourceFile): HeirFact[] {
  if (!/\bextends\b/.test(text)) return []
  const index = indexFile(program)
  const reader = new ValueReader(index)
  return index.classes.flatMap((node) => {
    const { at, extends: base } = classFact(node, reader, false)
    const members = node.body.body.flatMap((member) => ('key' in member ? (keyName(member) ?? []) : []))
    return base === undefined ? [] : [{ at, extends: base, members }]
  })
}
