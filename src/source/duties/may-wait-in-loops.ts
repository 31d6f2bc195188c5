import { sendingNames } from '../models/query-names.ts'
import { calledMethod } from '../names/named-package.ts'
import type { SourceFile } from '../syntax/file.ts'
import { mayQueryDatabase } from './data-calls.ts'

/** Must accept every loop that `loopAround()` finds. */
const iterates = /\b(?:for(?:\sawait)?|while)\s*\(|(?:[mM]ap|[eE]ach|reduce)\w{0,10}\(|\bfrom\(/

/** A call that sends SQL and takes a callback instead of returning a promise. */
const callsBack = calledMethod([...sendingNames, '.run', '.get', '.all'])

/** A call that is awaited, returned or continued and may query a database in another file. */
export const queriesElsewhere = /(?:await|=>|return)\s{1,20}(?:[\w$#]{1,40}\.){0,4}[\w$]{1,40}\s*\(|\.(?:then|catch)\(|\(_?err/

/** False if the file certainly has no loop that awaits a query in its body. */
export function mayWaitInLoops({ text }: Pick<SourceFile, 'text'>): boolean {
  const waits = /await|Promise\.|\.(?:then|catch)\(|\(_?err/.test(text) || callsBack.test(text)
  return waits && iterates.test(text) && (mayQueryDatabase({ text }) || queriesElsewhere.test(text))
}
