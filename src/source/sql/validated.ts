import type { TSESTree } from '@typescript-eslint/utils'
import { memberName } from '../bindings.ts'
import type { Path } from '../bindings.ts'
import { propertyOf } from './follow.ts'
import { safe, unknown } from './text.ts'
import type { Origin } from './text.ts'
import type { Frame, Tracker } from './tracker.ts'
import { words } from '../words.ts'

/** Methods by which zod, valibot, yup, joi and their like give back what they have checked, and where in the result it is. */
const parsing: ReadonlyMap<string, readonly string[]> = new Map([
  ['parse', []],
  ['parseAsync', []],
  ['safeParse', ['data']],
  ['safeParseAsync', ['data']],
  ['validateSync', []],
  ['validateAsync', []],
  ['validate', ['value']],
  ['cast', []],
  ['decode', []],
])

/** Words of a schema after which a value cannot hold SQL. */
const bounded = words(`
  enum nativeEnum literal number int integer boolean bool bigint date datetime uuid uuidv4 guid cuid cuid2 ulid nanoid
  regex matches pattern oneOf valid alphanum picklist keyof iso
`)

/**
 * What a schema lets through, where the call is one of a schema: `z.object({ sort: z.enum([...]) }).parse(req.query)`.
 * Nothing for other calls.
 * @param taken where the value that is checked comes from
 */
export function validated(
  tracker: Tracker,
  call: TSESTree.CallExpression,
  path: Path,
  frame: Frame | undefined,
  taken: () => Origin,
): Origin | undefined {
  if (call.callee.type !== 'MemberExpression') return undefined
  const { object } = call.callee
  if (object.type === 'Identifier' && (object.name === 'JSON' || object.name === 'Date' || object.name === 'path'))
    return undefined
  const at = parsing.get(memberName(call.callee) ?? '')
  if (at === undefined || !at.every((name, index) => path[index] === name)) return undefined
  const found = lookUp(tracker, object, path.slice(at.length), frame, 0)
  return found === 'safe' ? safe : found === 'text' ? taken() : unknown
}

function lookUp(
  tracker: Tracker,
  schema: TSESTree.Node,
  path: Path,
  frame: Frame | undefined,
  steps: number,
): 'safe' | 'text' | 'unknown' {
  const found = propertyOf(tracker, schema, [], frame)
  const definition = found?.value ?? schema
  const words: string[] = []
  let shape: TSESTree.ObjectExpression | undefined
  let item: TSESTree.Node | undefined
  let at: TSESTree.Node = definition
  while (at.type === 'CallExpression' || at.type === 'MemberExpression') {
    if (at.type === 'MemberExpression') {
      words.push(memberName(at) ?? '')
      at = at.object
      continue
    }
    const [first] = at.arguments
    if (first?.type === 'ObjectExpression') shape ??= first
    else item ??= first
    at = at.callee
  }
  const [name, ...rest] = path
  if (name === undefined || steps > 10)
    return words.some((word) => bounded.has(word))
      ? 'safe'
      : words.includes('string') || words.includes('any')
        ? 'text'
        : 'unknown'
  if (name === '*' || typeof name === 'number')
    return item === undefined ? 'unknown' : lookUp(found?.tracker ?? tracker, item, rest, frame, steps + 1)
  const property = shape === undefined ? undefined : propertyOf(found?.tracker ?? tracker, shape, [name], frame)
  // What a schema does not name it does not check; zod drops it.
  return property === undefined || property.path.length > 0
    ? 'unknown'
    : lookUp(property.tracker, property.value, rest, property.frame, steps + 1)
}
