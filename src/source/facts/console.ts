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

/** The calls that write logs to the console. Nothing if there are none, or if they are clearly intended. */
export function consoleUse(index: FileIndex, text: string): ConsoleUse | undefined {
  // Disabling ESLint's `no-console` for the file means that the output is intended. The directive is looked for in the checked code; it has no
  // effect here.
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

const inDevelopment = /NODE_ENV['"]?\]?\s?(?:!==?\s?['"`]production|===?\s?['"`]dev)|^\w{0,30}\.?is_?dev(?:elopment)?(?:\(\))?$/i

/** Output right before the process exits, when loggers may be gone, or during development, and lines for which a linter's rule is disabled. */
function isMeant(call: TSESTree.Node, text: string): boolean {
  let statement = call
  while (statement.parent !== undefined && statement.parent.type !== 'BlockStatement' && statement.parent.type !== 'Program')
    statement = statement.parent
  for (let at = call; at.parent !== undefined; at = at.parent)
    if (at.parent.type === 'IfStatement' && at.parent.consequent === at && inDevelopment.test(text.slice(...at.parent.test.range))) return true
  const block = statement.parent
  const lineStart = text.lastIndexOf('\n', call.range[0]) + 1
  const before = text.slice(text.lastIndexOf('\n', lineStart - 2) + 1, lineStart)
  const lineEnd = text.indexOf('\n', call.range[0])
  const line = text.slice(lineStart, lineEnd === -1 ? undefined : lineEnd)
  if (/eslint-disable-line/.test(line) || /eslint-disable-next-line/.test(before)) return true
  return block?.type === 'BlockStatement' && /\bprocess\.exit(?:Code\b|\()/.test(text.slice(...block.range))
}
