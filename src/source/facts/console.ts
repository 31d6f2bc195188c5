import type { TSESTree } from '@typescript-eslint/utils'
import { memberName } from '../names/bindings.ts'
import type { Range } from '../syntax/records.ts'
import { words } from '../../core/words.ts'
import type { FileIndex } from '../values/declarations.ts'

/** How a file writes to the console. */
export interface ConsoleUse {
  readonly count: number
  /** The first call. */
  readonly method: string
  readonly range: Range
}

const writing = words('log info warn error debug trace dir')

/** The calls that write log lines to the console; nothing where there is none, or where they are evidently meant. */
export function consoleUse(index: FileIndex, text: string): ConsoleUse | undefined {
  // Who has switched ESLint's rule off for the file writes to the console on purpose: read in the code that is checked, not used here.
  if (!text.includes('console.') || /^[ \t]*\/[*/][^\n]{0,80}eslint-disable(?!-)[^\n]{0,80}no-console/m.test(text)) return undefined
  const calls = index.calls.filter((call) => isWriting(call) && !isMeant(call, text))
  const [first] = calls
  if (first?.callee.type !== 'MemberExpression') return undefined
  return { count: calls.length, method: memberName(first.callee) ?? '', range: first.callee.range }
}

function isWriting({ callee }: TSESTree.CallExpression | TSESTree.NewExpression): boolean {
  return (
    callee.type === 'MemberExpression' &&
    callee.object.type === 'Identifier' &&
    callee.object.name === 'console' &&
    writing.has(memberName(callee) ?? '')
  )
}

/** The last words of a process that ends, when no logger may be there any more, and what the team's linter was told to accept. */
function isMeant(call: TSESTree.Node, text: string): boolean {
  let statement = call
  while (statement.parent !== undefined && statement.parent.type !== 'BlockStatement' && statement.parent.type !== 'Program')
    statement = statement.parent
  const block = statement.parent
  const lineStart = text.lastIndexOf('\n', call.range[0]) + 1
  const before = text.slice(text.lastIndexOf('\n', lineStart - 2) + 1, lineStart)
  const lineEnd = text.indexOf('\n', call.range[0])
  const line = text.slice(lineStart, lineEnd === -1 ? undefined : lineEnd)
  if (/eslint-disable-line/.test(line) || /eslint-disable-next-line/.test(before)) return true
  return block?.type === 'BlockStatement' && /\bprocess\.exit(?:Code\b|\()/.test(text.slice(...block.range))
}
