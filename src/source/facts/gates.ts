import { anyOf } from '../../core/any-of.ts'
import type { ImportRecord, SourceFile } from '../syntax/file.ts'
import { controllerLibraries } from '../models/controllers.ts'
import { routerLibraries } from '../models/routers.ts'
import { dataLibraries, entityDecorators, generatedClient, tableCalls } from '../models/data-access.ts'
import { describesFunction, typedFunctions } from '../models/cloud-functions.ts'
import { gatewayAliases, namedEndpoints } from '../models/described-routes.ts'
import { entryMakers, resolvedTypes } from '../models/roles.ts'
import { serverFactories, servingCalls } from '../models/servers.ts'
import { apiServers } from '../models/typed-apis.ts'
import { unreadServers } from '../models/unread-servers.ts'
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
  ...Object.keys(entryMakers),
  ...apiServers.flatMap(({ packages }) => packages),
  ...Object.keys(unreadServers),
  gatewayAliases.package,
  namedEndpoints.package,
])

/** Packages of types alone that say as much. */
const tellingTypes: ReadonlySet<string> = new Set([typedFunctions.package])

/** Names that give access to a database, by package: most of what is imported from an ORM is types and operators. */
const dataNames = new Map<string, ReadonlySet<string>>()
for (const { packages, handles, types, decorators = [], records = [], models = [] } of dataLibraries) {
  for (const name of packages)
    dataNames.set(
      name,
      new Set([...(dataNames.get(name) ?? []), ...handles, ...types, ...decorators, ...records, ...models, '*', 'default']),
    )
}
/** Types of clients, which a class is handed. */
const clientTypes: ReadonlySet<string> = new Set(dataLibraries.flatMap(({ packages, types }) => packages.flatMap((name) => types.map((type) => `${name} ${type}`))))
for (const [name, decorators] of Object.entries(entityDecorators))
  dataNames.set(name, new Set([...(dataNames.get(name) ?? []), ...decorators]))

/** A sign with words of which the text must hold one for it to be there: a search for words costs a tenth of one for a pattern. */
interface Sign {
  readonly words: readonly string[]
  readonly pattern?: RegExp
}

/** A test for any of some signs. */
function anySign(signs: readonly Sign[]): (text: string) => boolean {
  const tests = signs.map(({ words, pattern }) => ({ words: anyOf(words), pattern }))
  return (text) => tests.some(({ words, pattern }) => words.test(text) && (pattern?.test(text) ?? true))
}

/** What may be a router is handed on, `userRoutes(router)`, and so are routes: with a path, `mount({ '/users': users })`, or in a list that is constructed. */
const handingOver: readonly Sign[] = [
  { words: ['(router', '(app', '(fastify', '(server', '(routes', '(controllers', '(...args'], pattern: /\w\((?:router|app|fastify|server|routes|controllers|\.\.\.args)[,)]/ },
  { words: ["'/", '"/'], pattern: /\(\s*(?:['"][\w-]{1,40}['"],\s*)?\{\s*['"]\/[\w/:-]{0,60}['"]:\s*\w/ },
  { words: ['new '], pattern: /(?:\w\(|\w: ?)\[\s*new \w/ },
  { words: ['new '], pattern: /\bnew \w{0,30}(?:App|Application|Server|Http|Api)\(\s*\[/ },
]
const handsOver = anySign(handingOver)

/** Signs of which most files have no word. */
const rareSigns: readonly Sign[] = [
  // Where programs start, and how they are set up.
  { words: ['.listen(', 'NestFactory', 'enableShutdownHooks', 'setGlobalPrefix', 'registerAs(', generatedClient] },
  { words: ['serve('], pattern: /\bserve\(/ },
  { words: ['erver.start(', 'app.start('] },
  // `router.get('/users'`: a route even where no framework is imported, since routers are handed around.
  {
    words: ["('/", '("/', '(`/', "['/", '["/', "('',", '("",', 'outer.', 'app.'],
    pattern: /\.(?:get|post|put|patch|delete|del|head|options|all|use|route|register|mount)\(\s*(?:\[\s*)?['"`](?:\/|['"`])/,
  },
  // hapi's and Fastify's routes as objects.
  { words: ['.route({', '.route(['] },
  // Hono's descriptions of routes, on an application that a function of the project made.
  { words: ['.openapi('], pattern: /\.openapi\(\s*\w{1,60}[.,]/ },
  // `router[method](path, handler)`
  { words: ['router[', 'app[', 'server[', 'fastify['], pattern: /\b(?:router|app|server|fastify)\[[\w.]{1,60}\]\(/ },
  // A prefix that other files put before their routes.
  { words: ["'/", '"/', '`/'], pattern: /\b(?:prefix|base_?path|api_?path)['"]?\s*[:=]\s*['"`]\//i },
  // A function that answers requests, to be registered by another module.
  {
    words: [', res', ', next', ', reply', ', _res', ', _next', ',res', ',next', ', h)'],
    pattern: /\b_?(?:req|request|ctx|context)\b[^()]{0,60},\s*_?(?:res|response|reply|next|h)\b/,
  },
  // An answer that is handed on with what it is to hold.
  { words: [', res) =', ', res) {', ', reply) =', ', reply) {'], pattern: /\b(?:res|reply)(?:\.\w|,)|\((?:res|reply)\b/ },
  // Koa's context, in a function that is handed it.
  { words: ['ctx.throw(', 'ctx.status', 'ctx.body', 'ctx.request'] },
  // The same with the request alone.
  { words: ['(req)', '(request)'], pattern: /\((?:req|request)\)\s*(?:=>|\{)/ },
  // What a container is asked for, or given.
  {
    words: ['ontainer.', 'njector.', 'moduleRef.', 'ernel.'],
    pattern: /\b\w{0,30}(?:container|injector|moduleRef|kernel)\.(?:get|resolve|register|set|bind)/i,
  },
  // An application that was kept under a name.
  { words: ["app')", 'app")', "server')", 'server")'], pattern: /\.get\w{0,20}\(\s*['"]\w{0,30}(?:app|server)['"]\)/i },
  describesFunction,
  // A signal that is named in code; comments about signals are common.
  { words: ['SIGTERM', 'SIGINT'], pattern: /^(?![ \t]*(?:\*|\/\/)).{0,300}['"`]SIG(?:TERM|INT)['"`]/m },
  // A table that is described to a connection that was handed in: `sequelize.define('User', ...)`.
  { words: ['.define('], pattern: /\.define\(\s*['"`]/ },
  // A client that is the tag of its queries; comments show such queries, too.
  { words: ['sql`'], pattern: /^(?![ \t]*(?:\*|\/\/)).{0,200}\bsql`/m },
  // What GraphQL resolves, field by field.
  { words: ['uilder.queryField', 'uilder.mutationField'] },
  // And as an object.
  { words: resolvedTypes.flatMap((type) => [`${type}: {`, `${type} = {`]) },
]

const hasCommonSign = anySign([
  ...handingOver,
  // A class that says by its base what it is.
  {
    words: ['extends ', 'implements '],
    pattern: /\b(?:class|interface)\b[^{}()=;]{1,200}\b(?:extends|implements)\s[^{}()=;]{0,200}(?:Controller|Resolver|Gateway|Repository|Service|UseCase|Handler|Port|(?:Domain|Integration|Application|Base)Event)\b/,
  },
  // One thing constructed from another: wiring.
  { words: ['new '], pattern: /new \w+\(\s*(?:\[\s*)?new \w/ },
])

/** Where a word stands, those stand that are in it. */
const rareWords = anyOf(rareSigns.flatMap(({ words }) => words).filter((word, _, words) => !words.some((other) => other !== word && word.includes(other))))
const hasRareSign = anySign(rareSigns)

/** `const service = new Service(repository)` at the top of a file: wiring, where the file has no class of its own. */
const construction = /^(?:export )?const \w+(?:: [\w<>]{1,60})? = new \w+\(\s*[\w{]/m
/** The package's own connection to a database, as its file is usually called. */
const connection = /^(?!@\w).*\/(?:db|database|prisma|knex|drizzle|pool|query|mongo|mongodb)(?:\/(?:index|client|connection))?(?:\.[cm]?[jt]s)?$/

/** Where frameworks look for what answers requests. */
const fileRoute = /(?:^|\/)(?:app\/(?:.+\/)?route|pages\/api\/.+|routes\/(?:.+\/)?\+(?:page\.)?server|server\/(?:api|routes)\/.+)\.[jt]sx?$/
/** Controllers, repositories and what makes them, by name. */
const tellingName =
  /(?:controller|factory|factorie|resolver|handler|route|router|gateway|repository|repositories)s?(?:\/|\.[cm]?[jt]sx?$)/i

/** Services, use cases and the domain: what they construct themselves says how they are coupled. */
const innerPlace = /(?:^|\/)(?:domain|application|services?|use-?cases?|interactors?)\/|(?:service|use-?case|interactor)s?\.[cm]?[jt]s$/i

/**
 * True where a file's text can hold something that structure or route facts are made of. Building a tree costs about as
 * much as everything else together, and most files of most projects need none.
 */
export function mayHoldStructure(source: SourceFile, purpose: FileRole): boolean {
  // Tests wire up servers and databases as well, and are no part of the program.
  if (source.language === 'dts' || purpose === 'test') return false
  const { text, imports } = source
  if (fileRoute.test(source.path)) return true
  // Components import tables' types and call `navigate('/')`; without a server's package in them they are no part of one.
  if (usesRouters(source)) return true
  if (source.language === 'tsx' || source.language === 'jsx') return false
  if (imports.some((record) => takesClientType(record) || tellingTypes.has(record.specifier))) return true
  if (imports.some((record) => !record.typeOnly && (isIn(tellingPackages, record.specifier) || takesDataAccess(record) || connection.test(record.specifier))))
    return true
  if (tellingName.test(source.path.slice(-80))) return true
  if ((rareWords.test(text) && hasRareSign(text)) || hasCommonSign(text)) return true
  if (text.includes(' = new ') && construction.test(text) && !/\bclass\b/.test(text)) return true
  if (handsOn(source)) return true
  if (text.includes('new ') && innerPlace.test(source.path.slice(-120))) return true
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

/** `import app from './express'`, and `export default app` below it: the module stands for what it imports. */
function handsOn({ text, imports }: SourceFile): boolean {
  const name = text.includes('export default ') || text.includes('module.exports = ') ? handedOn.exec(text)?.[1] : undefined
  return name !== undefined && (name === 'require' || imports.some(({ names }) => names.some(({ local }) => local === name)))
}
const handedOn = /^(?:export default|module\.exports =) (require(?=\()|\w+(?=;?$))/m

/** `import type { Pool } from 'pg'` */
function takesClientType({ specifier, names }: ImportRecord): boolean {
  return names.some(({ imported }) => clientTypes.has(`${specifier} ${imported}`))
}

/** True where what may be a router is handed on to other functions. */
export function mayHandOver({ text }: Pick<SourceFile, 'text'>): boolean {
  return handsOver(text)
}

/** True where the file imports something that makes routers or servers, its types included. */
export function usesRouters({ imports }: Pick<SourceFile, 'imports'>): boolean {
  return imports.some(({ specifier }) => isIn(routerPackages, specifier))
}

/** A router that a class inherits: `this.router.get('/users', ...)` in a class that extends another. */
const inheritedRouter = /\bthis\.\w{1,40}\.(?:get|post|put|patch|delete|route|use|all)\(\s*['"`]/

/** True where classes may have routers as members. */
export function mayHoldRouters(source: Pick<SourceFile, 'imports' | 'text'>): boolean {
  return usesRouters(source) || (source.text.includes(' extends ') && source.text.includes('outer.') && inheritedRouter.test(source.text))
}

function isIn(packages: ReadonlySet<string>, specifier: string): boolean {
  return packages.has(packageOf(specifier)) || packages.has(withoutScheme(specifier))
}
