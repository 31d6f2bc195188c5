import type { ImportRecord, SourceFile } from '../file.ts'
import { controllerLibraries, routerLibraries } from '../models/routers.ts'
import { dataLibraries, entityDecorators, generatedClient, tableCalls } from '../models/data-access.ts'
import { serverFactories, servingCalls } from '../models/servers.ts'
import { packageOf, withoutScheme } from '../models/lookup.ts'
import type { FileRole } from '../roles.ts'

const routerPackages: ReadonlySet<string> = new Set([
  ...routerLibraries.flatMap(({ packages }) => packages),
  ...Object.keys(serverFactories),
])

/** Packages whose use says something about what a module is for. */
const tellingPackages: ReadonlySet<string> = new Set([
  ...routerLibraries.flatMap(({ packages }) => packages),
  ...controllerLibraries.flatMap(({ packages }) => packages),
  ...Object.keys(tableCalls),
  ...Object.keys(serverFactories),
  ...Object.keys(servingCalls),
])

/** Names that give access to a database, by package: most of what is imported from an ORM is types and operators. */
const dataNames = new Map<string, ReadonlySet<string>>()
for (const { packages, handles, types, decorators = [], records = [], models = [] } of dataLibraries) {
  for (const name of packages)
    dataNames.set(
      name,
      new Set([...(dataNames.get(name) ?? []), ...handles, ...types, ...decorators, ...records, ...models, '*', 'default']),
    )
}
for (const [name, decorators] of Object.entries(entityDecorators))
  dataNames.set(name, new Set([...(dataNames.get(name) ?? []), ...decorators]))

/** `router.get('/users'`: a route even where no framework is imported, since routers are handed around. */
const registration = /\.(?:get|post|put|patch|delete|del|head|options|all|use|route|register|mount)\(\s*\[?\s*['"`](?:\/|['"`])/
/** `const service = new Service(repository)` at the top of a file: wiring, where the file has no class of its own. */
const construction = /^(?:export )?const \w+(?:: [\w<>]{1,60})? = new \w+\(\s*[\w{]/m
/** A prefix that other files put before their routes. */
const prefixConstant = /\b(?:prefix|base_?path|api_?path)['"]?\s*[:=]\s*['"`]\//i
const startsStopsOrWires = /\.listen\(|\bserve\(|NestFactory|enableShutdownHooks|setGlobalPrefix|\bnew \w+\(\s*new \w/
const tellingHeritage =
  /\b(?:extends|implements)\s+[\w.]{0,60}(?:Controller|Resolver|Gateway|Repository|Service|UseCase|Handler|Port)\b/
/** A signal that is named in code; comments about signals are common. */
const signal = /^(?!\s*(?:\*|\/\/)).{0,300}['"`]SIG(?:TERM|INT)['"`]/m
/** A function that answers requests, to be registered by another module. */
const handler = /\b_?(?:req|request|ctx|context)\b[^()]{0,60},\s*_?(?:res|response|reply|next)\b/
/** Controllers, repositories and what makes them, by name. */
const tellingName =
  /(?:controller|factory|factorie|resolver|handler|route|router|gateway|repository|repositories)s?(?:\/|\.[cm]?[jt]sx?$)/i

/**
 * True where a file's text can hold something that structure or route facts are made of. Building a tree costs about as
 * much as everything else together, and most files of most projects need none.
 */
export function mayHoldStructure(source: SourceFile, purpose: FileRole): boolean {
  // Tests wire up servers and databases as well, and are no part of the program.
  if (source.language === 'dts' || purpose === 'test') return false
  const { text, imports } = source
  // Components import tables' types and call `navigate('/')`; without a server's package in them they are no part of one.
  if (usesRouters(source)) return true
  if (source.language === 'tsx' || source.language === 'jsx') return false
  if (imports.some((record) => !record.typeOnly && (isIn(tellingPackages, record.specifier) || takesDataAccess(record))))
    return true
  if (
    tellingName.test(source.path.slice(-80)) ||
    startsStopsOrWires.test(text) ||
    registration.test(text) ||
    prefixConstant.test(text)
  )
    return true
  if (construction.test(text) && !/\bclass\b/.test(text)) return true
  if (text.includes(generatedClient) || tellingHeritage.test(text) || handler.test(text)) return true
  if (text.includes('SIG') && signal.test(text)) return true
  return text.includes('@') && usesDecorators(source)
}

/** `@Name` of an import, and neither `@name/package` nor `@names` of a comment. */
function usesDecorators({ text, imports }: SourceFile): boolean {
  const written = new Set<string>()
  for (const [, name = ''] of text.matchAll(/@([A-Za-z_$][\w$]*)(?![\w$/-])/g)) written.add(name)
  return written.size > 0 && imports.some(({ names }) => names.some(({ local }) => written.has(local)))
}

function takesDataAccess({ specifier, names }: ImportRecord): boolean {
  const telling = dataNames.get(specifier) ?? dataNames.get(packageOf(specifier))
  return (
    telling !== undefined && (names.length === 0 || names.some(({ imported, typeOnly }) => !typeOnly && telling.has(imported)))
  )
}

/** True where the file imports something that makes routers or servers, its types included. */
export function usesRouters({ imports }: Pick<SourceFile, 'imports'>): boolean {
  return imports.some(({ specifier }) => isIn(routerPackages, specifier))
}

function isIn(packages: ReadonlySet<string>, specifier: string): boolean {
  return packages.has(packageOf(specifier)) || packages.has(withoutScheme(specifier))
}
