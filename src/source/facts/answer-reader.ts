import type { TSESTree } from '@typescript-eslint/utils'
import { functionAround } from '../names/classes.ts'
import { contextSenders, harmlessMethods, otherSenders, senders, statusOfError, statusSetters } from '../models/answers.ts'
import { routeHandlers } from '../models/requests.ts'
import { walk } from '../syntax/tree.ts'
import type { AnswerFact, FunctionAnswers, Delegation, InputFact, ResponseParameter } from './function-answers.ts'
import { InputReader } from './input-use.ts'
import { BodyReader } from './bodies.ts'
import type { BodyFact } from './bodies.ts'
import type { FileIndex, FunctionLike } from '../values/declarations.ts'
import { delegationOf, statusParameter } from './delegation.ts'
import { madeResponse, statedResponse } from './made-response.ts'
import { leaves, methodRegions, methodsOfPlace } from './method-regions.ts'
import { isRequestMethod, verbsOfTable } from './request-method.ts'
import { blockAround, chainOf, errorNamesIn, fieldIn, isHeld, isReference, readsBodyOf } from './response-use.ts'
import type { Assigned, Link } from './response-use.ts'
import { isReturnedResponse, isStatusSetter, isTakenOut, callsNext, setsStatus } from './returned-and-thrown.ts'
import { statusThrown } from './thrown.ts'
import type { ValueReader } from '../values/reader.ts'

type Argument = TSESTree.Node | undefined

const unknownBody: BodyFact = { kind: 'unknown' }
const noBody: BodyFact = { kind: 'nothing' }
const page: BodyFact = { kind: 'page' }

/** Collects the responses of one function in a single walk over its body. */
export class AnswerReader {
  readonly #node: FunctionLike
  readonly #response: ResponseParameter | undefined
  readonly #index: FileIndex
  readonly #values: ValueReader
  readonly #bodies: BodyReader
  readonly #answers: AnswerFact[] = []
  readonly #delegations: Delegation[] = []
  readonly #verbs = new Set<string>()
  readonly #bodiesSet: Assigned[] = []
  readonly #statusesSet: Assigned[] = []
  #isWhole = true
  #callsNext = false
  /** Statuses that are set separately from sending the response. */
  readonly #loose: Assigned[] = []
  #bodyRead: readonly [number, number] | undefined
  readonly #isStated: boolean
  readonly #inputs: InputReader

  /** @param isStated its handlers return status and body in one object */
  constructor(node: FunctionLike, response: ResponseParameter | undefined, index: FileIndex, values: ValueReader, isStated: boolean) {
    this.#node = node
    this.#isStated = isStated
    this.#response = response
    this.#index = index
    this.#values = values
    this.#inputs = new InputReader(node, index, values)
    this.#bodies = new BodyReader(index, errorNamesIn(node))
  }

  facts(): Pick<FunctionAnswers, 'answers' | 'delegations' | 'isWhole' | 'verbs' | 'readsBody' | 'inputs' | 'callsNext'> {
    const { body } = this.#node
    if (body === null || body === undefined) return { answers: [], delegations: [], isWhole: false, verbs: [] }
    if (body.type !== 'BlockStatement') this.#returned(body)
    walk(body, (part) => this.#visit(part))
    this.#pairAssignments()
    const regions = this.#verbs.size === 0 ? [] : methodRegions(body, (asked) => isRequestMethod(asked, this.#node, this.#index))
    const placed = <Fact extends InputFact | AnswerFact>(fact: Fact): Fact => ({ ...fact, ...methodsOfPlace(regions, fact.range) })
    const answers = this.#answers.flatMap((answer) => (answer.status === 'default' ? this.#settled(answer) : [answer])).map(placed)
    // A handler that tells HTTP methods apart may read the body for another one.
    const read = this.#bodyRead === undefined || this.#verbs.size > 0 ? {} : { readsBody: this.#bodyRead }
    const next = this.#callsNext && { callsNext: true as const }
    // Nor is what it reads for all of them meant for each.
    const inputs = this.#inputs.facts().map(placed).filter(({ only }) => this.#verbs.size === 0 || only !== undefined)
    const more = { ...read, ...(inputs.length > 0 && { inputs }), ...next }
    return { answers, delegations: this.#delegations, isWhole: this.#isWhole, verbs: [...this.#verbs], ...more }
  }

  #visit(part: TSESTree.Node): unknown {
    this.#inputs.visit(part)
    switch (part.type) {
      case 'FunctionDeclaration':
      case 'FunctionExpression':
      case 'ArrowFunctionExpression':
        // A nested handler is analysed by itself.
        return !part.params.some((parameter) => parameter.type === 'Identifier' && parameter.name === this.#response?.name)
      case 'Identifier':
        if (part.name === this.#response?.name && isReference(part)) this.#used(part, this.#response)
        return
      case 'MemberExpression':
        for (const verb of verbsOfTable(part, this.#node, this.#index, this.#values)) if (routeHandlers.has(verb)) this.#verbs.add(verb)
        if (this.#response !== undefined && readsBodyOf(this.#node, this.#response, part)) this.#bodyRead ??= part.range
        return
      case 'AssignmentExpression':
        if (setsStatus(this.#node, part.left)) this.#setLoose(part.right, part.right)
        return
      case 'ReturnStatement':
        if (part.argument !== null && functionAround(part) === this.#node) this.#returned(part.argument)
        return
      case 'ThrowStatement':
        return this.#thrown(part)
      case 'CallExpression':
      case 'NewExpression':
        this.#callsNext ||= callsNext(part)
        this.#fetchAnswer(part)
        if (isStatusSetter(part.callee)) this.#setLoose(part.arguments[1] ?? part.arguments[0], part)
        return
      case 'BinaryExpression':
        if (/^[!=]==?$/.test(part.operator)) this.#compared(part.left, part.right)
        return
      case 'SwitchStatement':
        for (const { test } of part.cases) if (test !== null) this.#compared(part.discriminant, test)
        return
      default:
        return
    }
  }

  #add(statuses: readonly number[], fallback: AnswerFact['status'], body: BodyFact, range: readonly [number, number], isReturned = false): void {
    for (const status of statuses.length === 0 ? [fallback] : statuses) this.#answers.push({ status, body, isReturned, range })
  }

  /** Adds a response, including the source of its status, which may be a parameter of this function. */
  #addWith(status: Argument, fallback: AnswerFact['status'], body: BodyFact, range: readonly [number, number]): void {
    const statuses = this.#bodies.statuses(status)
    const statusOf = statuses.length === 0 && fallback === 'unknown' ? statusParameter(this.#node, this.#index, status) : undefined
    if (statusOf === undefined) return this.#add(statuses, fallback, body, range)
    this.#answers.push({ status: 'unknown', statusOf, body, isReturned: false, range })
  }

  /** A reference to the response: reads what is called on it or assigned to it. */
  #used(id: TSESTree.Identifier, { isContext }: ResponseParameter): void {
    const { links, end, path } = chainOf(id)
    const [first = ''] = path
    if (links.length > 0) {
      // `ctx.req.json()` and `res.locals.user.toJSON()` send nothing.
      if (path.length > 1) return
      return isContext ? this.#contextChain(links, end) : this.#chain(links, end)
    }
    const { parent } = end
    if (parent?.type === 'AssignmentExpression' && parent.left === end) return this.#assigned(parent, path.at(-1) ?? '', isContext)
    if (end === id && (parent?.type === 'CallExpression' || parent?.type === 'NewExpression')) {
      this.#delegations.push(delegationOf(parent, this.#node, this.#index, this.#values, this.#bodies))
      return
    }
    const isHarmless = end !== id && (isContext || harmlessMethods.has(first))
    const isDestructured = isContext && parent?.type === 'VariableDeclarator'
    if (!isHarmless && !isDestructured) this.#isWhole = false
  }

  /** `res.status(404).json({ ... })`, and `res.send(404, { ... })` of restify and old Express */
  #chain(links: readonly Link[], end: TSESTree.Node): void {
    const sender = links.find(({ name }) => Object.hasOwn(senders, name) || otherSenders.has(name))
    const early = sender !== undefined && /^(?:send|json[^1])/.test(`${sender.name}${sender.arguments.length}`) && this.#bodies.statuses(sender.arguments[0]).length > 0
    const setter = links.find(({ name }) => statusSetters.has(name)) ?? (early ? sender : undefined)
    const statuses = setter === undefined ? [] : this.#bodies.statuses(setter.arguments[0])
    const fallback = setter === undefined ? 'default' : 'unknown'
    if (sender === undefined) {
      // `reply.notFound()` of @fastify/sensible, and `res.notFound()` of Sails
      const named = statusOfError('http-errors', links[0]?.name ?? '')
      if (named !== undefined && links.length === 1) return this.#add([named], named, unknownBody, end.range)
      if (setter !== undefined) this.#setLoose(setter.arguments[0], end)
      else if (!links.every(({ name }) => harmlessMethods.has(name))) this.#isWhole = false
      return
    }
    const { range } = end
    switch (sender.name) {
      case 'sendStatus':
        return this.#add(statuses, fallback, noBody, range)
      case 'redirect': {
        const named = sender.arguments[1] === undefined ? [] : this.#bodies.statuses(sender.arguments[0])
        return this.#add(named.length > 0 ? named : statuses, statuses.length > 0 ? fallback : 302, page, range)
      }
      case 'render':
      case 'view':
        return this.#add(statuses, fallback, page, range)
      default: {
        const at = senders[sender.name]
        const body = at === undefined ? unknownBody : this.#bodies.body(sender.arguments[setter === sender ? at + 1 : at])
        // JSON always has a body, and a variable that is sent is rarely an HTML page.
        const isData = body.kind === 'unknown' && (sender.name === 'json' || isHeld(sender.arguments[0]))
        const sent: BodyFact = isData ? { ...body, kind: 'value' } : body
        // `h.response(order).created('/orders/1')` of hapi
        return links.some(({ name }) => name === 'created') ? this.#add([], 201, sent, range) : this.#addWith(setter?.arguments[0], fallback, sent, range)
      }
    }
  }

  /** `c.json({ ... }, 201)` of Hono, `ctx.throw(404)` of Koa. */
  #contextChain([link, ...others]: readonly Link[], end: TSESTree.Node): void {
    if (link === undefined || others.length > 0) return
    const [{ name, arguments: args }, { range }, sender] = [link, end, contextSenders[link.name]]
    if (sender !== undefined && Object.hasOwn(contextSenders, name)) {
      const given = args[sender.status]
      const status: Argument = given?.type === 'ObjectExpression' ? fieldIn(given, 'status') : given
      const isSet = given !== undefined && (given.type !== 'ObjectExpression' || status !== undefined)
      const body: BodyFact = name === 'html' ? page : this.#bodies.body(args[sender.body])
      const isJson = name === 'json' && body.kind === 'unknown'
      return this.#addWith(status, isSet ? 'unknown' : 'default', isJson ? { ...body, kind: 'value' } : body, range)
    }
    if (name === 'throw' || name === 'assert')
      return this.#add(this.#bodies.statuses(args[name === 'throw' ? 0 : 1]), 'unknown', unknownBody, range)
    if (name === 'redirect') return this.#add(this.#bodies.statuses(args[1]), 302, page, range)
    if (name === 'render') return this.#add([], 'default', page, range)
    if (name === 'notFound') return this.#add([404], 404, unknownBody, range)
    if (name === 'status') this.#setLoose(args[0], end)
  }

  #assigned({ right, range }: TSESTree.AssignmentExpression, property: string, isContext: boolean): void {
    if (!isContext) {
      if (property === 'statusCode') this.#setLoose(right, right)
      return
    }
    const assigned = { block: blockAround(right), value: right, range }
    if (property === 'body') this.#bodiesSet.push(assigned)
    if (property === 'status') this.#statusesSet.push(assigned)
  }

  /** Koa sends what was assigned last: status and body from the same block belong together. */
  #pairAssignments(): void {
    this.#loose.push(...this.#statusesSet)
    for (const { block, value, range } of this.#bodiesSet) {
      const status = this.#statusesSet.find((one) => one.block === block)
      const read = this.#bodies.body(value)
      const body: BodyFact = read.kind === 'unknown' ? { ...read, kind: 'value' } : read
      const fallback = body.kind === 'nothing' && this.#statusesSet.length === 0 ? 204 : status === undefined ? 'default' : 'unknown'
      this.#add(status === undefined ? [] : this.#bodies.statuses(status.value), fallback, body, range)
    }
    for (const { block, value, range } of this.#statusesSet) {
      if (this.#bodiesSet.some((one) => one.block === block)) continue
      this.#add(this.#bodies.statuses(value), 'unknown', this.#bodiesSet.length === 0 ? noBody : unknownBody, range)
    }
  }

  /** `NextResponse.json(x, { status: 404 })`, `new Response(null, { status: 204 })`. */
  #fetchAnswer(call: TSESTree.CallExpression | TSESTree.NewExpression): void {
    const made = madeResponse(this.#index, call)
    if (made === undefined) return
    const { kind, body, status } = made
    if (kind === 'redirect') return this.#add(this.#bodies.statuses(status), 307, page, call.range)
    const read = this.#bodies.body(body)
    const isText = kind === 'text' && read.kind !== 'nothing'
    const isJson = kind === 'json' && read.kind === 'unknown'
    this.#addWith(status, status === undefined ? 'default' : 'unknown', isText ? unknownBody : isJson ? { kind: 'value' } : read, call.range)
  }

  #returned(value: TSESTree.Expression): void {
    if (this.#isStated) return this.#stated(value)
    // `({ status }) => status(404, { ... })` of Elysia
    if (value.type === 'CallExpression' && ['status', 'error'].some((name) => isTakenOut(this.#node, value.callee, name)))
      return this.#add(this.#bodies.statuses(value.arguments[0]), 'unknown', this.#bodies.body(value.arguments[1]), value.range, true)
    // In hapi, errors may be returned instead of thrown.
    const error = statusThrown(this.#values, value)
    if (error !== undefined) return this.#add([], error, unknownBody, value.range, true)
    const gateway = statedResponse(value, 'statusCode')
    if (gateway?.status !== undefined) return this.#addWith(gateway.status, 'unknown', this.#bodies.body(gateway.body), value.range)
    this.#madeBy(value)
    const body = this.#bodies.body(value)
    // The result of a call may be a response that it has already sent.
    if (body.kind !== 'unknown' || isReturnedResponse(this.#node, this.#response, value)) this.#add([], 'default', body, value.range, true)
  }

  /** Handlers that return `{ status: 404, body: { ... } }`, or `{ jsonBody: { ... } }` of Azure. */
  #stated(value: TSESTree.Node, steps = 0): void {
    if (value.type === 'ConditionalExpression') return [value.consequent, value.alternate].forEach((one) => this.#stated(one, steps + 1))
    if (value.type === 'TSAsExpression' || value.type === 'TSSatisfiesExpression') return this.#stated(value.expression, steps + 1)
    const made = statedResponse(this.#bodies.constantObject(value) ?? value, 'status')
    if (made !== undefined && steps < 5) return this.#addWith(made.status, made.status === undefined ? 'default' : 'unknown', this.#bodies.body(made.body), value.range)
    this.#isWhole = false
    this.#madeBy(value)
  }

  /** `return problem(404, 'No such order')` */
  #madeBy(value: TSESTree.Node): void {
    if (value.type !== 'CallExpression' || value.callee.type !== 'Identifier' || value.arguments.some((one) => one.type === 'Identifier' && one.name === this.#response?.name)) return
    this.#delegations.push({ ...delegationOf(value, this.#node, this.#index, this.#values, this.#bodies), isReturned: true })
  }

  #setLoose(value: Argument, at: TSESTree.Node): void {
    if (value !== undefined) this.#loose.push({ block: blockAround(at), value, range: at.range })
  }

  /** The response with the status set before it, in an enclosing block. Unknown if another branch may have set one since. */
  #settled(answer: AnswerFact): AnswerFact[] {
    const isAround = ({ block }: Assigned): boolean => block.range[0] <= answer.range[0] && answer.range[1] <= block.range[1]
    const last = this.#loose.findLast((one) => one.range[0] < answer.range[0] && (isAround(one) || !leaves(one.block)))
    if (last === undefined) return [answer]
    const statuses = isAround(last) ? this.#bodies.statuses(last.value) : []
    return statuses.length === 0 ? [{ ...answer, status: 'unknown' }] : statuses.map((status) => ({ ...answer, status }))
  }

  #thrown({ argument, range }: TSESTree.ThrowStatement): void {
    const status = statusThrown(this.#values, argument)
    const body = this.#bodies.leakedBy(argument)
    if (status !== undefined || body !== undefined) this.#add([], status ?? 'unknown', body ?? unknownBody, range)
  }

  /** `request.method === 'POST'` */
  #compared(left: TSESTree.Node, right: TSESTree.Node): void {
    const [asked, verb] = right.type === 'Literal' ? [left, right.value] : [right, left.type === 'Literal' ? left.value : undefined]
    if (typeof verb === 'string' && routeHandlers.has(verb) && isRequestMethod(asked, this.#node, this.#index)) this.#verbs.add(verb)
  }
}
