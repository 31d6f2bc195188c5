import { groupBy } from '../core/group.ts'
import type { OutboundRequest } from '../source/facts/outbound.ts'
import type { Application } from './applications.ts'
import type { Module } from './graph.ts'
import { serverModules } from './server-modules.ts'

/** What one module asks of other services through one library. */
export interface Outbound {
  readonly module: Module
  readonly client: string
  readonly requests: readonly OutboundRequest[]
}

/** What an application asks of other services, by module and library. */
export function outboundOf(application: Application): Outbound[] {
  return serverModules(application).flatMap((module) =>
    [...groupBy(module.late.service('outbound'), ({ client }) => client)].map(([client, requests]) => ({ module, client, requests })),
  )
}

/** True where the program bounds the wait of all its requests in one place. */
export function boundsAllRequests(application: Application): boolean {
  return [...application.modules].some(({ late, summary }) => summary.purpose === 'code' && late.service('setsDefaultTimeout'))
}
