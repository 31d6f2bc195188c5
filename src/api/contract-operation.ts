import { asList, asString, field, isObject } from '../core/json.ts'
import type { DocumentLocation } from '../core/location.ts'
import type { Contract } from '../openapi/contract.ts'
import type { Cursor } from '../openapi/cursor.ts'
import { contentAt, parameterAt, responseAt } from './contract-parts.ts'
import type { MediaContent, Parameter, RequestBody, ResponseOf } from './contract-parts.ts'
import { listShape } from './list-shape.ts'
import type { ListShape } from './list-shape.ts'
import { unknown } from './model.ts'
import type { AnswerShape, Known, Method, Operation, Path, Resource } from './model.ts'
import { Schema } from './schema.ts'

/** A response of an operation, under one status. */
export type Response = ResponseOf<ContractOperation>

/** A path of a contract with its operations. */
export type ContractPath = Path<ContractOperation>
/** A resource in the paths of a contract. */
export type ContractResource = Resource<ContractOperation>

/** One method of one path of a contract. What is expensive is computed on first use. */
export class ContractOperation implements Operation {
  readonly contract: Contract
  readonly path: ContractPath
  readonly resource: ContractResource
  readonly method: Method
  readonly operationId: string | undefined
  readonly cursor: Cursor
  readonly #shared: Cursor
  #knownParameters: readonly Parameter[] | undefined
  #knownBody: RequestBody | undefined | null = null
  #knownResponses: readonly Response[] | undefined
  #knownSuccesses: readonly Response[] | undefined
  #knownList: ListShape | undefined | null = null
  #knownAnswers: Known<AnswerShape> | undefined

  /**
   * @param cursor the operation
   * @param shared the `parameters` of its path item
   */
  constructor(contract: Contract, path: ContractPath, method: Method, cursor: Cursor, shared: Cursor) {
    this.contract = contract
    this.path = path
    this.resource = path.resource
    this.method = method
    this.operationId = asString(field(cursor.value, 'operationId'))
    this.cursor = cursor
    this.#shared = shared
  }

  get at(): DocumentLocation {
    return this.cursor.atKey
  }

  get summary(): string | undefined {
    return asString(field(this.cursor.value, 'summary'))
  }

  get description(): string | undefined {
    return asString(field(this.cursor.value, 'description'))
  }

  get deprecated(): boolean {
    return field(this.cursor.value, 'deprecated') === true
  }

  /** For messages: `GET /users/{id}`. */
  get name(): string {
    return `${this.method.toUpperCase()} ${this.path.template}`
  }

  /**
   * The parameters of the operation and its path item; the operation's own take precedence. Unresolvable references are left out: see
   * {@link parametersAreKnown}.
   */
  get parameters(): readonly Parameter[] {
    return (this.#knownParameters ??= this.#readParameters())
  }

  /** False if a parameter is a reference that cannot be resolved. */
  get parametersAreKnown(): boolean {
    return this.#listed.every((entry) => this.contract.follow(entry) !== undefined)
  }

  /** The request body: `requestBody`, or in OpenAPI 2.0 the body parameter or form fields. */
  get body(): RequestBody | undefined {
    if (this.#knownBody === null) this.#knownBody = this.#readBody()
    return this.#knownBody
  }

  #readBody(): RequestBody | undefined {
    if (this.contract.version === '2.0') return this.#bodyOf2()
    const entry = this.cursor.child('requestBody')
    if (!entry.exists) return undefined
    const body = this.contract.follow(entry)
    if (body === undefined) return { content: [], at: entry.atKey }
    return { content: contentAt(this.contract, body.child('content')), at: entry.atKey }
  }

  get takesBody(): Known<boolean> {
    return this.body !== undefined
  }

  get responses(): readonly Response[] {
    return (this.#knownResponses ??= this.cursor.child('responses').fields()
      .filter((entry) => entry.name !== undefined && !entry.name.startsWith('x-'))
      .map((entry) => responseAt(this, entry, (response) => this.#responseContent(response))))
  }

  /** The response under a status, in upper or lower case. */
  response(status: string): Response | undefined {
    const wanted = status.toUpperCase()
    return this.responses.find((response) => response.status === wanted || response.status.toUpperCase() === wanted)
  }

  /** Responses with 2xx, or `2XX`. */
  get successes(): readonly Response[] {
    return (this.#knownSuccesses ??= this.responses.filter(({ status }) => /^2(?:\d\d|XX)$/i.test(status)))
  }

  /** The list in the successful response, if there is one. */
  get list(): ListShape | undefined {
    if (this.#knownList === null) {
      const schema = this.successSchema
      const name = this.path.segments.findLast((segment) => segment.isLiteral)?.text
      this.#knownList = schema === undefined ? undefined : listShape(schema, name)
    }
    return this.#knownList
  }

  get answers(): Known<AnswerShape> {
    return (this.#knownAnswers ??= this.#readAnswers())
  }

  #readAnswers(): Known<AnswerShape> {
    const successes = this.successes
    if (successes.length === 0) return unknown
    if (successes.some((response) => !response.isKnown)) return unknown
    const withContent = successes.filter((response) => response.content.length > 0)
    if (withContent.length === 0) return 'nothing'
    if (this.successSchema === undefined) return unknown
    return this.list === undefined ? 'one' : 'list'
  }

  /** The schema of the first successful response that has one. JSON is preferred to other media types. */
  get successSchema(): Schema | undefined {
    for (const response of this.successes) {
      const json = response.content.find(({ type, schema }) => schema !== undefined && /\bjson\b/i.test(type))
      const preferred = json ?? response.content.find(({ schema }) => schema !== undefined)
      if (preferred?.schema !== undefined) return preferred.schema
    }
    return undefined
  }

  /**
   * The security requirements in force: its own, or else the document's. An empty list declares it open; undefined means that neither says
   * anything.
   */
  get security(): readonly unknown[] | undefined {
    const stated = field(this.cursor.value, 'security') ?? field(this.contract.root.value, 'security')
    return Array.isArray(stated) ? stated : undefined
  }

  /** True if every alternative requires credentials. An empty requirement (`{}`) makes them optional. */
  get isSecured(): boolean {
    const { security } = this
    return security !== undefined && security.length > 0 && security.every((entry) => isObject(entry) && Object.keys(entry).length > 0)
  }

  get tags(): readonly string[] {
    return asList(field(this.cursor.value, 'tags')).filter((tag) => typeof tag === 'string')
  }

  /** The entries for parameters, unresolved: of the path item, then its own. */
  get #listed(): readonly Cursor[] {
    const [shared, own] = [this.#shared.items(), this.cursor.child('parameters').items()]
    return shared.length === 0 ? own : [...shared, ...own]
  }

  #readParameters(): readonly Parameter[] {
    const byPlace = new Map<string, Parameter>()
    for (const entry of this.#listed) {
      const parameter = parameterAt(this.contract, entry)
      if (parameter !== undefined) byPlace.set(`${parameter.in}\n${parameter.name}`, parameter)
    }
    return [...byPlace.values()]
  }

  #bodyOf2(): RequestBody | undefined {
    const body = this.parameters.find((parameter) => parameter.in === 'body')
    if (body !== undefined) {
      const type = this.#mediaTypesOf2('consumes')[0] ?? 'application/json'
      const hasSchema = body.cursor.child('schema').exists
      return { content: [{ type, schema: body.schema, hasSchema, hasExample: false, at: body.cursor.at }], at: body.at }
    }
    const field = this.parameters.find((parameter) => parameter.in === 'formData')
    if (field === undefined) return undefined
    const type = this.#mediaTypesOf2('consumes')[0] ?? 'application/x-www-form-urlencoded'
    return { content: [{ type, schema: undefined, hasSchema: false, hasExample: false, at: field.at }], at: field.at }
  }

  #mediaTypesOf2(name: 'consumes' | 'produces'): string[] {
    const own = field(this.cursor.value, name) ?? field(this.contract.root.value, name)
    return asList(own).filter((type) => typeof type === 'string')
  }

  #responseContent(response: Cursor): readonly MediaContent[] {
    if (this.contract.version !== '2.0') return contentAt(this.contract, response.child('content'))
    const schema = response.child('schema')
    if (!schema.exists) return []
    const type = this.#mediaTypesOf2('produces')[0] ?? 'application/json'
    const hasExample = field(response.value, 'examples') !== undefined
    return [{ type, schema: Schema.at(this.contract, schema), hasSchema: true, hasExample, at: schema.atKey }]
  }
}
