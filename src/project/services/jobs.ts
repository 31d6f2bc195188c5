import { groupBy } from '../../core/group.ts'
import type { SourceLocation } from '../../core/location.ts'
import { dealsWithJobs } from '../../source/facts/jobs.ts'
import type { JobFlaw } from '../../source/facts/jobs.ts'
import { queueLibraries } from '../../source/models/queues.ts'
import type { QueueLibrary } from '../../source/models/queues.ts'
import type { Module } from '../graph/graph.ts'
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
  return jobModules(project).flatMap(({ file, late }) =>
    late.service('jobs').flatMap(({ kind, range }) => (kind === 'queue' ? [] : [{ flaw: kind, location: { file, range } }])),
  )
}

/** The queues in packages that configure no retries. */
export function untriedQueues(project: Project): UntriedQueues[] {
  const queues = jobModules(project).flatMap((module) =>
    module.late.service('jobs').flatMap(({ kind, library, range }) => (kind === 'queue' ? [{ module, library, range }] : [])),
  )
  return [...groupBy(queues, ({ module, library }) => `${project.areaOf(module)}\n${library}`).values()].flatMap((group): UntriedQueues[] => {
    const [first] = group
    const library = queueLibraries.find(({ name }) => name === first?.library)
    if (first === undefined || library === undefined) return []
    const area = project.areaOf(first.module)
    const isDecided = [...project.graph.modules.values()].some(
      (module) => module.summary.purpose === 'code' && project.areaOf(module) === area && module.late.service('decidesRetries').includes(library.name),
    )
    return isDecided ? [] : [{ library, location: { file: first.module.file, range: first.range } }]
  })
}

function jobModules({ graph }: Project): Module[] {
  return [...graph.modules.values()].filter(({ summary }) => summary.purpose === 'code' && dealsWithJobs(summary))
}
