import type { TSESTree } from '@typescript-eslint/utils'
import { keyName, memberName } from '../names/bindings.ts'
import { calledName } from '../names/calls.ts'
import type { FileIndex, FunctionLike } from '../values/declarations.ts'
import type { QueryFact } from './function-answers.ts'

/**
 * What an expression in a handler is: the request or the context that holds it, its query as an object, its address as a text or as a `URL`,
 * or the `URLSearchParams` of that.
 */
type Part = 'request' | 'query' | 'address' | 'url' | 'search'

const parts: { readonly [part in Part]?: { readonly [member: string]: Part } } = {
  request: { req: 'request', request: 'request', query: 'query', queries: 'query', url: 'address', nextUrl: 'url' },
  url: { searchParams: 'search' },
}
const readingMethods: ReadonlySet<string> = new Set(['get', 'getAll', 'has'])
const maxSteps = 8

/** Finds the query parameters that a handler reads by name. */
export class QueryReader {
  readonly #handler: FunctionLike
  readonly #index: FileIndex
  readonly facts: QueryFact[] = []

  constructor(handler: FunctionLike, index: FileIndex) {
    this.#handler = handler
    this.#index = index
    const [request] = handler.params
    // `({ query: { page } }, response) => …`
    if (request?.type === 'ObjectPattern') this.#named(request, 'request')
  }

  /** `req.query.page`, `const { page } = ctx.query`, `pick(req.query, ['page'])`, `c.req.query('page')`, `new URL(request.url).searchParams.get('page')` */
  visit(node: TSESTree.Node): void {
    if (node.type === 'MemberExpression') {
      const name = memberName(node)
      if (name !== undefined && isRead(node) && this.#partOf(node.object) === 'query') this.facts.push({ name, range: node.range })
    } else if (node.type === 'VariableDeclarator') {
      const part = node.id.type === 'ObjectPattern' && node.init !== null ? this.#partOf(node.init) : undefined
      if (part !== undefined) this.#named(node.id, part)
    } else if (node.type === 'CallExpression') {
      const { callee, arguments: [name, names] } = node
      if (names?.type === 'ArrayExpression' && name !== undefined && /pick/i.test(calledName(node) ?? '') && this.#partOf(name) === 'query')
        for (const one of names.elements) if (one?.type === 'Literal' && typeof one.value === 'string') this.facts.push({ name: one.value, range: one.range })
      if (callee.type !== 'MemberExpression') return
      if (name?.type !== 'Literal' || typeof name.value !== 'string') return
      const isQuery = readingMethods.has(memberName(callee) ?? '') ? this.#partOf(callee.object) === 'search' : this.#partOf(callee) === 'query'
      if (isQuery) this.facts.push({ name: name.value, range: node.range })
    }
  }

  #named(pattern: TSESTree.Node, part: Part): void {
    if (pattern.type === 'AssignmentPattern') return this.#named(pattern.left, part)
    if (pattern.type !== 'ObjectPattern') return
    for (const property of pattern.properties) {
      const name = property.type === 'Property' && !property.computed ? keyName(property) : undefined
      if (name === undefined || property.type !== 'Property') continue
      const next = parts[part]?.[name]
      if (part === 'query') this.facts.push({ name, range: property.range })
      else if (next !== undefined) this.#named(property.value, next)
    }
  }

  #partOf(node: TSESTree.Node, steps = 0): Part | undefined {
    if (steps > maxSteps) return undefined
    switch (node.type) {
      case 'TSAsExpression':
      case 'TSNonNullExpression':
      case 'ChainExpression':
        return this.#partOf(node.expression, steps + 1)
      case 'LogicalExpression':
        return this.#partOf(node.left, steps + 1)
      case 'MemberExpression':
        return memberOf(this.#partOf(node.object, steps + 1), memberName(node) ?? '')
      case 'NewExpression': {
        const [address] = node.arguments
        const isUrl = address !== undefined && node.callee.type === 'Identifier' && node.callee.name === 'URL'
        return isUrl && this.#partOf(address, steps + 1) === 'address' ? 'url' : undefined
      }
      case 'CallExpression':
        return this.#isWhole(node, steps) ? 'query' : undefined
      case 'Identifier':
        return this.#partOfName(node, steps)
      default:
        return undefined
    }
  }

  /** `c.req.query()`, `c.req.valid('query')` */
  #isWhole({ callee, arguments: [place] }: TSESTree.CallExpression, steps: number): boolean {
    if (place === undefined) return this.#partOf(callee, steps + 1) === 'query'
    const isValid = callee.type === 'MemberExpression' && memberName(callee) === 'valid' && place.type === 'Literal' && place.value === 'query'
    return isValid && this.#partOf(callee.object, steps + 1) === 'request'
  }

  #partOfName({ name, range }: TSESTree.Identifier, steps: number): Part | undefined {
    const declared = this.#index.find(name, range[0])
    if (declared?.kind === 'parameter') {
      const isRequest = declared.function === this.#handler && declared.index === 0
      return isRequest ? declared.path?.reduce<Part | undefined>(memberOf, 'request') : undefined
    }
    if (declared?.kind !== 'variable' || declared.init === null) return undefined
    const part = this.#partOf(declared.init, steps + 1)
    return declared.path?.reduce(memberOf, part)
  }
}

function memberOf(part: Part | undefined, name: string): Part | undefined {
  const members = part && parts[part]
  return members !== undefined && Object.hasOwn(members, name) ? members[name] : undefined
}

/** Middleware may store values there for others, or remove some. What is called is a method of objects. */
function isRead(node: TSESTree.MemberExpression): boolean {
  const { parent } = node
  if (parent.type === 'AssignmentExpression') return parent.left !== node
  if (parent.type === 'CallExpression') return parent.callee !== node
  return parent.type !== 'UnaryExpression' || parent.operator !== 'delete'
}
