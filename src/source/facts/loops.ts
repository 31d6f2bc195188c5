import { isFunction } from '../names/classes.ts'
import { mayAskDatabase } from '../duties/data-calls.ts'
import type { SourceFile } from '../syntax/file.ts'
import { nameOfFunction } from '../names/function-names.ts'
import { askedIn, mayWaitInLoops, queriesInLoops } from '../duties/loops.ts'
import { fetchingElsewhere } from '../models/queries.ts'
import type { Range } from '../syntax/records.ts'
import { nodesOf } from '../syntax/tree.ts'
import { indexFile } from '../values/declarations.ts'
import { methodNamed } from '../values/members.ts'
import type { NamedMethod } from '../values/members.ts'
import { ValueReader } from '../values/reader.ts'
import { trimmed } from '../values/value.ts'
import type { Value } from '../values/value.ts'

/** A query that every turn of a loop waits for. */
export interface LoopFact {
  /** For people: `this.users.findOne`. */
  readonly name: string
  readonly range: Range
  readonly batch?: string
  /** What is called, where only other files can tell whether it asks a database. */
  readonly callee?: Value
}

/** A function that asks a database by one of its parameters. */
export interface AskingFact {
  /** Where it starts. */
  readonly at: number
  readonly method?: NamedMethod
  readonly batch?: string
}

export function loopFacts(file: SourceFile): LoopFact[] {
  if (!mayWaitInLoops(file)) return []
  const reader = new ValueReader(indexFile(file.program))
  return queriesInLoops(file).flatMap(({ node, name, batch, isElsewhere }) => {
    const callee = isElsewhere === true ? trimmed(reader.read(node.callee), 1) : undefined
    if (callee?.kind === 'unknown' || callee?.kind === 'global') return []
    return { name, range: node.callee.range, ...(batch !== undefined && { batch }), ...(callee && { callee }) }
  })
}

export function askingFacts(file: SourceFile): AskingFact[] {
  if (!mayAskDatabase(file)) return []
  return nodesOf(file.program).flatMap((node) => {
    if (!isFunction(node) || !fetchingElsewhere.test(nameOfFunction(node))) return []
    const asked = askedIn(file, node)
    const method = methodNamed(node)
    return asked === undefined ? [] : { at: node.range[0], ...(method && { method }), ...(asked.library && { batch: asked.library.batch }) }
  })
}
