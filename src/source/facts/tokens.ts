import type { TSESTree } from '@typescript-eslint/utils'
import { memberName } from '../names/bindings.ts'
import type { Range } from '../syntax/records.ts'
import type { FileIndex } from '../values/declarations.ts'
import type { ValueReader } from '../values/reader.ts'
import { trimmed } from '../values/value.ts'
import type { Value } from '../values/value.ts'

/** An injection token: where it is bound to a class, or resolved. */
export interface TokenFact {
  readonly kind: 'provide' | 'take'
  readonly token: Value
  /** What the token is bound to, if that is known. */
  readonly target?: Value
  /** The container keeps one instance for all. */
  readonly isShared?: true
  readonly range: Range
}

const resolvers: ReadonlySet<string> = new Set(['get', 'getAsync', 'resolve', 'resolveAsync'])
const providers: ReadonlySet<string> = new Set(['register', 'registerSingleton', 'registerType', 'set', 'bind', 'to'])
/** Typical names of containers; `cache.get('x')` and `router.get('/x')` are something else. */
const containerName = /container|injector|^ioc$|kernel|moduleref/i

/** The tokens that calls in a file bind or resolve. */
export function tokenFacts(index: FileIndex, reader: ValueReader): TokenFact[] {
  return index.calls.flatMap((call): TokenFact[] => {
    if (call.type !== 'CallExpression' || call.callee.type !== 'MemberExpression') return []
    const name = memberName(call.callee) ?? ''
    if (resolvers.has(name)) return isContainer(call.callee.object) ? take(call, reader) : []
    if (!providers.has(name)) return []
    return name === 'to' ? bound(call, call.callee.object, reader) : isContainer(call.callee.object) ? provide(call, reader) : []
  })
}

function isContainer(node: TSESTree.Expression): boolean {
  if (node.type === 'MemberExpression') return containerName.test(memberName(node) ?? '')
  if (node.type === 'CallExpression') return isContainer(node.callee)
  return node.type === 'Identifier' && containerName.test(node.name)
}

function take({ arguments: [token], callee }: TSESTree.CallExpression, reader: ValueReader): TokenFact[] {
  return token === undefined ? [] : [{ kind: 'take', token: read(token, reader), range: callee.range }]
}

/** `register('Orders', { useClass: PostgresOrders })`, `registerSingleton('Orders', PostgresOrders)`, `register({ orders: asClass(PostgresOrders) })`. */
function provide({ arguments: [first, second], callee }: TSESTree.CallExpression, reader: ValueReader): TokenFact[] {
  if (first === undefined) return []
  if (second === undefined && first.type === 'ObjectExpression') {
    return first.properties.flatMap((property): TokenFact[] => {
      if (property.type !== 'Property' || property.computed || property.key.type !== 'Identifier') return []
      const token: Value = { kind: 'text', parts: [property.key.name], range: property.key.range }
      return [{ kind: 'provide', token, target: read(property.value, reader), range: property.key.range }]
    })
  }
  const shared = memberName(callee) === 'registerSingleton' && { isShared: true as const }
  return second === undefined ? [] : [{ kind: 'provide', token: read(first, reader), target: read(second, reader), range: callee.range, ...shared }]
}

/** `bind(TYPES.Orders).to(PostgresOrders)` */
function bound(call: TSESTree.CallExpression, holder: TSESTree.Expression, reader: ValueReader): TokenFact[] {
  const [target] = call.arguments
  const [token] = holder.type === 'CallExpression' ? holder.arguments : []
  const isBinding =
    holder.type === 'CallExpression' &&
    (holder.callee.type === 'Identifier' ? holder.callee.name : (memberName(holder.callee) ?? '')) === 'bind'
  if (!isBinding || token === undefined || target === undefined) return []
  const shared = memberName(call.parent) === 'inSingletonScope' && { isShared: true as const }
  return [{ kind: 'provide', token: read(token, reader), target: read(target, reader), range: call.callee.range, ...shared }]
}

function read(node: TSESTree.Node, reader: ValueReader): Value {
  return trimmed(reader.read(node), 2)
}
