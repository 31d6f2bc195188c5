import { keyName } from '../names/bindings.ts'
import { calledName } from '../names/calls.ts'
import { classAround } from '../names/classes.ts'
import type { SourceFile } from '../syntax/file.ts'
import { classFact, givenToBaseName } from '../values/classes.ts'
import { indexFile } from '../values/declarations.ts'
import { ValueReader } from '../values/reader.ts'
import { fieldOf } from '../values/value.ts'
import type { Value } from '../values/value.ts'

/** A class with a base class. */
export interface HeirFact {
  /** The start offset of the class. */
  readonly at: number
  readonly extends: Value
  /** The names of its own members, without those that are computed. */
  readonly members: readonly string[]
  /** What its field `status` or `statusCode` holds, for errors: a number, or a parameter of the constructor. */
  readonly status?: Value
  /** What its constructor passes to the base class. */
  readonly given?: readonly Value[]
}

/** The classes of a file that inherit members. Serialisable, so that it can be cached. */
export function heirFacts({ program, text }: SourceFile): HeirFact[] {
  if (!/\bextends\b/.test(text)) return []
  const index = indexFile(program)
  const reader = new ValueReader(index)
  return index.classes.flatMap((node) => {
    const { at, extends: base, members: values = {} } = classFact(node, reader, true)
    const assigned = index.calls.find((call) => call.arguments[0]?.type === 'ThisExpression' && calledName(call) === 'assign' && classAround(call) === node)
    const fields = assigned && reader.read(assigned.arguments[1])
    const status = ['status', 'statusCode'].map((name) => values[name] ?? fieldOf(fields, name)).find((one) => one !== undefined)
    const given = values[givenToBaseName]
    const members = node.body.body.flatMap((member) => ('key' in member ? (keyName(member) ?? []) : []))
    return base === undefined ? [] : [{ at, extends: base, members, ...(status && { status }), ...(given?.kind === 'list' && { given: given.items }) }]
  })
}
