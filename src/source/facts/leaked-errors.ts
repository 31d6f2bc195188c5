import { functionAround } from '../names/classes.ts'
import type { SourceFile } from '../syntax/file.ts'
import type { Range } from '../syntax/records.ts'
import { indexFile } from '../values/declarations.ts'
import { ValueReader } from '../values/reader.ts'
import { BodyReader } from './bodies.ts'
import type { BodyFact } from './bodies.ts'
import { errorNamesIn } from './response-use.ts'
import { fateOf, isCaught, statusThrown } from './thrown.ts'

/** An exception of Nest that carries a caught error to the client, thrown anywhere in the program. */
export interface LeakedError {
  readonly body: BodyFact
  /** Undefined if it is known only at run time. */
  readonly status?: number
  readonly range: Range
}

/** `catch (error) { throw new InternalServerErrorException(error) }` */
export function leakedErrors({ text, program }: SourceFile): LeakedError[] {
  const index = indexFile(program)
  const values = new ValueReader(index)
  return index.calls.flatMap((call): LeakedError[] => {
    const owner = call.type === 'NewExpression' && fateOf(call) === 'thrown' && !isCaught(call, text) ? functionAround(call) : undefined
    const body = owner && new BodyReader(index, errorNamesIn(owner)).leakedBy(call)
    const status = statusThrown(values, call)
    return body === undefined ? [] : [{ body, range: call.parent.range, ...(typeof status === 'number' && { status }) }]
  })
}
