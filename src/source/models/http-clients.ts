import { list } from '../../core/words.ts'

/** An HTTP client library and its timeouts. */
export interface HttpClient {
  /** The name in messages. */
  readonly name: string
  readonly packages: readonly string[]
  /** Exports that make a request when called, or have methods that do. */
  readonly exports: readonly string[]
  /**
   * The index of the argument with the options, by method; `''` is the export itself, -1 the last argument before a callback. Other methods make
   * no request.
   */
  readonly options: { readonly [method: string]: number }
  /** Options, or methods of the request, that limit how long it may take. */
  readonly bounds: readonly string[]
  /** Methods that make a client with default options, in their first argument. */
  readonly makers?: readonly string[]
  /** Classes of clients, with the index of the argument with default options. */
  readonly classes?: { readonly [name: string]: number }
  /** Without a timeout it waits forever; the others give up after minutes by default. */
  readonly isEndless: boolean
  /** A timeout as it would be written. */
  readonly example: string
}

const withoutBody = { get: 1, head: 1, delete: 1, options: 1 }
const everyMethod = { ...withoutBody, post: 1, put: 1, patch: 1, del: 1 }
const whole = ['default', '*']

/** HTTP client libraries. Not listed: ky, which has a timeout by default. Sources: each library's documentation, November 2026. */
export const httpClients: readonly HttpClient[] = [
  {
    name: 'axios',
    packages: ['axios'],
    exports: [...whole, 'axios'],
    options: { ...withoutBody, '': 1, request: 0, post: 2, put: 2, patch: 2, postForm: 2, putForm: 2, patchForm: 2 },
    bounds: ['timeout', 'signal', 'cancelToken'],
    makers: ['create'],
    isEndless: true,
    example: 'timeout: 5_000',
  },
  {
    name: 'got',
    packages: ['got'],
    exports: [...whole, 'got'],
    options: { ...everyMethod, '': 1, stream: 1, paginate: 1 },
    bounds: ['timeout', 'signal'],
    makers: ['extend'],
    isEndless: true,
    example: 'timeout: { request: 5_000 }',
  },
  {
    name: 'node-fetch',
    packages: ['node-fetch', 'cross-fetch', 'isomorphic-fetch', 'isomorphic-unfetch', 'make-fetch-happen'],
    exports: [...whole, 'fetch'],
    options: { '': 1 },
    bounds: ['timeout', 'signal'],
    isEndless: true,
    example: 'signal: AbortSignal.timeout(5_000)',
  },
  {
    name: 'superagent',
    packages: ['superagent'],
    exports: whole,
    options: everyMethod,
    bounds: ['timeout', 'use'],
    makers: ['agent'],
    isEndless: true,
    example: '.timeout({ response: 5_000, deadline: 30_000 })',
  },
  {
    name: 'request',
    packages: ['request', 'request-promise', 'request-promise-native'],
    exports: whole,
    options: { ...everyMethod, '': 1 },
    bounds: ['timeout'],
    makers: ['defaults'],
    isEndless: true,
    example: 'timeout: 5_000',
  },
  {
    name: 'wreck',
    packages: ['@hapi/wreck', 'wreck'],
    exports: whole,
    options: { get: 1, post: 1, put: 1, patch: 1, delete: 1, request: 2 },
    bounds: ['timeout'],
    makers: ['defaults'],
    isEndless: true,
    example: 'timeout: 5_000',
  },
  {
    // By default only connecting is limited.
    name: 'needle',
    packages: ['needle'],
    exports: whole,
    options: { get: 1, head: 1, post: 2, put: 2, patch: 2, delete: 2, '': -1, request: -1 },
    bounds: ['timeout', 'open_timeout', 'response_timeout', 'read_timeout', 'signal'],
    isEndless: true,
    example: 'response_timeout: 5_000',
  },
  {
    name: 'node:http',
    packages: ['http', 'https'],
    exports: ['request', 'get'],
    options: { '': 1 },
    bounds: ['timeout', 'signal', 'setTimeout'],
    isEndless: true,
    example: 'signal: AbortSignal.timeout(5_000)',
  },
  {
    name: 'ofetch',
    packages: ['ofetch'],
    exports: ['ofetch', '$fetch'],
    options: { '': 1, raw: 1 },
    bounds: ['timeout', 'signal', 'dispatcher'],
    makers: ['create'],
    isEndless: false,
    example: 'timeout: 5_000',
  },
  {
    name: 'undici',
    packages: ['undici'],
    exports: ['request', 'fetch', 'stream'],
    options: { '': 1 },
    bounds: ['signal', 'headersTimeout', 'bodyTimeout', 'dispatcher', 'factory'],
    classes: { Client: 1, Pool: 1 },
    isEndless: false,
    example: 'signal: AbortSignal.timeout(5_000)',
  },
  {
    // Builds on fetch. Beside a URL, a document and variables there is no place for a signal.
    name: 'graphql-request',
    packages: ['graphql-request'],
    exports: ['request', 'rawRequest', 'default'],
    options: { '': 4 },
    bounds: ['signal', 'fetch', 'timeout'],
    classes: { GraphQLClient: 1 },
    isEndless: false,
    example: 'signal: AbortSignal.timeout(5_000)',
  },
  {
    name: 'fetch',
    packages: ['fetch'],
    exports: ['fetch'],
    options: { '': 1 },
    bounds: ['signal', 'timeout', 'dispatcher'],
    isEndless: false,
    example: 'signal: AbortSignal.timeout(5_000)',
  },
]

/** Nest's wrapper of axios, whose options are given where the module is imported. */
export const httpModule = { package: '@nestjs/axios', name: 'HttpModule', client: 'HttpService', maker: 'register' } as const

/** Apollo's base class of clients, which sends requests with node-fetch. */
export const dataSource = { packages: ['@apollo/datasource-rest', 'apollo-datasource-rest'], name: 'RESTDataSource', client: 'node-fetch' } as const

/** Clients of providers, each for one API. */
export const sdks: readonly string[] = list('stripe openai @anthropic-ai/sdk twilio resend @sendgrid/mail @slack/web-api googleapis octokit')

/** Circuit breakers. */
export const breakerPackages: readonly string[] = [
  'opossum',
  'cockatiel',
  'mollitia',
  'brakes',
  'hystrixjs',
  'levee',
  'circuit-breaker-js',
  'nestjs-resilience',
  'circuitbreaker',
  'moleculer',
  'resilience-typescript',
]
