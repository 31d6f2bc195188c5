import { routeHandlers } from '../source/models/requests.ts'
import { verbsOf } from './answers.ts'
import type { Graph, Module } from './graph.ts'
import { relativeTo } from './paths.ts'
import type { CodeRoute } from './routes.ts'

/** A folder whose files are routes by their place, as Next has it. */
interface FileRouter {
  /** What the path below the package must look like; the first group is the path of the route. */
  readonly place: RegExp
  /** The module's routes: by the names that it exports, or all methods by its default export. */
  readonly exports: 'methods' | 'default'
  readonly prefix: string
}

const fileRouters: readonly FileRouter[] = [
  { place: /^(?:src\/)?app\/(?:(.+)\/)?route\.[jt]sx?$/, exports: 'methods', prefix: '' },
  { place: /^(?:src\/)?pages\/api\/(.+)\.[jt]sx?$/, exports: 'default', prefix: '/api' },
]

/**
 * Finds the routes of Next's handlers: `app/users/[id]/route.ts`, `pages/api/users.ts`.
 * @param packageOf the folder of the package that a file belongs to, and whether Next is among what it needs
 */
export function fileRoutes(
  graph: Graph,
  packageOf: (module: Module) => { readonly directory: string; readonly usesNext: boolean },
): CodeRoute[] {
  return [...graph.modules.values()].flatMap((module) => {
    if (!mayBePlace.test(module.file) || module.summary.purpose === 'test') return []
    const { directory, usesNext } = packageOf(module)
    return usesNext ? routesOf(graph, module, relativeTo(directory, module.file)) : []
  })
}

/** Most files are told apart by this alone. */
const mayBePlace = /\/(?:route|pages\/api\/.+)\.[jt]sx?$/

function routesOf(graph: Graph, module: Module, place: string): CodeRoute[] {
  for (const { place: pattern, exports, prefix } of fileRouters) {
    const match = pattern.exec(place)
    if (match === null) continue
    const path = pathOf(match[1] ?? '')
    if (path === undefined) return []
    return handlersOf(graph, module, exports).map(({ method, name, range }) => ({
      file: module.file,
      method,
      path: prefix + path || '/',
      prefixKnown: true,
      location: { file: module.file, range },
      middleware: [],
      answeredBy: { module, value: module.summary.structure.exports[name] ?? { kind: 'import', specifier: '.', name } },
      framework: 'next',
    }))
  }
  return []
}

interface Handler {
  readonly method: string
  /** The exported name. */
  readonly name: string
  readonly range: readonly [number, number]
}

function handlersOf(graph: Graph, module: Module, exports: FileRouter['exports']): Handler[] {
  const { summary } = module
  const records = summary.exports.filter(({ typeOnly }) => !typeOnly)
  if (exports === 'methods')
    return records.flatMap(({ name, range }) => (routeHandlers.has(name) ? [{ method: name, name, range }] : []))
  const record = records.find(({ name }) => name === 'default')
  const value = summary.structure.exports['default'] ?? summary.structure.exports['*']
  if (record === undefined && value === undefined) return []
  const range = record?.range ?? (value?.kind === 'function' ? value.range : ([0, 0] as const))
  const name = record === undefined ? '*' : 'default'
  const verbs = value === undefined ? [] : verbsOf(graph, { module, value })
  return (verbs.length === 0 ? ['ALL'] : verbs).map((method) => ({ method, name, range }))
}

/** `users/[id]` as a path; nothing for folders that Next keeps private. */
function pathOf(place: string): string | undefined {
  const segments = place
    .replace(/(?:^|\/)index$/, '')
    .split('/')
    .filter((segment) => segment !== '')
  if (segments.some((segment) => segment.startsWith('_'))) return undefined
  return segments
    .filter((segment) => !/^(?:\(.*\)|@.*)$/.test(segment))
    .map((segment) => '/' + segment.replace(/\[+(?:\.\.\.)?([^[\].]+)\]+/g, '{$1}'))
    .join('')
}
