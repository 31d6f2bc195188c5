import { groupBy } from '../../core/group.ts'
import type { OutboundRequest } from '../../source/facts/outbound.ts'
import { functionPackages, workerMakers } from '../../source/models/queues.ts'
import { importedBy, reach } from './applications.ts'
import type { Application } from './applications.ts'
import type { Module } from '../graph/graph.ts'
import type { Project } from '../project.ts'
import { cloudModules } from '../routing/cloud-functions.ts'
import { servedParts } from './served-parts.ts'
import { serverModules } from './server-modules.ts'

/** The requests of a module to other services through one library. */
export interface Outbound {
  readonly module: Module
  readonly client: string
  readonly requests: readonly OutboundRequest[]
}

/** Programs whose outbound requests somebody waits for: servers, and workers, whose jobs wait for them as requests do. */
export function requestingPrograms(project: Project): readonly Application[] {
  const served = servedParts(project)
  return [...served, ...workersBeside(project, served)]
}

/** Programs that process jobs or run on a schedule, apart from servers. Their root is the module that takes the jobs. */
export function workersBeside(project: Project, served: readonly Application[]): readonly Application[] {
  const seen = new Set(served.flatMap(({ modules }) => [...modules]))
  const programs = [...project.graph.modules.values()].filter(({ summary }) => summary.purpose === 'code')
  const functions = new Set(cloudModules(project.graph))
  const workers: Application[] = []
  let importers: ReadonlyMap<Module, readonly { readonly by: Module }[]> | undefined
  for (const module of programs) {
    if (seen.has(module) || !(takesJobs(module) || functions.has(module) || isServiceOf(project, module))) continue
    // The modules that start it belong to it, unless they register routes: then it is part of a server that was not recognized as one.
    importers ??= groupBy(programs.flatMap((by) => importedBy(by).map((target) => ({ by, target }))), ({ target }) => target)
    const above = reach([module], (one) => (importers?.get(one) ?? []).map(({ by }) => by))
    const isWorker = ![...above].some(({ summary }) => summary.routes.registrations.length > 0)
    const modules = reach(isWorker ? [...above] : [module], importedBy)
    workers.push({ root: module, location: { file: module.file, range: [0, 0] }, modules, used: modules, isPartlyElsewhere: false })
    for (const one of modules) seen.add(one)
  }
  return workers
}

/** `services/tickets.service.js` of Moleculer, which is loaded by its runner and called by a broker. */
function isServiceOf(project: Project, { file }: Module): boolean {
  return /\.service\.[cm]?[jt]s$/.test(file) && project.dependenciesOf(file).has('moleculer')
}

function takesJobs({ summary }: Module): boolean {
  return summary.imports.some(
    ({ specifier, names, typeOnly }) =>
      functionPackages.test(specifier) ||
      (!typeOnly && Object.hasOwn(workerMakers, specifier) && names.some(({ imported }) => workerMakers[specifier]?.includes(imported) === true)),
  )
}

/** The requests of an application to other services, by module and library. */
export function outboundOf(application: Application): Outbound[] {
  return serverModules(application).flatMap((module) =>
    [...groupBy(module.late.service('outbound'), ({ client }) => client)].map(([client, requests]) => ({ module, client, requests })),
  )
}

/** The clients for which the program sets a timeout in one place. */
export function boundedClientsOf(application: Application): ReadonlySet<string> {
  return new Set([...application.modules].flatMap(({ late, summary }) => (summary.purpose === 'code' ? late.service('boundedClients') : [])))
}
