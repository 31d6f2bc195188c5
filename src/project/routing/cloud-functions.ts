import type { CoverageNote } from '../../core/diagnostic.ts'
import { asList, asObject, asString, field } from '../../core/json.ts'
import { LineIndex } from '../../core/lines.ts'
import { memoize } from '../../core/memoize.ts'
import type { DocumentProblem } from '../../documents/document.ts'
import { parseDocument } from '../../documents/parse.ts'
import { httpMethods } from '../../source/models/routers.ts'
import { functionExport, functionFiles, requestEvents, requestEventTypes } from '../../source/models/cloud-functions.ts'
import { fieldOf, unknownValue } from '../../source/values/value.ts'
import type { Value } from '../../source/values/value.ts'
import { wholeText } from '../graph/texts.ts'
import type { Graph, Module } from '../graph/graph.ts'
import { describedFunctions } from './described-functions.ts'
import { functionBeside } from './azure.ts'
import type { DescribedFunction } from './azure.ts'
import { directoryOf, joinPath } from '../graph/paths.ts'
import type { CodeRoute, UnknownRoute } from './code-route.ts'
import { joinRoutes, templateOf } from './route-paths.ts'

/** An HTTP trigger of a function. */
interface Request {
  readonly method: string
  readonly path: string
  /** Only the end of the path is known: `${opt:base}/users`. */
  readonly isEnd?: true
  /** Set if the gateway validates requests against a schema. */
  readonly isValidated?: true
}

/** A function on a platform: the file and export with its code, and its triggers. */
interface CloudFunction {
  /** Without extension: `/app/src/users/list`. */
  readonly file: string
  readonly name: string
  readonly requests: readonly Request[]
  readonly framework: 'lambda' | 'azure'
  /** The file that describes it. */
  readonly described?: string
}

/** The modules of functions on platforms, whatever triggers them, as configured for Serverless, SAM and Azure. */
export function cloudModules(graph: Graph): readonly Module[] {
  return describedInFiles(graph).functions.flatMap(({ file }) => moduleOf(graph, file) ?? [])
}

/** Finds the routes of functions on platforms, as configured for Serverless, SAM and Azure. */
export function cloudRoutes(graph: Graph): { readonly routes: readonly CodeRoute[]; readonly unknown: readonly UnknownRoute[] } {
  const functions = [...describedInFiles(graph).functions, ...[...graph.modules.values()].flatMap((module) => describedIn(graph, module))]
  const all = functions.flatMap((one) => routesOf(graph, one))
  return { routes: all.filter(({ path }) => path !== ''), unknown: [...all.filter(({ path }) => path === ''), ...functions.flatMap((one) => withoutCode(graph, one))] }
}

/** The files that describe functions and are no valid YAML: the routes in them are not seen. */
export function invalidDescriptions(graph: Graph): readonly CoverageNote[] {
  return describedInFiles(graph).invalid
}

/** The requests to a function whose code is not in the project: it is built first, or lies elsewhere. */
function withoutCode(graph: Graph, { file, requests, framework, described }: CloudFunction): UnknownRoute[] {
  return described === undefined || moduleOf(graph, file) !== undefined ? [] : requests.map(() => ({ location: { file: described, range: [0, 0] }, framework }))
}

/** Runtimes for other languages, whose code is not read: `python3.12`. */
const otherRuntime = /^(?:python|go|java|ruby|dotnet|provided)/

/** Tags such as `!Ref` and `!Sub`, whose values only the platform knows. */
const tags = /(?<=[\s[,])![A-Z][\w:]*/gi

const extensions = ['.ts', '.js', '.mts', '.mjs', '.cjs', '.tsx', '/index.ts', '/index.js']

function moduleOf(graph: Graph, file: string): Module | undefined {
  return extensions.map((extension) => graph.modules.get(file + extension)).find((one) => one !== undefined)
}

function routesOf(graph: Graph, { file, name, requests, framework }: CloudFunction): CodeRoute[] {
  const module = requests.length === 0 ? undefined : moduleOf(graph, file)
  if (module === undefined) return []
  const record = module.summary.exports.find((one) => one.name === name)
  const exported = module.summary.structure.exports[name] ?? module.late.exports[name]
  const range = record?.range ?? (exported?.kind === 'function' ? exported.range : ([0, 0] as const))
  // A catch-all route goes to an application, whose own routes are found by themselves.
  const own = requests.filter(({ path, isEnd }) => !/^\/?(?:\{\w+\+\}|\*)?$/.test(path) || path === '/' || isEnd === true)
  return own.map(({ method, path, isEnd, isValidated }) => ({
    file: module.file,
    method,
    path: path && templateOf(path).replace(/\{(\w+)\+\}/g, '{$1}'),
    prefixKnown: isEnd !== true,
    ...(isEnd && { gap: module.file }),
    location: { file: module.file, range },
    answeredBy: { module, value: exported ?? { kind: 'import', specifier: '.', name } },
    // Access is configured elsewhere.
    middleware: [{ module, value: unknownValue }],
    framework,
    ...(isValidated && { isValidated }),
  }))
}

const describedInFiles = memoize((graph: Graph): { readonly functions: readonly CloudFunction[]; readonly invalid: readonly CoverageNote[] } => {
  const seen = new Set<string>()
  const invalid: CoverageNote[] = []
  const all = [...graph.modules.values()].flatMap((module) => {
    const isFunction = module.summary.exports.some(({ name, typeOnly }) => !typeOnly && functionExport.test(name))
    const texts = isFunction ? graph.textsAround(module.file, functionFiles) : graph.textsBeside(module.file, functionFiles)
    const described = functionBeside(graph, module)
    const isNew = described !== undefined && !seen.has(described.folder)
    if (isNew) seen.add(described.folder)
    const functions = texts.flatMap(({ file, text }) => {
      if (seen.has(file)) return []
      seen.add(file)
      const { value: settings, problems: [problem] } = parseDocument(file, text.replace(tags, ({ length }) => ' '.repeat(length)))
      // Other tools have files of this name too, and not all are YAML.
      if (settings === undefined && problem !== undefined && /serverless/i.test(file + text)) invalid.push(noteOf(file, text, problem))
      const folder = directoryOf(file)
      const serverless = describedFunctions(graph, file, settings).flatMap((one) => ofServerless(folder, one, isOther(field(settings, 'provider'), one) ? undefined : file))
      return [...serverless, ...entriesOf(field(settings, 'Resources')).flatMap((one) => ofSam(folder, settings, one))]
    })
    return isNew ? [...functions, ...ofAzure(graph, described, directoryOf(module.file))] : functions
  })
  return { functions: all, invalid }
})

function noteOf(file: string, text: string, { message, offset }: DocumentProblem): CoverageNote {
  const { line, column } = new LineIndex(text).positionAt(offset)
  return { kind: 'syntax-error', file, message: `line ${line}, column ${column}: ${message}. Routes that this file declares are not seen` }
}

/** The script may be the compiled one: `../dist/list/index.js` of `list/index.ts` or `src/list/index.ts`. */
function ofAzure(graph: Graph, { folder, script, entry, methods, path }: DescribedFunction, source: string): CloudFunction[] {
  const written = joinPath(folder, script)
  const file = moduleOf(graph, written) === undefined ? joinPath(source, script.slice(script.lastIndexOf('/') + 1)) : written
  const { exports = {} } = moduleOf(graph, file)?.summary.structure ?? {}
  const requests = methods.flatMap((method) => requestOf({ method, path }) ?? [])
  return [{ file, name: entry ?? (Object.hasOwn(exports, 'default') ? 'default' : '*'), requests, framework: 'azure' }]
}

function entriesOf(value: unknown): readonly unknown[] {
  return Object.values(asObject(value) ?? {})
}

/** True if a function, or else its service, is written in another language. */
function isOther(...descriptions: readonly unknown[]): boolean {
  return otherRuntime.test(descriptions.reduce<string>((known, one) => asString(field(one, 'runtime')) ?? known, ''))
}

function ofServerless(folder: string, description: unknown, file: string | undefined): CloudFunction[] {
  const requests = asList(field(description, 'events')).flatMap((event) => requestEvents.flatMap((name) => requestOf(field(event, name)) ?? []))
  return named(folder, asString(field(description, 'handler')), requests).map((one) => ({ ...one, ...(file !== undefined && { described: file }) }))
}

function ofSam(folder: string, settings: unknown, resource: unknown): CloudFunction[] {
  if (field(resource, 'Type') !== 'AWS::Serverless::Function') return []
  const properties = field(resource, 'Properties')
  const requests = entriesOf(field(properties, 'Events')).flatMap((event) => {
    const { Path: path, Method: method } = asObject(field(event, 'Properties')) ?? {}
    return requestEventTypes.has(asString(field(event, 'Type')) ?? '') ? (requestOf({ path, method: method ?? 'any' }) ?? []) : []
  })
  const shared = field(field(settings, 'Globals'), 'Function')
  const code = asString(field(properties, 'CodeUri')) ?? asString(field(shared, 'CodeUri')) ?? '.'
  return named(joinPath(folder, code), asString(field(properties, 'Handler')) ?? asString(field(shared, 'Handler')), requests)
}

/** Splits `src/users/list.handler` into file and export. */
function named(folder: string, handler: string | undefined, requests: readonly Request[]): CloudFunction[] {
  const dot = handler?.lastIndexOf('.') ?? -1
  if (handler === undefined || dot <= 0) return []
  return [{ file: joinPath(folder, handler.slice(0, dot)), name: handler.slice(dot + 1), requests, framework: 'lambda' }]
}

/** Parses `GET users` or `{ path: users, method: get }`. */
function requestOf(event: unknown): Request | undefined {
  const [first, second] = asString(event)?.split(/\s+/) ?? []
  const [method, path] = event === '*' ? ['ANY', '*'] : [first ?? asString(field(event, 'method')), second ?? asString(field(event, 'path'))]
  if (method === undefined || path === undefined) return undefined
  const lower = method.toLowerCase()
  const verb = lower === 'any' || lower === '*' ? 'ALL' : Object.hasOwn(httpMethods, lower) ? httpMethods[lower] : undefined
  const variable = path.lastIndexOf('${')
  const isEnd = variable !== -1
  const end = path.slice(path.indexOf('}', variable) + 1).replace(/^\}+/, '')
  const known = isEnd ? (/^\/./.test(end) ? end : '') : joinRoutes('', path) || '/'
  return verb === undefined ? undefined : { method: verb, path: known, ...(isEnd && { isEnd }), ...(field(event, 'request') !== undefined && { isValidated: true as const }) }
}

/** The functions that the exports of a module describe, in a file beside it. */
function describedIn(graph: Graph, module: Module): CloudFunction[] {
  return Object.values(module.summary.structure.exports).flatMap((value) => describedBy(graph, module, value))
}

function describedBy(graph: Graph, module: Module, description: Value): CloudFunction[] {
  const events = fieldOf(description, 'events')
  const handler = fieldOf(description, 'handler')
  if (events?.kind !== 'list' || handler?.kind !== 'text') return []
  const text = (value: Value | undefined): string | undefined => value && wholeText(graph, { module, value })
  const requests = events.items.flatMap((event) =>
    requestEvents.flatMap((name) => {
      const told = fieldOf(event, name)
      return requestOf(text(told) ?? { method: text(fieldOf(told, 'method')), path: text(fieldOf(told, 'path')), request: fieldOf(told, 'request') }) ?? []
    }),
  )
  const last = handler.parts.at(-1)
  return typeof last === 'string' ? named(directoryOf(module.file), last.replace(/^.*\//, ''), requests) : []
}
