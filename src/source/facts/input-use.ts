import type { TSESTree } from '@typescript-eslint/utils'
import { keyName, memberName } from '../names/bindings.ts'
import { calledName } from '../names/calls.ts'
import { contextNames } from '../models/answers.ts'
import { walk } from '../syntax/tree.ts'
import type { FileIndex, FunctionLike } from '../values/declarations.ts'
import type { ValueReader } from '../values/reader.ts'
import type { Value } from '../values/value.ts'
import type { InputFact } from './function-answers.ts'

/**
 * What an expression in a handler is: the request or the context that contains it, its query or body as an object, its address as a text or as
 * a `URL`, or the `URLSearchParams` of that. `payload` is the body in hapi; in others it is something else.
 */
type Part = 'request' | 'context' | InputFact['in'] | 'address' | 'url' | 'search'

const ofContext: { readonly [member: string]: Part } = { req: 'request', request: 'request', query: 'query', queries: 'query', url: 'address', nextUrl: 'url' }
const parts: { readonly [part in Part]?: { readonly [member: string]: Part } } = {
  context: ofContext,
  // The `body` of a context is that of the response.
  request: { ...ofContext, body: 'body', payload: 'payload', queryStringParameters: 'query' },
  url: { searchParams: 'search' },
}
const readingMethods: ReadonlySet<string> = new Set(['get', 'getAll', 'has'])
const bodyMethods: ReadonlySet<string> = new Set(['json', 'parseBody'])
/** Functions of h3 that take the event and return a part of the request. */
const eventReaders: ReadonlyMap<string, 'query' | 'body'> = new Map([['readBody', 'body'], ['readValidatedBody', 'body'], ['getQuery', 'query'], ['getValidatedQuery', 'query']])
const checking = /parse|valid|check|assert|attempt|decode|^plainTo/i
const renaming = /camel|snake|case|rename|transform|convert|unwrap|decrypt/i
const schemaKinds: ReadonlySet<Value['kind']> = new Set(['call', 'import', 'member', 'parameter', 'object', 'class'])
const maxSteps = 8

/** Finds the fields of the query and of the body that a handler reads by name, and the schemas by which it checks either. */
export class InputReader {
  readonly #handler: FunctionLike
  readonly #index: FileIndex
  readonly #values: ValueReader
  readonly #facts: InputFact[] = []

  constructor(handler: FunctionLike, index: FileIndex, values: ValueReader) {
    this.#handler = handler
    this.#index = index
    this.#values = values
    const [request] = handler.params
    // `({ query: { page } }, response) => …`
    if (request?.type === 'ObjectPattern') this.#named(request, 'request')
  }

  /** `req.query.page`, `const { page } = ctx.query`, `pick(req.body, ['name'])`, `c.req.query('page')`, `new URL(request.url).searchParams.get('page')` */
  visit(node: TSESTree.Node): void {
    if (node.type === 'MemberExpression') {
      const name = memberName(node)
      // Lists have a length and numbers.
      if (name === undefined || /^(?:length|\d+)$/.test(name) || !isUsed(node) || isRefused(node)) return
      const { parent } = node
      const isWritten = parent.type === 'AssignmentExpression' && parent.left === node
      this.#found(this.#partOf(node.object), name, node, isWritten)
    } else if (node.type === 'VariableDeclarator') {
      const part = node.id.type === 'ObjectPattern' && node.init !== null ? this.#partOf(node.init) : undefined
      if (part !== undefined) this.#named(node.id, part)
    } else if (node.type === 'CallExpression') this.#called(node)
    else if (node.type === 'AssignmentExpression') this.#assigned(node)
  }

  /** With those that the handler demands: `if (!title || !req.body.text) return res.sendStatus(400)`. */
  facts(): readonly InputFact[] {
    const demanded = new Set<string | undefined>()
    const byRange = new Map(this.#facts.map((fact) => [fact.range.join(), fact]))
    const tests: TSESTree.Node[] = firstRejections(this.#handler).map(({ test }) => test)
    for (const test of tests) {
      if (test.type === 'LogicalExpression' && test.operator === '||') tests.push(test.left, test.right)
      if (test.type === 'UnaryExpression' && test.operator === '!') demanded.add(this.#nameOf(test.argument, byRange))
    }
    return this.#facts.map((fact) => ('name' in fact && demanded.has(fact.name) ? { ...fact, isRequired: true } : fact))
  }

  /** The name of the input that an expression is, `req.query.q?.trim()`, or a variable with it. */
  #nameOf(node: TSESTree.Node, byRange: ReadonlyMap<string, InputFact>, ofVariable = false): string | undefined {
    if (node.type === 'ChainExpression' || node.type === 'TSAsExpression') return this.#nameOf(node.expression, byRange, ofVariable)
    if (node.type === 'Identifier') {
      const declared = ofVariable ? undefined : this.#index.find(node.name, node.range[0])
      if (declared?.kind !== 'variable' || declared.init === null || declared.fallback !== undefined) return undefined
      return declared.path?.at(-1) ?? this.#nameOf(declared.init, byRange, true)
    }
    const found = byRange.get(node.range.join())
    if (found !== undefined) return 'name' in found ? found.name : undefined
    return node.type === 'CallExpression' && node.callee.type === 'MemberExpression' ? this.#nameOf(node.callee.object, byRange, ofVariable) : undefined
  }

  /** `req.body = { ...req.body, owner }` sets fields, and `req.body = camelize(req.body)` changes all names. */
  #assigned({ left, right, range }: TSESTree.AssignmentExpression): void {
    const place = left.type === 'MemberExpression' ? inputOf(this.#partOf(left)) : undefined
    if (place === undefined) return
    if (right.type === 'ObjectExpression') this.#set(place, right.properties)
    else if (right.type === 'CallExpression' && renaming.test(calledName(right) ?? '')) this.#facts.push({ in: place, name: '*', range, isWritten: true })
  }

  #called(node: TSESTree.CallExpression): void {
    const { callee, arguments: [name, names] } = node
    const called = calledName(node) ?? ''
    if (names?.type === 'ArrayExpression' && name !== undefined && /pick/i.test(called)) {
      for (const one of names.elements) if (one?.type === 'Literal' && typeof one.value === 'string') this.#found(this.#partOf(name), one.value, one)
    } else if (eventReaders.has(called) && names !== undefined) {
      // `readValidatedBody(event, order.parse)`. A function is gone through like the rest of the handler.
      const schema = this.#values.read(names.type === 'MemberExpression' ? names.object : names)
      const place = this.#partOfCall(node, 0)
      if ((place === 'query' || place === 'body') && schemaKinds.has(schema.kind)) this.#facts.push({ in: place, schema, range: node.range })
    } else if (checking.test(called) || isCreating(node)) this.#checked(node)
    // `Object.assign(req.body, { owner })`
    else if (called === 'assign' && name !== undefined && names?.type === 'ObjectExpression') this.#set(this.#partOf(name), names.properties)
    if (callee.type !== 'MemberExpression') return
    if (name?.type !== 'Literal' || typeof name.value !== 'string') return
    const isQuery = readingMethods.has(memberName(callee) ?? '') ? /^(?:search|query)$/.test(this.#partOf(callee.object) ?? '') : this.#partOf(callee) === 'query'
    if (isQuery) this.#found('query', name.value, node)
  }

  /** `schema.parse(req.body)`, `schema.parse({ body: req.body, query: req.query })`, `validate(schema, req.body)`, `plainToInstance(Order, req.body)` */
  #checked({ callee, arguments: [first, second], range }: TSESTree.CallExpression): void {
    const given = first?.type === 'ObjectExpression' ? first.properties : []
    // `schema.parse({ ...req.body, id })`
    const spread = given.find((one) => one.type === 'SpreadElement')
    const isRequest = given.some((one) => one.type === 'Property' && inputOf(this.#partOf(one.value)) !== undefined) || (first && this.#partOf(first)) === 'request'
    const place = isRequest ? 'request' : inputOf(first && this.#partOf(spread?.argument ?? first))
    // The second argument may be options: `schema.validate(req.body, { abortEarly: false })`.
    const other = second?.type === 'ObjectExpression' ? undefined : second
    const late = place === undefined ? inputOf(other && this.#partOf(other)) : undefined
    // `schema.validate(req[part])`
    const part = first?.type === 'MemberExpression' && first.computed && this.#partOf(first.object) === 'request' ? this.#values.read(first.property) : undefined
    const checked = place ?? late ?? (part?.kind === 'parameter' ? 'part' : undefined)
    if (checked === undefined) return
    const used = this.#values.read((late === undefined ? (other ?? (callee.type === 'MemberExpression' ? callee.object : callee)) : first) ?? null)
    // `const check = ajv.compile(schema)`
    const schema = used.kind === 'call' && used.of.kind === 'member' && /^compile$/i.test(used.of.name) ? (used.arguments[0] ?? used) : used
    if (schemaKinds.has(schema.kind)) this.#facts.push({ in: checked, schema, range, ...(checked === 'part' && part && { part }) })
    if (spread !== undefined && !isRequest) this.#set(place, given)
  }

  #set(part: Part | undefined, properties: readonly TSESTree.ObjectLiteralElement[]): void {
    for (const one of properties) if (one.type === 'Property') this.#found(part, keyName(one) ?? '', one, true)
  }

  #found(part: Part | undefined, name: string, { range }: TSESTree.Node, isWritten = false): void {
    const place = inputOf(part)
    if (place !== undefined) this.#facts.push({ in: place, name, range, ...(isWritten && { isWritten }) })
  }

  #named(pattern: TSESTree.Node, part: Part): void {
    if (pattern.type === 'AssignmentPattern') return this.#named(pattern.left, part)
    if (pattern.type !== 'ObjectPattern') return
    for (const property of pattern.properties) {
      const name = property.type === 'Property' && !property.computed ? keyName(property) : undefined
      if (name === undefined || property.type !== 'Property') continue
      const next = parts[part]?.[name]
      this.#found(part, name, property)
      if (next !== undefined) this.#named(property.value, next)
    }
  }

  #partOf(node: TSESTree.Node, steps = 0): Part | undefined {
    if (steps > maxSteps) return undefined
    switch (node.type) {
      case 'TSAsExpression':
      case 'TSNonNullExpression':
      case 'ChainExpression':
        return this.#partOf(node.expression, steps + 1)
      case 'AwaitExpression':
        return this.#partOf(node.argument, steps + 1)
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
        return this.#partOfCall(node, steps + 1)
      case 'Identifier':
        return this.#partOfName(node, steps)
      default:
        return undefined
    }
  }

  /** `c.req.query()`, `c.req.valid('query')`, `request.json()`, `JSON.parse(event.body)`, `readBody(event)`, `Object.fromEntries(url.searchParams)` */
  #partOfCall({ callee, arguments: [given] }: TSESTree.CallExpression, steps: number): Part | undefined {
    if (callee.type === 'Identifier') return given && this.#partOf(given, steps) === 'request' ? eventReaders.get(callee.name) : undefined
    if (callee.type !== 'MemberExpression') return undefined
    const name = memberName(callee) ?? ''
    if (name === 'fromEntries' || (name === 'entries' && given === undefined)) {
      const search = this.#partOf(given ?? callee.object, steps)
      return search === 'search' && given !== undefined ? 'query' : search
    }
    if (given === undefined) return bodyMethods.has(name) && this.#partOf(callee.object, steps) === 'request' ? 'body' : this.#partOf(callee, steps) === 'query' ? 'query' : undefined
    if (name === 'parse' && callee.object.type === 'Identifier' && callee.object.name === 'JSON') return this.#partOf(given, steps) === 'body' ? 'body' : undefined
    const isValid = name === 'valid' && given.type === 'Literal' && this.#partOf(callee.object, steps) === 'request'
    return isValid ? validated[String(given.value)] : undefined
  }

  #partOfName({ name, range }: TSESTree.Identifier, steps: number): Part | undefined {
    const declared = this.#index.find(name, range[0])
    if (declared?.kind === 'parameter') {
      const { parent } = declared.function
      // `readValidatedBody(event, (body) => order.parse(body))`
      if (declared.function !== this.#handler) return parent.type === 'CallExpression' && declared.index === 0 && parent.callee.type === 'Identifier' ? this.#partOfCall(parent, steps + 1) : undefined
      const [decorator] = this.#handler.params[declared.index]?.decorators ?? []
      if (decorator !== undefined) return partDecorated(decorator)
      return declared.index === 0 ? declared.path?.reduce<Part | undefined>(memberOf, declared.path.length === 0 && contextNames.has(name) ? 'context' : 'request') : undefined
    }
    if (declared?.kind !== 'variable' || declared.init === null) return undefined
    const part = this.#partOf(declared.init, steps + 1)
    return declared.path?.reduce(memberOf, part)
  }
}

/** `@Body() order: Order` */
function partDecorated({ expression }: TSESTree.Decorator): Part | undefined {
  const name = expression.type === 'CallExpression' && expression.arguments.length === 0 && expression.callee.type === 'Identifier' ? expression.callee.name : ''
  return /^Req(?:uest)?$/.test(name) ? 'request' : name === 'Body' ? 'body' : name === 'Query' ? 'query' : undefined
}

/** `create(req.body, Order)` of superstruct, but not `orders.create(req.body)` */
function isCreating({ callee, arguments: [, struct] }: TSESTree.CallExpression): boolean {
  return callee.type === 'Identifier' && /^(?:create|mask)$/.test(callee.name) && struct?.type === 'Identifier'
}

const validated: { readonly [place: string]: Part } = { query: 'query', json: 'body', form: 'body' }

/** The part, if it has fields that clients name. */
function inputOf(part: Part | undefined): InputFact['in'] | undefined {
  return part === 'query' || part === 'body' || part === 'payload' ? part : undefined
}

function memberOf(part: Part | undefined, name: string): Part | undefined {
  const members = part && parts[part]
  return members !== undefined && Object.hasOwn(members, name) ? members[name] : undefined
}

/** What is called is a method of objects, and what is deleted is not used. */
function isUsed(node: TSESTree.MemberExpression): boolean {
  const { parent } = node
  if (parent.type === 'CallExpression') return parent.callee !== node
  return parent.type !== 'UnaryExpression' || parent.operator !== 'delete'
}

/** `if (req.body.password) return next(new Refused())`: no client is to send it. */
function isRefused(node: TSESTree.Node): boolean {
  let test = node
  while (test.parent?.type === 'LogicalExpression' || test.parent?.type === 'ChainExpression') test = test.parent
  const { parent } = test
  return parent?.type === 'IfStatement' && parent.test === test && rejects(parent)
}

/** The rejections that a handler begins with, before it does anything else. */
function firstRejections({ body }: FunctionLike): readonly TSESTree.IfStatement[] {
  const all: readonly TSESTree.Statement[] = body?.type === 'BlockStatement' ? body.body : []
  const found: TSESTree.IfStatement[] = []
  for (const statement of all[0]?.type === 'TryStatement' ? all[0].block.body : all) {
    if (statement.type === 'IfStatement' ? !rejects(statement) : !/^(?:Var|Expr)/.test(statement.type)) break
    if (statement.type === 'IfStatement') found.push(statement)
  }
  return found
}

function rejects({ consequent }: TSESTree.IfStatement): boolean {
  let isError = false
  walk(consequent, (part) => {
    if (part.type === 'ThrowStatement') isError = true
    else if (part.type === 'Literal') isError ||= typeof part.value === 'number' && part.value >= 400 && part.value < 500
    else if (part.type === 'CallExpression') isError ||= part.arguments.length > 0 && part.callee.type === 'Identifier' && part.callee.name === 'next'
  })
  return isError
}
