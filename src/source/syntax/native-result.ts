import type { Comment, EcmaScriptModule, OxcError, ParseResult, Program } from 'oxc-parser'

import { valueAt } from '../../core/json.ts'

/** What the native code of oxc's parser returns. Each part is converted, or even given away, when it is read. */
export interface NativeResult {
  /** JSON: `{ node, fixes }`, where `fixes` are the ways to the literals whose value JSON cannot hold. */
  readonly program: string
  readonly module: EcmaScriptModule
  readonly comments: Comment[]
  readonly errors: OxcError[]
}

/** The result as oxc's package returns it: each part can be read again and again. */
export function resultOf(native: NativeResult): ParseResult {
  const program = once(() => treeIn(native.program))
  const module = once(() => native.module)
  const comments = once(() => native.comments)
  const errors = once(() => native.errors)
  return {
    get program() {
      return program()
    },
    get module() {
      return module()
    },
    get comments() {
      return comments()
    },
    get errors() {
      return errors()
    },
  }
}

function once<Value>(read: () => Value): () => Value {
  let known: { readonly value: Value } | undefined
  return () => (known ??= { value: read() }).value
}

/** The tree, with the values of regular expressions and large integers. */
function treeIn(json: string): Program {
  // The parser's own format.
  const { node, fixes } = JSON.parse(json) as { readonly node: Program; readonly fixes: readonly (readonly (string | number)[])[] }
  for (const way of fixes) {
    const literal = valueAt(node, way) as { value?: unknown; readonly bigint?: string; readonly regex?: { readonly pattern: string; readonly flags: string } }
    literal.value = literal.bigint === undefined ? expressionOf(literal.regex) : BigInt(literal.bigint)
  }
  return node
}

/** Nothing for syntax that this version of Node does not know. */
function expressionOf(regex: { readonly pattern: string; readonly flags: string } | undefined): RegExp | null {
  try {
    return regex === undefined ? null : new RegExp(regex.pattern, regex.flags)
  } catch {
    return null
  }
}
