import { memoize } from '../../core/memoize.ts'
import { autoloading, chainingMethods, folderMounts, globPackages } from '../../source/models/routers.ts'
import { lists } from '../../source/models/lookup.ts'
import { fieldOf, isLoading, knownText, pathOf, unknownValue } from '../../source/values/value.ts'
import type { Value } from '../../source/values/value.ts'
import type { Graph, Module } from '../graph/graph.ts'
import { directoryOf, isWithin, joinPath, nameOf, stemOf } from '../graph/paths.ts'
import type { PathText } from './route-paths.ts'
import { textOf } from '../graph/texts.ts'
import { externalOf, follow } from '../graph/values.ts'
import type { Located } from '../graph/values.ts'
import { escapeRegExp } from '../../core/any-of.ts'

/** A module that is loaded by a computed name: `require(path.join(__dirname, file))`. */
export interface LoadedModule {
  readonly module: Module
  /** The export that is used. */
  readonly exported: Value
}

/** The modules that a value with a computed name may load; empty for all other values. */
export function loadedByName(graph: Graph, located: Located): readonly LoadedModule[] {
  let { module, value } = follow(graph, located)
  // `require(file).routes()`
  while (value.kind === 'call' && value.of.kind === 'member' && chainingMethods.has(value.of.name)) ({ module, value } = follow(graph, { module, value: value.of.of }))
  // `require(file)(deps)`: what the loaded function returns.
  if (value.kind === 'call' && isLoading(pathOf(value.of).root)) {
    const { at } = value
    return loadedByName(graph, { module, value: value.of }).map((one) => ({ ...one, exported: { kind: 'call', at, of: one.exported, arguments: [] } }))
  }
  const { root, names } = pathOf(value)
  const [name = '*', ...deeper] = names
  const found = globbed(graph, { module, value: root })
  if ((!isLoading(root) && found === undefined) || root.kind !== 'call' || deeper.length > 0) return []
  const listed = root.arguments[0] && listingOf(graph, { module, value: root.arguments[0] })
  const named = listed && matching(listed)
  const isNamed = named !== undefined && [...graph.modules.keys()].some((file) => named.test(file))
  const place = found ?? (isNamed ? named : placeOf(module, root.arguments[0] ?? unknownValue))
  const isBelow = ({ file }: Module): boolean => isWithin(directoryOf(module.file), file)
  const all = [...graph.modules.values()].filter((one) => one !== module && one.summary.purpose !== 'test' && (place?.test(one.file) ?? !importedFiles(graph).has(one.file)))
  const below = place === undefined ? all.filter(isBelow) : all
  // `config.routes.forEach((file) => require(resolve(file))(app))`: wherever the files are, they are named after routes.
  return (below.length > 0 ? below : all.filter(({ file }) => /\brout/i.test(file))).flatMap((target): LoadedModule[] => {
    const { exports } = target.summary.structure
    const own = Object.hasOwn(exports, name) ? exports[name] : undefined
    const exported = own ?? (name === '*' ? exports['default'] : name === 'default' ? exports['*'] : undefined)
    return exported === undefined ? [] : [{ module: target, exported }]
  })
}

/** A pattern for the files that `loadControllers('routes/*.js', { cwd: __dirname })` mounts. */
function globbed(graph: Graph, { module, value }: Located): RegExp | undefined {
  const external = value.kind === 'call' ? externalOf(graph, { module, value: value.of }) : undefined
  if (value.kind !== 'call' || external === undefined || !lists(folderMounts, external.specifier, external.name)) return undefined
  return value.arguments[0] && matching(value.arguments[0])
}

/** The pattern of `glob.sync('routes/*.js').forEach((file) => app.use(require(file)))`, from the name that is loaded. */
function listingOf(graph: Graph, { module, value }: Located, steps = 0): Value | undefined {
  if (steps > maxSteps) return undefined
  if (value.kind === 'item' && value.of.kind === 'call') {
    const external = externalOf(graph, { module, value: value.of.of })
    return external !== undefined && globPackages.has(external.specifier) ? value.of.arguments[0] : undefined
  }
  const parts = value.kind === 'call' ? value.arguments : value.kind === 'member' ? [value.of] : value.kind === 'text' ? value.parts : []
  return parts.map((part) => (typeof part === 'string' ? undefined : listingOf(graph, { module, value: part }, steps + 1))).find((one) => one !== undefined)
}
const maxSteps = 4

/** Three wildcards in a segment, or many in all: no list of routes, but a name could be made that takes for ever to compare. */
const tooOpen = /\*[^/*]+\*[^/*]+\*|(?:\*[^*]*){9}/

/** The files that match a glob, from the end of it that is constant. */
function matching(glob: Value): RegExp | undefined {
  const end = glob.kind === 'text' ? glob.parts.at(-1) : undefined
  if (typeof end !== 'string' || !end.includes('*') || tooOpen.test(end)) return undefined
  const parts = end.replace(/^(?:\.{0,2}\/)+/, '').replace(/\.(?:[cm]?[jt]s|\{[\w,]*\})$/, '').split('*').map(escapeRegExp)
  return new RegExp(`/${parts.join('[^/]*').replaceAll('[^/]*[^/]*/', '(?:.+/)?')}\\.[cm]?[jt]s$`)
}

/** The modules that `consign().include('routes').into(app)` calls with the application: files, and all those in a folder. */
export function autoloaded(graph: Graph, { module, value }: Located): readonly LoadedModule[] {
  if (value.kind !== 'member' || value.name !== autoloading.into) return []
  const names: string[] = []
  let made = follow(graph, { module, value: value.of }).value
  let cwd = ''
  for (; made.kind === 'call'; made = made.of.kind === 'member' ? made.of.of : made.of) {
    names.push(...made.arguments.flatMap((one) => knownText(one) ?? []))
    cwd = made.arguments.flatMap((one) => knownText(fieldOf(one, autoloading.options)) ?? [])[0] ?? cwd
  }
  const { specifier } = externalOf(graph, { module, value: made }) ?? {}
  if (!autoloading.packages.some((name) => name === specifier)) return []
  const bases = [directoryOf(module.file), directoryOf(directoryOf(module.file))]
  const folders = bases.flatMap((folder) => names.map((name) => joinPath(joinPath(folder, cwd), name)))
  return [...graph.modules.values()].flatMap((target): LoadedModule[] => {
    const { exports } = target.summary.structure
    const exported = exports['*'] ?? exports['default']
    const isMeant = folders.some((folder) => target.file === folder || target.file.startsWith(`${folder}/`) || target.file.replace(/\.[cm]?[jt]s$/, '') === folder)
    return isMeant && exported !== undefined && target.summary.purpose !== 'test' ? [{ module: target, exported }] : []
  })
}

/** The path at which a loaded module is mounted. Unknown parts are taken from the file's name or its exports. */
export function pathOfLoaded(graph: Graph, { module, value }: Located, loaded: LoadedModule): PathText {
  const parts = value.kind === 'text' ? value.parts : [value]
  return parts.flatMap((part): PathText => {
    if (typeof part === 'string') return [part]
    if (part.kind === 'text') return pathOfLoaded(graph, { module, value: part }, loaded)
    const { root, names } = pathOf(part)
    const [name, ...deeper] = names
    if (isLoading(root)) {
      const exported = deeper.length > 0 ? undefined : loaded.module.summary.structure.exports[name ?? '']
      return textOf(graph, { module: loaded.module, value: exported ?? unknownValue })
    }
    const known = textOf(graph, { module, value: part })
    return known.includes(null) ? [nameMade(part, loaded.module.file)] : known
  })
}

/** The path segment that a program derives from a file name: without the extension, up to the first dot, or without the common suffix. */
function nameMade(part: Value, file: string): string | null {
  const stem = stemOf(file) === 'index' ? nameOf(directoryOf(file)) : stemOf(file)
  const { root, names } = pathOf(part)
  const splits = root.kind === 'call' && root.of.kind === 'member' && root.of.name === 'split' && names[0] === '0'
  if (splits) return stem.split('.')[0] ?? stem
  if (root.kind !== 'call' && root.kind !== 'parameter' && root.kind !== 'item' && root.kind !== 'unknown') return null
  const ending = root.kind === 'call' ? knownText(root.arguments.find((one) => knownText(one)?.startsWith('.'))) : undefined
  const inner = ending?.replace(/\.[cm]?[jt]s$/, '') ?? ''
  return stem.endsWith(inner) ? stem.slice(0, stem.length - inner.length).replace(/[._-](?:routes?|router)$/i, '') : stem
}

const gap = '\0'
/** Stands for the directory of the file itself. */
const ownFolder = '\x01'

/** Imported modules are mounted by their importers. */
const importedFiles = memoize(({ modules }: Graph): ReadonlySet<string> => {
  return new Set([...modules.values()].flatMap(({ links }) => links.flatMap(({ target }) => target?.file ?? [])))
})

/**
 * A pattern for the files that a name may stand for, in which unknown parts match within one folder. Undefined if nothing is known: then it
 * may be a file below the module's own directory.
 */
function placeOf(module: Module, value: Value): RegExp | undefined {
  const here = directoryOf(module.file)
  const written = writtenPath(value)
  const isKnown = written.startsWith(`${ownFolder}/`) || /^\.\.?\//.test(written)
  if (!isKnown) return undefined
  const from = joinPath(here, written.replace(ownFolder + '/', './'))
  const pattern = from.replace(/\.[cm]?[jt]sx?$/, '').split(gap).map(escapeRegExp).join('[^/]+')
  return new RegExp(`^${pattern}(?:/index)?(?:\\.[cm]?[jt]sx?)?$`)
}

/** The directory in `join(__dirname, 'routes')`, if everything but `__dirname` is constant. */
export function folderNamed({ file }: Module, value: Value | undefined): string | undefined {
  const written = value === undefined ? gap : writtenPath(value)
  if (!written.startsWith(ownFolder) || written.includes(gap)) return undefined
  return joinPath(directoryOf(file), written.slice(ownFolder.length).replace(/^\/+/, '')).replace(/\/$/, '')
}

function writtenPath(value: Value): string {
  switch (value.kind) {
    case 'text':
      return value.parts.map((part) => (typeof part === 'string' ? part : writtenPath(part))).join('')
    case 'global':
      return value.name === '__dirname' ? ownFolder : gap
    case 'member':
      // desm's `join` takes `import.meta.url`.
      if (value.name === 'dirname' || (value.name === 'url' && value.of.kind === 'unknown')) return ownFolder
      return value.name === 'href' || value.name === 'pathname' ? writtenPath(value.of) : gap
    case 'new': {
      const [name, base] = value.arguments
      const isOfModule = value.of.kind === 'global' && value.of.name === 'URL' && name !== undefined && base !== undefined
      return isOfModule ? `${writtenPath(base)}/${writtenPath(name)}`.replaceAll('/./', '/') : gap
    }
    case 'call': {
      const name = value.of.kind === 'member' || value.of.kind === 'import' ? value.of.name : ''
      if (name === 'join' || name === 'resolve') return value.arguments.map(writtenPath).join('/').replaceAll('/./', '/').replaceAll('//', '/')
      // `dirname(fileURLToPath(import.meta.url))`
      if (name === 'dirname') return ownFolder
      return (name === 'pathToFileURL' || name === 'fileURLToPath') && value.arguments[0] !== undefined ? writtenPath(value.arguments[0]) : gap
    }
    default:
      return gap
  }
}
