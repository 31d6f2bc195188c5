import { groupBy } from '../../core/group.ts'
import type { Project } from '../../project/project.ts'
import type { RouteAnswers } from '../../project/routing/answers.ts'
import type { CodeRoute } from '../../project/routing/code-route.ts'
import { isExcludedFromContract } from '../../project/routing/excluded-routes.ts'
import { isDeclaredOpen, routeAuthentications } from '../../project/services/authentication.ts'
import { isForScraping, isHealthRoute } from '../../project/services/health-route.ts'
import { applicationIn, servedParts } from '../../project/services/served-parts.ts'
import { thrownStatuses } from '../../project/services/thrown.ts'
import { routeInputs } from '../../project/services/route-inputs.ts'
import type { Inputs } from '../../project/services/route-inputs.ts'
import { hasKnownPlace, isPage } from '../code.ts'
import { queryName } from './documented.ts'
import type { Access, ServedApi, ServedOperation } from './sides.ts'

/** What a project serves, as far as a contract can be compared with it: one API for each package with routes, or for each application of a package. */
export function servedApis(project: Project): ServedApi[] {
  const access = accessOf(project)
  const routes = project.routes.filter(({ file }) => project.graph.modules.get(file)?.summary.purpose === 'code')
  const unread = [...project.unknownRoutes.map(({ location }) => location), ...project.unreadable]
  const areas = new Set(routes.map(({ file }) => project.packageOf(file)))
  const changing = new Set<string>()
  const ofNest = new Set(routes.flatMap(({ file, framework }) => (framework === 'nest' ? project.packageOf(file) : [])))
  const validating = new Set<string>()
  const renaming = new Set<string>()
  for (const { file, summary, late } of project.graph.modules.values()) {
    const area = project.packageOf(file)
    if (summary.purpose !== 'code' || !areas.has(area)) continue
    if (!renaming.has(area) && late.protection('renamesFields')) renaming.add(area)
    if (!changing.has(area) && late.protection('changesBodies')) changing.add(area)
    if (ofNest.has(area) && !validating.has(area) && late.protection('hasPipes')) validating.add(area)
  }
  const partlyRead = new Set(unread.map(({ file }) => project.packageOf(file)))
  return [...groupBy(routes, ({ file }) => project.packageOf(file))].flatMap(([area, ofArea]): ServedApi[] => {
    const [known, others] = [true, false].map((wanted) => ofArea.filter((route) => (hasKnownPlace(route) && !isPage(project.answersOf(route))) === wanted))
    let isConverting: boolean | undefined
    const converts = (): boolean => (isConverting ??= [...project.graph.modules.values()].some(({ file, late }) => project.packageOf(file) === area && late.protection('convertsTypes')))
    const of = { isAsWritten: !changing.has(area), validatesClasses: validating.has(area), converts }
    const rest = {
      area,
      others: (others ?? []).map(({ method, path, takesRest }) => ({ method, path, ...(takesRest && { takesRest }) })),
      unseen: mountedIn(project, area),
      isWhole: !partlyRead.has(area) && ofArea.every(({ prefixKnown, gap }) => prefixKnown || gap !== undefined),
    }
    const groups = [...groupBy(known ?? [], applicationIn(project, area))]
    const isOne = groups.filter(([application]) => application !== undefined).length < 2
    return (isOne ? [known ?? []] : groups.map(([, ofApplication]) => ofApplication)).map((ofApi) => {
      const places = groupBy(ofApi, placeOf)
      // In Express and Koa, middleware is known for each route.
      const isKept = ({ framework }: CodeRoute): boolean => !renaming.has(area) || framework === 'express' || framework === 'koa'
      const isComparable = (route: CodeRoute): boolean => isKept(route) && places.get(placeOf(route))?.length === 1
      return { ...rest, operations: ofApi.map((route) => operationOf(project, route, access.get(route), { ...of, isComparable: isComparable(route) })) }
    })
  })
}

function placeOf({ method, path }: CodeRoute): string {
  return `${method} ${path}`
}

interface Circumstances {
  /** False if other code of the package changes bodies. */
  readonly isAsWritten: boolean
  /** The classes of parameters are checked. */
  readonly validatesClasses: boolean
  /** True if a validator is told to convert types. */
  readonly converts: () => boolean
  /** False if other modules have the same route, of which the contract may describe another, or if the names of fields are changed. */
  readonly isComparable: boolean
}

function operationOf(
  project: Project,
  route: CodeRoute,
  access: Access | undefined,
  { isAsWritten, validatesClasses, isComparable, converts }: Circumstances,
): ServedOperation {
  const answers = project.answersOf(route)
  const checksClasses = validatesClasses || route.framework === 'routing-controllers'
  return {
    method: route.method,
    path: route.path,
    at: route.location,
    ...(route.takesRest && { takesRest: true }),
    responses: [...responsesOf(answers, isAsWritten), ...thrownStatuses(project, route).map(({ status, location }) => ({ status, at: location }))],
    queries: queriesOf(route, routeInputs(project.graph, route, answers, 'query').named),
    ...(isComparable && bodyOf(routeInputs(project.graph, route, answers, 'body', checksClasses), () => route.framework === 'fastify' || converts())),
    isAside: isAside(project, route),
    ...(access !== undefined && { access }),
  }
}

/** Without parameters of the path, which Next has in `request.query`, and by the names of whole objects and lists: `filter[open]`, `ids[]`. */
function queriesOf({ path }: CodeRoute, queries: Inputs['named']): ServedOperation['queries'] {
  const named = queries.map(({ name, location, isRequired }) => ({ name: queryName(name), at: location, ...(isRequired && { isRequired }) }))
  return named.filter(({ name }) => !path.includes(`{${name}`))
}

function bodyOf({ named, whole }: Inputs, converts: () => boolean): Pick<ServedOperation, 'body'> {
  const fields = named.map(({ name, location, isRequired, accepted }) => {
    const { type, values, mayConvert } = accepted ?? {}
    const isCertain = type !== undefined && !(mayConvert === true && converts())
    return { name, at: location, ...(isRequired && { isRequired }), ...(isCertain && { accepted: { type, ...(values && { values }) } }) }
  })
  return fields.length === 0 ? {} : { body: { fields, ...(whole && { whole }) } }
}

/** @param isAsWritten false if other code of the package changes bodies */
function responsesOf(answers: RouteAnswers | undefined, isAsWritten: boolean): ServedOperation['responses'] {
  return (answers?.answers ?? []).flatMap(({ status, body, isDeclared, location }) => {
    if (status === undefined) return []
    const isAsSent = isAsWritten && isDeclared !== true
    return [{ status, at: location, ...(isAsSent && body.kind === 'object' && !body.isOpen && { fields: Object.keys(body.fields) }) }]
  })
}

/** Which routes authenticate callers. */
function accessOf(project: Project): ReadonlyMap<CodeRoute, Access | undefined> {
  const found = new Map<CodeRoute, Access | undefined>()
  for (const part of servedParts(project)) {
    const routes = routeAuthentications(project, part)
    if (!routes.some(({ access }) => access === 'asks')) continue
    for (const { route, access, isForAll } of routes) {
      // What prepares a request for the next handler protects nothing, and need not.
      if (access === 'unknown' || route.method === 'ALL' || project.answersOf(route)?.callsNext === true) continue
      // A route that several applications serve may be protected in one of them only.
      if (access === 'open' && !found.has(route)) found.set(route, 'open')
      if (access === 'asks') found.set(route, isForAll === true ? 'authenticated' : undefined)
    }
  }
  for (const route of project.routes) if (isDeclaredOpen(project, route)) found.set(route, found.get(route) === 'open' ? 'open' : 'exempt')
  return found
}

/** The paths that middleware of a package is restricted to: a proxy or a static folder may be among it. */
function mountedIn(project: Project, area: string): string[] {
  return project.middleware.flatMap(({ prefix, moment: { file } }) => {
    return prefix.length === 0 || prefix.includes(null) || project.packageOf(file) !== area ? [] : [prefix.join('')]
  })
}

/** True for what a contract leaves out on purpose, however the rest is documented. */
function isAside(project: Project, route: CodeRoute): boolean {
  const { method, path } = route
  const isOther = method === 'HEAD' || method === 'OPTIONS' || method === 'ALL' || path === '/' || path === ''
  return isOther || isHealthRoute(route) || isForScraping(route) || isExcludedFromContract(project.graph, route)
}
