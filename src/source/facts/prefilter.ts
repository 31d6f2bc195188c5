import { memoizeByText } from '../../core/memoize.ts'
import { anyOf } from '../../core/any-of.ts'
import type { ImportRecord, SourceFile } from '../syntax/file.ts'
import { controllerLibraries } from '../models/controllers.ts'
import { folderPlugins, routerLibraries } from '../models/routers.ts'
import { dataLibraries, entityDecorators, generatedClient, tableCalls } from '../models/data-access.ts'
import { describesFunction, typedFunctions } from '../models/cloud-functions.ts'
import { gatewayAliases, namedEndpoints } from '../models/described-routes.ts'
import { entryMakers, resolvedTypes } from '../models/roles.ts'
import { serverFactories, servingCalls, sharesSchema } from '../models/servers.ts'
import { apiServers } from '../models/typed-apis.ts'
import { unreadServers } from '../models/unread-servers.ts'
import { packageOf, withoutScheme } from '../models/lookup.ts'
import type { FileRole } from '../roles.ts'

const routerPackages: ReadonlySet<string> = new Set([
  ...routerLibraries.flatMap(({ packages }) => packages),
  ...Object.keys(serverFactories),
])

/** Packages whose use shows the role of a module. */
const rolePackages: ReadonlySet<string> = new Set([
  ...routerLibraries.flatMap(({ packages }) => packages),
  ...controllerLibraries.flatMap(({ packages }) => packages),
  ...Object.keys(tableCalls),
  ...Object.keys(serverFactories),
  ...Object.keys(servingCalls),
  ...Object.keys(entryMakers),
  ...Object.keys(folderPlugins),
  ...apiServers.flatMap(({ packages }) => packages),
  ...Object.keys(unreadServers),
  gatewayAliases.package,
  namedEndpoints.package,
])

/** The same for a package that only has types. */
const rolePackageTypes: ReadonlySet<string> = new Set([typedFunctions.package])

/** Names that give access to a database, by package: most imports from an ORM are types and operators, which do not count. */
const dataNames = new Map<string, ReadonlySet<string>>()
for (const { packages, handles, types, decorators = [], records = [], models = [] } of dataLibraries) {
  for (const name of packages)
    dataNames.set(
      name,
      new Set([...(dataNames.get(name) ?? []), ...handles, ...types, ...decorators, ...records, ...models, '*', 'default']),
    )
}
/** Types of database clients that a class may get injected. */
const clientTypes: ReadonlySet<string> = new Set(dataLibraries.flatMap(({ packages, types }) => packages.flatMap((name) => types.map((type) => `${name} ${type}`))))
for (const [name, decorators] of Object.entries(entityDecorators))
  dataNames.set(name, new Set([...(dataNames.get(name) ?? []), ...decorators]))

/** A pattern with words of which every match contains one: searching for words first takes a tenth of the time of the pattern. */
interface Sign {
  readonly words: readonly string[]
  readonly pattern?: RegExp
}

/** A predicate for texts that match at least one sign. */
function anySign(signs: readonly Sign[]): (text: string) => boolean {
  const tests = signs.map(testOf)
  return (text) => tests.some((matches) => matches(text))
}

/** The same for signs whose words are rare: the text is searched for all words at once, and then only for the signs of those that it contains. */
function anyRareSign(signs: readonly Sign[]): (text: string) => boolean {
  // Of several words that begin at the same place the shortest is found, and the signs of all that contain it are tested.
  const words = [...new Set(signs.flatMap((sign) => sign.words))].sort((one, other) => one.length - other.length)
  const any = new RegExp(anyOf(words), 'g')
  const tests = signs.map((sign) => ({ sign, matches: testOf(sign) }))
  const testsFor = memoizeByText((word) => tests.filter(({ sign }) => sign.words.some((longer) => longer.includes(word))))
  return (text) => {
    const tested = new Set<Sign>()
    any.lastIndex = 0
    for (let found = any.exec(text); found !== null; found = any.exec(text)) {
      for (const { sign, matches } of testsFor(found[0])) {
        if (tested.has(sign)) continue
        if (matches(text)) return true
        tested.add(sign)
      }
      // Words may overlap: `(server` and `server[`.
      any.lastIndex = found.index + 1
    }
    return false
  }
}

function testOf({ words, pattern }: Sign): (text: string) => boolean {
  const any = anyOf(words)
  return (text) => any.test(text) && (pattern?.test(text) ?? true)
}

/**
 * Routers that are passed to functions, `userRoutes(router)` and `userRoutes({ path, server })`, and modules that a function of the workspace starts:
 * `bootstrap(AppModule, 'api')`, `startApp(AppModule, { prefix: 'api' })`.
 */
const passedRouter: Sign = {
  words: ['(router', '(app', '(fastify', '(server', '(routes', '(controllers', '(...args', 'ootstrap(', 'Module, {', 'Module)', '({ app', '({ server', '({ router', ' server,', ' server }', ' router,', ' app,', 'App)', 'App,', 'tpServer)', 'tpServer,'],
  pattern: /[\w)]\((?:\{(?:[^{}()]{0,120}\s| )(?:app|server|router)\b|(?:router|app|fastify|server|routes|controllers|httpServer|\w{1,20}App|\.\.\.args)[,)])|\bbootstrap\([A-Z]|\b[a-z]\w{0,30}\([A-Z]\w{0,40}Module[,)]/,
}
/** Routes that are passed with a path: `mount({ '/users': users })`. */
const passedRoutes: Sign = { words: ["'/", '"/'], pattern: /\(\s*(?:['"][\w-]{1,40}['"],\s*)?\{\s*['"]\/[\w/:-]{0,60}['"]:\s*\w/ }
/** Tables in options: `createServer({ routes: { 'GET /users': list } })`, `createServer({ modules: [users] })`, `createServer([users])`. */
const passedTables: Sign = {
  words: ['routes: {', 'routes: [', 'routers: [', 'controllers: [', 'odules: [', 'odules }', 'odules, ', 'eatures: [', 'eatures }', 'eatures, ', 'outes }', 'outes, ', 'outers }', 'ontrollers }', 'erver(', 'App('],
  pattern: /\w\(\{[^{}]{0,200}\b(?:routes: [{[]|(?:router|controller|module|feature)s: \[|(?:route|router|controller|module|feature)s(?: \}|, ))|\w(?:Server|App)\((?:[^()[\]]{0,60}, )?(?:\[\w|(?:route|router|controller|module|feature)s\b)/,
}
/** The same in an array for a constructor or a field. It begins with `new`, a literal text that can be searched quickly. */
const listed = /new (?:\w{0,30}(?:App|Application|Server|Http|Api)\(\s*\[|(?<=(?:\w\(|\w: ?)\[\s*new )\w)/
const passesRouter = anySign([passedRouter, passedRoutes, passedTables, { words: ['new '], pattern: listed }])

/** Services of Feathers and Moleculer, which other files serve. */
const served = /\b(?:find\(_?params\b|create\(data\b|patch\(id\b|rest: ?(?:[{[]|['"`](?:[A-Z]{3}|\/))|mixins: \[)/

/** Rare signs: most files contain none of their words. */
const rareSigns: readonly Sign[] = [
  passedRouter,
  passedRoutes,
  passedTables,
  // Barrels of CommonJS.
  { words: ['...require('] },
  // Entry points and their setup.
  { words: ['.listen(', 'NestFactory', 'enableShutdownHooks', 'setGlobalPrefix', 'registerAs(', 'registerAs<', 'erver.start(', 'app.start(', generatedClient] },
  { words: ['serve('], pattern: /\bserve\(/ },
  // `router.get('/users'`, `api.addRoute('users'`: a route even without the import of a framework, since routers are passed around.
  {
    words: ['Route(', "('/", '("/', '(`/', "['/", '["/', "('',", '("",', 'outer.', 'app.'],
    pattern: /\.(?:(?:get|post|put|patch|delete|del|head|options|all|use|route|register|mount)\(\s*(?:\[\s*)?['"`](?:\/|['"`])|\w{1,20}Route\(\s*['"`[])/,
  },
  // A router that is mounted without a path, in a file that is given the application: `app.use(users())`, `app.use(require('./users'))`.
  { words: ['.use(', '.register(', 'app.configure('], pattern: /^(?![ \t]*(?:\*|\/\/)).{0,200}\b(?:[a-z]\w{0,30}\.(?:use|register|configure)\([a-z][\w.]{0,40}[(),]|app\.use\(['"][\w/-]{1,40}['"], (?:new |\{))/m },
  { words: ['find(', 'create(data', 'patch(id', 'rest: ', 'mixins: ['], pattern: served },
  // Routes as objects in hapi and Fastify, and functions that make paths.
  { words: ['.route({', '.route([', `.${sharesSchema}(`, '=> `/', "=> '/", 'return `/', "return '/"] },
  // The same returned by a function. Contracts, which have no handlers, are read when a server asks for them.
  { words: ["path: '/", 'path: "/'], pattern: /^(?=[\s\S]*\bmethod: ?\[?['"][A-Z*])[\s\S]*\bhandler\b/ },
  { words: ['.route('], pattern: /\b(?:app|server|fastify|instance)\.route\(\w/ },
  { words: ['astify.', 'nstance.'], pattern: /\b(?:fastify|instance)\.(?:get|post|put|patch|delete)\(\w[\w.]{0,60},/ },
  // Route descriptions of Hono, on an application that a function of the project creates.
  { words: ['.openapi('], pattern: /\.openapi\(\s*\w{1,60}[.,]/ },
  // `router[method](path, handler)`
  { words: ['router[', 'app[', 'server[', 'fastify[', 'ethod](', 'erb](', 'oLowerCase()]('], pattern: /\b(?:router|app|server|fastify)\[[\w.]{1,60}\]\(|\w\[[\w.]{0,40}(?:method|verb)(?:\.toLowerCase\(\))?\]\(/i },
  // A prefix that other files use for their routes.
  { words: ["'/", '"/', '`/'], pattern: /\b(?:prefix|base_?path|api_?path)['"]?\s*[:=]\s*['"`]\//i },
  // A handler that another module registers.
  {
    words: [', res', ', next', ', reply', ', _res', ', _next', ',res', ',next', ', h)'],
    pattern: /\b_?(?:req|request|ctx|context)\b[^()]{0,60},\s*_?(?:res|response|reply|next|h)\b/,
  },
  // A response that is passed to a function together with its content.
  { words: [', res) =', ', res) {', ', reply) =', ', reply) {'], pattern: /\b(?:res|reply)(?:\.\w|,)|\((?:res|reply)\b/ },
  // Koa's context as a parameter.
  { words: ['ctx.throw(', 'ctx.assert(', 'ctx.status', 'ctx.body', 'ctx.request'] },
  // A worker that tells requests apart by itself, and what Bun serves: `export default { port: 3000, fetch: app.fetch }`.
  { words: ['fetch(req', 'fetch: '], pattern: /\bfetch: ?\w+\.fetch\b|\bfetch\((?:req|request)\b[^()]{0,120}\)[^;(){\n]{0,80}\{/ },
  // Handlers that take only the request.
  { words: ['(req)', '(request)'], pattern: /\((?:req|request)\)\s*(?:=>|\{)/ },
  // Lookups and registrations in a dependency injection container.
  {
    words: ['ontainer.', 'njector.', 'moduleRef.', 'ernel.'],
    pattern: /\b\w{0,30}(?:container|injector|moduleRef|kernel)\.(?:get|resolve|register|set|bind)/i,
  },
  // An application that is looked up by name.
  { words: ["app')", 'app")', "server')", 'server")'], pattern: /\.get\w{0,20}\(\s*['"]\w{0,30}(?:app|server)['"]\)/i },
  describesFunction,
  // Classes that are made of schemas, and functions that return validators.
  { words: ['createZodDto(', 'express-validator'] },
  // A signal in code; signals in comments are common and do not count.
  { words: ['SIGTERM', 'SIGINT'], pattern: /^(?![ \t]*(?:\*|\/\/)).{0,300}(?:['"`]SIG(?:TERM|INT)['"`]|\bSIG(?:TERM|INT): ?\d)/m },
  // A table that is defined on a connection that is passed in: `sequelize.define('User', ...)`, or `extends sequelize.Sequelize.Model`.
  { words: ['.define('], pattern: /\.define\(\s*['"`]/ },
  { words: ['equelize.Model '] },
  // A client in the context of a procedure or resolver, or used as a template tag. Not in comments, which show such queries too.
  { words: ['ctx.db.', 'ctx.prisma.', 'context.prisma.'] },
  { words: ['sql`'], pattern: /^(?![ \t]*(?:\*|\/\/)).{0,200}\bsql`/m },
  // GraphQL resolvers, field by field or in an object.
  { words: ['uilder.queryField', 'uilder.mutationField', ...resolvedTypes.flatMap((type) => [`${type}: {`, `${type} = {`])] },
]

const hasCommonSign = anySign([
  // A class whose base class or interface shows its role. It begins with the second of the two words, which fewer files contain.
  {
    words: ['extends ', 'implements '],
    pattern:
      /\b(?:extends|implements)\s(?=[^{}()=;]{0,200}(?:Controller|Resolver|Gateway|Repository|Service|UseCase|Handler|Port|Model|(?:Domain|Integration|Application|Base)Event)\b)(?<=\b(?:class|interface)\b[^{}()=;]{1,210})/,
  },
  { words: ['new '], pattern: listed },
  // An object that is constructed from another one: wiring.
  { words: ['new '], pattern: /new \w+\(\s*(?:\[\s*)?new \w/ },
])

const hasRareSign = anyRareSign(rareSigns)

/** `const service = new Service(repository)` at the top level of a file: wiring, if the file has no class of its own. */
const construction = /^(?:export )?const \w+(?:: [\w<>]{1,60})? = new \w+\(\s*[\w{]/m
// Not as a text, since a chunk that seems to import dynamically is not cached in compiled form.
const importedInPlace = /: import\(/
/** A local module that usually exports the database connection, by its path. */
const connection = /^(?:\.\/client|(?!@\w).*\/(?:db|database|prisma|knex|drizzle|pool|query|mongo|mongodb)(?:\/(?:index|client|connection))?)(?:\.[cm]?[jt]s)?$/

/** Where frameworks with file-based routing look for handlers. */
const fileRoute = /(?:^|\/)(?:app\/(?:.+\/)?route|pages\/api\/.+|routes\/(?:.+\/)?\+(?:page\.)?server|server\/(?:api|routes)\/.+)\.[jt]sx?$/
/** Paths of controllers, repositories and factories. */
const rolePath =
  /(?:controller|factory|factorie|resolver|handler|route|router|gateway|repository|repositories)s?(?:\/|\.[cm]?[jt]sx?$)/i

/** Services, use cases and the domain: what they construct themselves shows their coupling. */
const innerPath =
  /(?:^|\/)(?:dom[aei]\w{1,4}|app?lica\w+|anwendung\w*|servi[cz]\w+|use-?cases?|interactors?|bll|src\/app|casos[-_]?(?:de[-_]?)?uso)\/|(?:service|use-?case|interactor|bll)s?\.[cm]?[jt]s$/i

/**
 * True if a file may contain something for structure or route facts. Parsing takes about as much time as everything else together, and most
 * files of most projects need not be parsed.
 */
export function mayHoldStructure(source: SourceFile, purpose: FileRole): boolean {
  // Tests set up servers and databases too, but are not part of the program.
  if (source.language === 'dts' || purpose === 'test') return false
  const { text, imports } = source
  if (fileRoute.test(source.path)) return true
  // UI components import types of tables and call `navigate('/')`. Without a package for servers they are not part of one.
  if (usesRouters(source)) return true
  if (source.language === 'tsx' || source.language === 'jsx') return false
  if (imports.some((record) => takesClientType(record) || rolePackageTypes.has(record.specifier))) return true
  if (imports.some((record) => !record.typeOnly && (isIn(rolePackages, record.specifier) || takesDataAccess(record) || connection.test(record.specifier))))
    return true
  if (rolePath.test(source.path.slice(-80))) return true
  if (hasRareSign(text) || hasCommonSign(text)) return true
  if (text.includes(' = new ') && construction.test(text) && !/\bclass\b/.test(text)) return true
  if (reexportsImport(source) || renamesImports(source) || isCommonJsBarrel(source)) return true
  // A parameter whose type is imported in place.
  if (importedInPlace.test(text)) return true
  if (text.includes('new ') && innerPath.test(source.path.slice(-120))) return true
  return text.includes('@') && usesDecorators(source)
}

/** Decorators that are imported: `@Name`, but not `@name/package`, nor `@names` in a comment. */
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

/** Re-exports through a local name: `import app from './express'` and later `export default app`. */
function reexportsImport({ text, imports, exports }: SourceFile): boolean {
  if (exports.length > 0 ? !exports.some(({ name }) => name === 'default') : !text.includes('module.exports = ')) return false
  const name = localReexport.exec(text)?.[1]
  return name !== undefined && (name === 'require' || imports.some(({ names }) => names.some(({ local }) => local === name)))
}
const localReexport = /^(?:export default|module\.exports =) (require(?=\()|\w+(?=;?$))/m

/** A barrel with `export const userRouter = users`, where `users` is an import. */
function renamesImports({ text, imports, exports }: SourceFile): boolean {
  if (text.length > longestBarrel || imports.length === 0 || exports.length === 0 || !text.includes('export const ')) return false
  return [...text.matchAll(renamed)].some(([, name]) => imports.some(({ names }) => names.some(({ local }) => local === name)))
}
const renamed = /^export const \w+ = (\w+);?$/gm
const longestBarrel = 3000

/** `exports.User = require('./user')` in an `index.js` */
function isCommonJsBarrel({ text, path }: SourceFile): boolean {
  return text.length < longestBarrel && /(?:^|\/)index\.c?js$/.test(path) && text.includes('exports') && text.includes('require(')
}

/** `import type { Pool } from 'pg'` */
function takesClientType({ specifier, names }: ImportRecord): boolean {
  return names.some(({ imported }) => clientTypes.has(`${specifier} ${imported}`))
}

/** True if the file may pass a router to other functions. */
export function mayPassRouter({ text }: Pick<SourceFile, 'text'>): boolean {
  return passesRouter(text)
}

/** True if the file imports a package that creates routers or servers, type imports included. */
export function usesRouters({ imports }: Pick<SourceFile, 'imports'>): boolean {
  return imports.some(({ specifier }) => isIn(routerPackages, specifier))
}

/** A router in an inherited field: `this.router.get('/users', ...)` in a class that extends another. */
const inheritedRouter = /\bthis\.\w{1,40}\.(?:get|post|put|patch|delete|route|use|all)\(\s*['"`]/
/** An own server that a class is given: `this.httpServer.register('get', '/users', ...)`. */
const givenServer = /erver\.(?:get|post|put|patch|delete|register|on)\(\s*['"`]/
/** A path for a base class that registers routes: `super('/users')`, `basePath = '/users'`. */
const inheritedPath = /(?:\bsuper\(\s{0,9}|\b\w{0,20}(?:base|[pP]ath|[pP]refix|[rR]oute)(?::\s?string)?\s?=\s?)['"`]\/|(?:Rout(?:er?|es)|Controller) extends (?=[\s\S]{0,300}\bsuper\(['"])/

/** True if classes may have routers as fields, or be services of Feathers: `find(params)`. */
export function mayHoldRouters({ imports, text }: Pick<SourceFile, 'imports' | 'text'>): boolean {
  return usesRouters({ imports }) || (text.includes('constructor(') && givenServer.test(text)) || served.test(text) || ((text.includes(' extends ') || text.includes('abstract class ')) && ((text.includes('outer.') && inheritedRouter.test(text)) || inheritedPath.test(text)))
}

function isIn(packages: ReadonlySet<string>, specifier: string): boolean {
  return packages.has(packageOf(specifier)) || packages.has(withoutScheme(specifier))
}
