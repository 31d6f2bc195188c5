import { isFunction } from '../names/classes.ts'
import { mayAskDatabase } from '../duties/data-calls.ts'
import type { SourceFile } from '../syntax/file.ts'
import { nameOfFunction } from '../names/function-names.ts'
import { asksElsewhere, mayWaitInLoops, queriesInLoops } from '../duties/loops.ts'
import { askedElsewhere, askedIn } from '../duties/round-trips.ts'
import { fetchingElsewhere, storingElsewhere } from '../models/queries.ts'
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
  /** It stores, changes or removes something. */
  readonly isChange?: true
  /** What is called, where only other files can tell whether it asks a database. */
  readonly callee?: Value
  /** The same for a method of a model. */
  readonly model?: Value
}

/** A function that asks a database by one of its parameters. */
export interface AskingFact {
  /** Where it starts. */
  readonly at: number
  readonly method?: NamedMethod
  readonly batch?: string
  readonly isChange?: true
  /** What it asks by that parameter, where only other files can tell whether that asks a database. */
  readonly callee?: Value
}

export function loopFacts(file: SourceFile): LoopFact[] {
  if (!mayWaitInLoops(file)) return []
  const queries = queriesInLoops(file)
  if (queries.length === 0) return []
  const reader = new ValueReader(indexFile(file.program))
  return queries.flatMap(({ node, name, batch, isChange, isElsewhere, model, called: callback }) => {
    const called = callback ?? (node.type === 'CallExpression' ? node.callee : node.tag)
    const asked = model ?? (isElsewhere === true ? called : undefined)
    const value = asked && trimmed(reader.read(asked), 1)
    if (value?.kind === 'unknown' || value?.kind === 'global') return []
    return {
      name,
      range: called.range,
      ...(batch !== undefined && { batch }),
      ...(isChange && { isChange }),
      ...(value && (model ? { model: value } : { callee: value })),
    }
  })
}

export function askingFacts(file: SourceFile): AskingFact[] {
  if (!mayAskDatabase(file) && !asksElsewhere.test(file.text)) return []
  let reader: ValueReader | undefined
  return nodesOf(file.program).flatMap((node) => {
    const name = isFunction(node) ? nameOfFunction(node) : ''
    if (!isFunction(node) || !(fetchingElsewhere.test(name) || storingElsewhere.test(name))) return []
    const method = methodNamed(node)
    const place = { at: node.range[0], ...(method && { method }) }
    const asked = askedIn(file, node)
    if (asked === undefined) {
      const further = askedElsewhere(file, node)
      const callee = further && trimmed((reader ??= new ValueReader(indexFile(file.program))).read(further.callee), 1)
      return callee === undefined || callee.kind === 'unknown' || callee.kind === 'global' ? [] : { ...place, callee, ...(storingElsewhere.test(name) && { isChange: true as const }) }
    }
    const change = (asked.isChange || asked.isSent === true) && { isChange: true as const }
    return { ...place, ...(asked.batch !== undefined && { batch: asked.batch }), ...change }
  })
}
