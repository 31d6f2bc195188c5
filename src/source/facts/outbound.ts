import type { TSESTree } from '@typescript-eslint/utils'
import { memberName } from '../names/bindings.ts'
import type { SourceFile } from '../syntax/file.ts'
import { dataSource, httpClients, httpModule } from '../models/http-clients.ts'
import type { HttpClient } from '../models/http-clients.ts'
import { withoutScheme } from '../models/lookup.ts'
import type { Range } from '../syntax/records.ts'
import type { FileIndex } from '../values/declarations.ts'
import type { ValueReader } from '../values/reader.ts'
import type { Value } from '../values/value.ts'

/** A request to another service, or a client for such requests. */
export interface OutboundRequest {
  /** The library, as {@link HttpClient} names it. */
  readonly client: string
  /** Its source form: `axios.get`. */
  readonly name: string
  readonly range: Range
  /** True if it certainly has no timeout. */
  readonly isUnbounded: boolean
}

/** Stands for all clients. */
export const everyClient = '*'

/** `config.timeout ??= 5000` in an interceptor or hook, which belongs to the clients of its file. */
const inHook = /\b(?:config|options)\.timeout\s*(?:\?\?|\|\|)?=[^=]/
const defaultsOf: readonly { readonly words: RegExp; readonly clients: readonly string[] }[] = [
  // `axios.defaults.timeout = 5000`
  { words: /\bdefaults\.timeout\s*(?:\?\?|\|\|)?=[^=]/, clients: ['axios'] },
  { words: /\bneedle\.defaults\(/, clients: ['needle'] },
  { words: /\bsetGlobalDispatcher\(/, clients: ['undici', 'fetch', 'ofetch'] },
  { words: /\.pipe\([^;]{0,300}\btimeout\(/, clients: [everyClient] },
]

/** The clients for which a file sets a timeout for all requests of the program, as {@link HttpClient} names them. */
export function boundedClients({ text, imports }: SourceFile): readonly string[] {
  const bounded = defaultsOf.flatMap(({ words, clients }) => (words.test(text) ? clients : []))
  if (!inHook.test(text)) return bounded
  const own = httpClients.filter((client) => client.packages.some((name) => imports.some(({ specifier }) => specifier === name)))
  return [...bounded, ...(own.length === 0 ? [everyClient] : own.map(({ name }) => name))]
}

const packages: ReadonlySet<string> = new Set([...httpClients.flatMap((client) => client.packages), ...dataSource.packages, httpModule.package])

/** True if the file imports an HTTP client. */
export function usesClient({ imports }: SourceFile): boolean {
  return imports.some(({ specifier, typeOnly }) => !typeOnly && packages.has(withoutScheme(specifier)))
}

/** The requests of a file to other services, in source order. */
export function outboundRequests(source: SourceFile, index: FileIndex, reader: ValueReader): OutboundRequest[] {
  const { text, imports } = source
  const clients = httpClients.filter(
    ({ name, packages }) =>
      (name === 'fetch' && text.includes('fetch(')) || imports.some(({ specifier }) => packages.includes(withoutScheme(specifier))),
  )
  const special = [...nestModules(source, index), ...ofDataSources(source, index)]
  if (clients.length === 0) return special
  const requests = index.calls.flatMap((call) => (mayRequest(call) ? (requestOf(call, reader.read(call.callee), clients, index, text) ?? []) : []))
  return [...special, ...requests]
}

type Call = TSESTree.CallExpression | TSESTree.NewExpression

function mayRequest({ callee }: Call): boolean {
  return callee.type === 'Identifier' || (callee.type === 'MemberExpression' && callee.object.type === 'Identifier')
}

function requestOf(
  call: Call,
  callee: Value,
  clients: readonly HttpClient[],
  index: FileIndex,
  text: string,
): OutboundRequest | undefined {
  for (const client of clients) {
    const method = call.type === 'NewExpression' ? classOf(callee, client) : methodOf(callee, client)
    if (method === undefined) continue
    const isNew = call.type === 'NewExpression'
    const defaults = isNew ? client.classes?.[method] : client.makers?.includes(method) === true ? 0 : undefined
    const at = defaults ?? client.options[method]
    if (at === undefined || (defaults === undefined && isToOwnOrigin(call))) continue
    const isLimited =
      defaults === undefined
        ? mayBeBounded(call, at, client, index, text)
        : isBounded(call.arguments[at], client, index, text) ||
          chainOf(call).some((name) => client.bounds.includes(name)) ||
          isBoundedInUse(call, client, index, text)
    const name = text.slice(...call.callee.range).replace(/\s+/g, '')
    return { client: client.name, name: isNew ? `new ${name}` : name, range: call.callee.range, isUnbounded: !isLimited && !isRaced(call, text) }
  }
  return undefined
}

function classOf(callee: Value, { packages, classes }: HttpClient): string | undefined {
  const { of, name } = callee.kind === 'member' ? { of: callee.of, name: callee.name } : { of: callee, name: callee.kind === 'import' ? callee.name : '' }
  return of.kind === 'import' && packages.includes(withoutScheme(of.specifier)) && classes?.[name] !== undefined ? name : undefined
}

/** True if every request of a client in its file has a timeout of its own: `const http = axios.create()`, `http.get(url, { timeout })`. */
function isBoundedInUse({ parent }: Call, client: HttpClient, index: FileIndex, text: string): boolean {
  if (parent.type !== 'VariableDeclarator' || parent.id.type !== 'Identifier') return false
  const { name } = parent.id
  const uses = index.calls.filter(({ callee }) => {
    const used = callee.type === 'MemberExpression' ? callee.object : callee
    return used.type === 'Identifier' && used.name === name
  })
  return uses.length > 0 && uses.every((use) => use.arguments.some((option) => option.type === 'ObjectExpression' && isBounded(option, client, index, text)))
}

/** The client's method that is called; the empty string if the client itself is called, nothing for other calls. */
function methodOf(callee: Value, { name, packages, exports }: HttpClient): string | undefined {
  if (callee.kind === 'global') return name === 'fetch' && callee.name === 'fetch' ? '' : undefined
  if (callee.kind === 'import') {
    if (!packages.includes(withoutScheme(callee.specifier))) return undefined
    if (exports.includes(callee.name)) return ''
    // `const axios = require('axios')`: members of the module are members of its default export.
    return exports.includes('*') ? callee.name : undefined
  }
  if (callee.kind !== 'member' || callee.of.kind !== 'import' || !packages.includes(withoutScheme(callee.of.specifier))) return undefined
  if (exports.includes(callee.of.name)) return callee.name
  // `import https from 'https'`: the default export has all exports of the module.
  return callee.of.name === 'default' && exports.includes(callee.name) ? '' : undefined
}

/** True for a relative URL, `fetch('/api/books')`: a browser's request to its own origin. */
function isToOwnOrigin({ arguments: [first] }: Call): boolean {
  if (first?.type === 'Literal') return typeof first.value === 'string' && /^\/(?!\/)/.test(first.value)
  return first?.type === 'TemplateLiteral' && /^\/(?!\/)/.test(first.quasis[0]?.value.raw ?? '')
}

/** True if there may be a timeout, including options that cannot be read. */
function mayBeBounded(call: Call, at: number, client: HttpClient, index: FileIndex, text: string): boolean {
  if (call.arguments.some((argument) => argument.type === 'SpreadElement')) return true
  // Options may come first: `axios({ url })`, `request({ url }, done)`.
  const given = call.arguments.filter((argument) => !isCallback(argument, index))
  const [first] = given
  const options = at > 0 && (first?.type === 'ObjectExpression' || isCalledWhole(call, client)) ? [first, given[at]] : [given.at(at)]
  if (options.some((option) => isBounded(option, client, index, text))) return true
  return chainOf(call).some((name) => client.bounds.includes(name)) || (client.name === 'node:http' && isBoundedLater(call, text))
}

/** `const request = https.get(url)`, followed by `request.setTimeout(5)` or `request.on('timeout', stop)`; what is passed on may be bounded elsewhere. */
function isBoundedLater({ parent }: Call, text: string): boolean {
  if (parent.type === 'ExpressionStatement') return false
  const named = parent.type === 'VariableDeclarator' ? parent.id : parent.type === 'AssignmentExpression' ? parent.left : undefined
  if (named?.type !== 'Identifier') return /\.setTimeout\(|['"]timeout['"]/.test(text)
  return new RegExp(`\\b${named.name.replaceAll('$', '\\$')}\\s*\\.(?:setTimeout\\(|on(?:ce)?\\(\\s*['"\`]timeout)`).test(text)
}

/** `axios(options)`: a variable as the only argument may be a URL or options. */
function isCalledWhole(call: Call, { name }: HttpClient): boolean {
  const [first] = call.arguments
  return call.arguments.length === 1 && first?.type === 'Identifier' && !/(?:ur[il]|link|href|endpoint)$/i.test(first.name) && (name === 'axios' || name === 'request' || name === 'got')
}

/** True for a callback, which is no options object. */
function isCallback(node: TSESTree.Node, index: FileIndex): boolean {
  if (node.type !== 'Identifier') return node.type === 'ArrowFunctionExpression' || node.type === 'FunctionExpression'
  return index.find(node.name, node.range[0])?.kind === 'function' || /^(?:done|cb|callback|next|resolve|handler|on[A-Z]\w*)$/.test(node.name)
}

function isBounded(
  options: TSESTree.Node | undefined,
  client: HttpClient,
  index: FileIndex,
  text: string,
  steps = 0,
): boolean {
  if (options === undefined) return false
  if (options.type === 'TSAsExpression') return isBounded(options.expression, client, index, text, steps)
  if (options.type === 'Identifier' && steps < 3) {
    const declared = index.find(options.name, options.range[0])
    if (declared?.kind !== 'variable' || declared.path?.length !== 0 || declared.init === null) return true
    if (client.bounds.some((bound) => text.includes(`${options.name}.${bound}`))) return true
    return isBounded(declared.init, client, index, text, steps + 1)
  }
  if (options.type === 'Literal' || options.type === 'TemplateLiteral' || options.type === 'TaggedTemplateExpression') return false
  // A concatenated URL: `base + path`, `new URL(path, base)`.
  if (options.type === 'BinaryExpression') return false
  if (options.type !== 'ObjectExpression') return true
  return options.properties.some(
    (property) =>
      property.type === 'SpreadElement' ||
      property.computed ||
      (property.key.type === 'Identifier' ? client.bounds.includes(property.key.name) : property.key.type !== 'Literal'),
  )
}

/** The methods that are chained to a call: `timeout` in `superagent.get(url).timeout(5)`. */
function chainOf(call: TSESTree.Node): string[] {
  const names: string[] = []
  for (let at = call; at.parent?.type === 'MemberExpression' && at.parent.object === at; at = at.parent.parent) {
    names.push(memberName(at.parent) ?? '')
    if (at.parent.parent.type !== 'CallExpression') break
  }
  return names
}

/** A timeout around the request: `Promise.race([fetch(url), late])`, `withTimeout(fetch(url), 5)`. */
function isRaced(call: TSESTree.Node, text: string): boolean {
  for (let at = call.parent; at !== undefined && at.type !== 'BlockStatement'; at = at.parent) {
    if (at.type === 'CallExpression' && /time_?out|\brace$|deadline|abort/i.test(text.slice(...at.callee.range).slice(-60))) return true
  }
  return false
}

/**
 * Nest's HTTP client: the import of its service if the file sets a timeout, else each `HttpModule` in the imports of a module, with or without
 * options.
 */
function nestModules({ imports, text }: SourceFile, index: FileIndex): OutboundRequest[] {
  const user = imports.flatMap(({ specifier, names }) => (specifier === httpModule.package ? names : [])).find(({ imported }) => imported === httpModule.client)
  if (user !== undefined && /\btimeout\b/.test(text))
    return [{ client: 'axios', name: httpModule.client, range: user.range, isUnbounded: false }]
  const named = imports.find(({ specifier, names }) => specifier === httpModule.package && names.some(({ imported }) => imported === httpModule.name))
  if (named === undefined) return []
  return index.classes.flatMap(({ decorators }) => decorators).flatMap((decorator): OutboundRequest[] => {
    const from = decorator.range[0]
    const found = /\bHttpModule\b(?:\.(\w+)\(([^()]{0,400}))?/.exec(text.slice(...decorator.range))
    if (found === null) return []
    const [, maker, options = ''] = found
    const start = from + found.index
    const isUnbounded = maker === undefined || (maker === httpModule.maker && !/timeout|\.\.\.|^\s*\w+\s*$/.test(options))
    return [{ client: 'axios', name: httpModule.name, range: [start, start + httpModule.name.length], isUnbounded }]
  })
}

/** The requests of data sources, each by a method of the base class: `this.get('books')`. */
function ofDataSources({ imports, text }: SourceFile, { classes }: FileIndex): OutboundRequest[] {
  if (!imports.some(({ specifier, typeOnly }) => !typeOnly && dataSource.packages.some((name) => name === specifier))) return []
  return classes.flatMap(({ superClass, range }): OutboundRequest[] => {
    if (superClass?.type !== 'Identifier' || superClass.name !== dataSource.name) return []
    const body = text.slice(...range)
    if (/\bsignal\b|timeout|\bfetch(?:er)?\b/i.test(body)) return []
    return [...body.matchAll(/\bthis\.(?:get|post|put|patch|delete)(?=[(<])/g)].map(({ 0: name, index }) => {
      const start = range[0] + index
      return { client: dataSource.client, name, range: [start, start + name.length], isUnbounded: true }
    })
  })
}
