import { groupBy } from '../../core/group.ts'
import type { SourceLocation } from '../../core/location.ts'
import { dealsWithJobs } from '../../source/facts/jobs.ts'
import type { JobFact, JobFlaw } from '../../source/facts/jobs.ts'
import { brokerPackages, queueLibraries } from '../../source/models/queues.ts'
import type { QueueLibrary } from '../../source/models/queues.ts'
import { unknownValue } from '../../source/values/value.ts'
import type { Module } from '../graph/graph.ts'
import { follow } from '../graph/values.ts'
import { importedBy } from './applications.ts'
import { importsOne } from './used-packages.ts'
import type { Project } from '../project.ts'

/** Queues of a package whose failed jobs are not retried. */
export interface UntriedQueues {
  readonly library: QueueLibrary
  /** Where the first one is made. */
  readonly location: SourceLocation
}

/** A consumer that may lose messages, or receive them forever. */
export interface FlawedConsumer {
  readonly flaw: JobFlaw
  readonly location: SourceLocation
}

/** The consumers of queues that may lose messages, or receive the same ones again and again. */
export function flawedConsumers(project: Project): FlawedConsumer[] {
  return jobModules(project).flatMap((module) => module.late.service('jobs').flatMap((fact) => flawsOf(project, module, fact)))
}

function flawsOf({ graph }: Project, module: Module, { kind, library, range, handler }: JobFact): FlawedConsumer[] {
  if (kind === 'queue') return []
  if (kind !== 'handler') return [{ flaw: kind, location: { file: module.file, range } }]
  // A handler may be in a file of its own: `new Worker('mails', sendMail)`.
  const { module: home, value } = follow(graph, { module, value: handler ?? unknownValue }, 0, true)
  return value.kind !== 'function'
    ? []
    : home.late.service('lostWork').flatMap(({ at, isLast, isTakenOff, range: lost }) =>
        at === value.at && (library === '' ? isLast : isTakenOff) ? [{ flaw: 'swallowed' as const, location: { file: home.file, range: lost } }] : [],
      )
}

/** The queues in packages that configure no retries. */
export function untriedQueues(project: Project): UntriedQueues[] {
  const queues = jobModules(project).flatMap((module) =>
    module.late.service('jobs').flatMap((fact) => (fact.kind === 'queue' ? [{ module, ...fact }] : [])),
  )
  return [...groupBy(queues, ({ module, library }) => `${project.areaOf(module)}\n${library}`).values()].flatMap((group): UntriedQueues[] => {
    // Another place may only look at a queue of the same name, or get it under another one.
    const deciding = group.filter(({ decides }) => decides === 'yes')
    const isOther = (name: string | undefined): boolean => name !== undefined && deciding.every((one) => one.name !== undefined && one.name !== name)
    const first = group.find(({ decides, name }) => deciding.length === 0 || (decides === undefined && isOther(name)))
    const library = queueLibraries.find(({ name }) => name === first?.library)
    if (first === undefined || library === undefined) return []
    const area = project.areaOf(first.module)
    const isDecided = [...project.graph.modules.values()].some(
      (module) => module.summary.purpose === 'code' && project.areaOf(module) === area && module.late.service('decidesRetries').includes(library.name),
    )
    return isDecided ? [] : [{ library, location: { file: first.module.file, range: first.range } }]
  })
}

/** The modules that deal with jobs, and those that get their connection to a broker from another file of the project. */
function jobModules({ graph }: Project): Module[] {
  const all = [...graph.modules.values()].filter(({ summary }) => summary.purpose === 'code')
  const own = new Set(all.filter(({ summary }) => dealsWithJobs(summary)))
  const connections = new Set([...own].filter((module) => importsOne(module, brokerPackages)))
  return connections.size === 0 ? [...own] : all.filter((module) => own.has(module) || importedBy(module).some((target) => connections.has(target)))
}
