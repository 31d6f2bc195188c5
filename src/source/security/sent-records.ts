import { isFunction, returnedBy } from '../names/classes.ts'
import { functionsAround, parameterName } from '../names/function-names.ts'
import type { SourceFile } from '../syntax/file.ts'
import { nodesOf } from '../syntax/tree.ts'
import { indexFile } from '../values/declarations.ts'
import { methodNamed } from '../values/members.ts'
import type { RecordFlows } from './record-flow.ts'
import { Flows } from './record-ways.ts'
import { helpersIn, responses, sentBy } from './response-calls.ts'

/** What the functions of a file pass on. Serialisable, so that it can be cached. */
export function recordFlows(file: SourceFile): RecordFlows[] {
  const reader = new Flows(file)
  const helpers = helpersIn(file)
  for (const node of indexFile(file.program).functions) if (isFunction(node)) for (const value of returnedBy(node)) reader.follow(value, node, false)
  for (const node of nodesOf(file.program)) {
    const around = functionsAround(node)
    const helper = around.find((one) => helpers.has(one))
    const sent = sentBy(node, helper !== undefined)
    const sending = sent === undefined && node.type === 'CallExpression' ? node : undefined
    const owner = helper ?? around.find(({ params }) => params.some((one) => responses.test(parameterName(one) ?? ''))) ?? around[0]
    if (sent !== undefined && owner !== undefined) reader.follow(sent, owner, true)
    else if (sending !== undefined && owner !== undefined) reader.followCall(sending, owner)
    else if (node.type === 'ClassDeclaration' || node.type === 'ClassExpression') reader.followFields(node)
  }
  return [...reader.found].map(([node, found]) => ({ at: node.range[0], method: methodNamed(node), helper: helpers.get(node), ...found }))
}
