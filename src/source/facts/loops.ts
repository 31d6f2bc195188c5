import { isFunction } from '../names/classes.ts'
import { mayQueryDatabase } from '../duties/data-calls.ts'
import type { SourceFile } from '../syntax/file.ts'
import { nameOfFunction } from '../names/function-names.ts'
import { queriesInLoops } from '../duties/loops.ts'
import { queriesElsewhere } from '../duties/may-wait-in-loops.ts'
import { queriedElsewhere, queriedIn } from '../duties/round-trips.ts'
import { fetchingElsewhere } from '../models/query-names.ts'
import type { Range } from '../syntax/records.ts'
import { nodesOf } from '../syntax/tree.ts'
import { indexFile } from '../values/declarations.ts'
import { methodNamed } from '../values/members.ts'
import type { NamedMethod } from '../values/members.ts'
import { ValueReader } from '../values/reader.ts'
import { memberOf, trimmed } from '../values/value.ts'
import type { Value } from '../values/value.ts'

/** A query that each iteration of a loop awaits. */
export interface LoopFact {
  /** For messages: `this.users.findOne`. */
  readonly name: string
  readonly range: Range
  readonly batch?: string | undefined
  /** It inserts, updates or deletes something. */
  readonly isChange?: boolean
  /** The called function may do so, and nothing else happens. */
  readonly mayChange?: boolean | undefined
  /** The called function, if it takes other files to tell whether it queries a database. */
  readonly callee?: Value
  /** The same for a method of a model. */
  readonly model?: Value
}

/** A function that queries a database by one of its parameters. */
export interface QueryingFact {
  /** Its start offset. */
  readonly at: number
  readonly method?: NamedMethod | undefined
  readonly batch?: string | undefined
  readonly isChange?: boolean
  /** It may do so, but its name does not tell. */
  readonly mayChange?: boolean | undefined
  /** The function that it passes the parameter to, if it takes other files to tell whether that queries a database. */
  readonly callee?: Value
}

/** The queries that loops of a file await. Serialisable, so that they can be cached. */
export function loopFacts(file: SourceFile): LoopFact[] {
  const queries = queriesInLoops(file)
  if (queries.length === 0) return []
  const reader = new ValueReader(indexFile(file.program))
  return queries.flatMap(({ node, name, batch, isChange, mayChange, isElsewhere, model, called: callback }) => {
    const called = callback ?? (node.type === 'CallExpression' ? node.callee : node.tag)
    const asked = model ?? (isElsewhere === true ? called : undefined)
    const value = asked && trimmed(reader.read(asked), 1)
    if (value?.kind === 'unknown' || value?.kind === 'global') return []
    return {
      name,
      range: called.range,
      batch,
      isChange,
      mayChange,
      ...(value && (model ? { model: model.type === 'Identifier' ? memberOf(value, 'save') : value } : { callee: value })),
    }
  })
}

/** The functions of a file that query a database by one of their parameters. Serialisable, so that they can be cached. */
export function queryingFacts(file: SourceFile): QueryingFact[] {
  if (!mayQueryDatabase(file) && !queriesElsewhere.test(file.text)) return []
  let reader: ValueReader | undefined
  return nodesOf(file.program).flatMap((node) => {
    const name = isFunction(node) ? nameOfFunction(node) : ''
    if (!isFunction(node) || name === '') return []
    const isNamed = fetchingElsewhere.test(name)
    const method = methodNamed(node)
    const place = { at: node.range[0], method }
    const asked = queriedIn(file, node, !isNamed)
    if (asked === undefined) {
      const further = queriedElsewhere(file, node, !isNamed)
      const callee = further && trimmed((reader ??= new ValueReader(indexFile(file.program))).read(further.callee), 1)
      if (callee === undefined || callee.kind === 'unknown' || callee.kind === 'global') return []
      return { ...place, callee, mayChange: !isNamed }
    }
    return { ...place, batch: asked.batch, isChange: asked.isChange }
  })
}
