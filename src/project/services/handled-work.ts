import { memoize } from '../../core/memoize.ts'
import type { SourceLocation } from '../../core/location.ts'
import type { BlockingFact, FunctionWork, RetainedFact, CallEdge, OpenedFact } from '../../source/facts/handling.ts'
import { slowOnPurpose } from '../../source/models/blocking.ts'
import { sessionPackages } from '../../source/models/sessions.ts'
import { pathOf } from '../../source/values/value.ts'
import type { Graph, Module } from '../graph/graph.ts'
import type { Project } from '../project.ts'
import { functionsOf, startOfMethod } from './request-use.ts'
import { isInSharedInstance } from './shared-instances.ts'
import type { CodeRoute } from '../routing/code-route.ts'
import { importsOne } from './used-packages.ts'
import { follow } from '../graph/values.ts'
import type { Located } from '../graph/values.ts'

/** Something that is done while a request is handled, in the handler or in a function it calls. */
export interface Handled<Fact> {
  readonly fact: Fact
  readonly location: SourceLocation
  /** The name of the function that does it (empty if it has none); undefined if that is the handler itself. */
  readonly by: string | undefined
}

/** What the handlers of a project do, themselves and in the functions they call. */
export interface HandledWork {
  readonly blocking: readonly Handled<BlockingFact>[]
  readonly retained: readonly Handled<RetainedFact>[]
  readonly opened: readonly Handled<OpenedFact>[]
  /** Calls that are slow by design, in functions that no handler was seen to call. */
  readonly slow: readonly Handled<BlockingFact>[]
  readonly sessions: readonly { readonly kind: 'sessions' | 'store'; readonly location: SourceLocation }[]
}

/** From a handler to a service to a repository. */
export const maxSteps = 3

/** A function that runs for a request, and how it was reached. */
interface Step {
  readonly module: Module
  readonly work: FunctionWork
  readonly steps: number
  /** It receives data of the request. */
  readonly passesData: boolean
  /** Its result is stored beyond the request. */
  readonly isStored: boolean
  /** It is a method of an instance shared by all requests (a constant of a module, a singleton of a container), or no method. */
  readonly isSingle: boolean
  /** The process handles one request at a time, as platforms for functions do, so that blocking it delays no other. */
  readonly isAlone: boolean
}

/** What is done while requests are handled, each place once. */
export const handledWork = memoize(({ graph, routes }: Project): HandledWork => {
  const blocking = new Map<string, Handled<BlockingFact>>()
  const left = new Map<string, Handled<RetainedFact>>()
  const opened = new Map<string, Handled<OpenedFact>>()
  const slow = new Map<string, Handled<BlockingFact>>()
  const sessions: HandledWork['sessions'][number][] = []
  const programs = [...graph.modules.values()].filter(isProgram)
  const handlers = [...programs.flatMap(handlersOf), ...routes.flatMap((route) => registeredHandlers(graph, route))]
  const first = { steps: 0, passesData: true, isStored: false, isSingle: true }
  let waiting: Step[] = handlers.map((handler) => ({ ...handler, ...first, isAlone: handler.work.isAlone === true || handler.isAlone === true }))
  const seen = new Set(waiting.map(keyOfStep))
  // Breadth first, so that the shortest path to a place is reported.
  while (waiting.length > 0) {
    const next: Step[] = []
    for (const step of waiting) {
      const { module, work, steps, passesData, isStored, isSingle, isAlone } = step
      const by = steps === 0 ? undefined : work.name
      for (const fact of isAlone ? [] : work.blocking) add(blocking, module, fact, by)
      for (const fact of passesData ? work.retained : []) if ((fact.of !== 'instance' || isSingle) && isState(graph, module, fact)) add(left, module, fact, by)
      for (const fact of isStored ? [] : work.opened) add(opened, module, fact, by)
      if (steps === maxSteps) continue
      for (const call of work.calls) {
        const called = calledFunction(graph, module, call)
        if (called === undefined) continue
        const following: Step = { ...called, steps: steps + 1, passesData: passesData && call.passesData, isStored: call.isStored, isAlone }
        if (seen.has(keyOfStep(following))) continue
        seen.add(keyOfStep(following))
        next.push(following)
      }
    }
    waiting = next
  }
  for (const module of programs) {
    const isSlow = importsOne(module, [...slowOnPurpose])
    for (const fact of isSlow ? module.late.handling.slow : []) if (!blocking.has(keyOf(module, fact))) add(slow, module, fact, undefined)
    const hasSessions = importsOne(module, sessionPackages)
    for (const { kind, range } of hasSessions ? module.late.handling.sessions : []) sessions.push({ kind, location: { file: module.file, range } })
  }
  return { blocking: [...blocking.values()], retained: [...left.values()], opened: [...opened.values()], slow: [...slow.values()], sessions }
})

/** False if what is imported is no collection: `redis.set(key, value)`, `store.add(user)`. */
function isState(graph: Graph, module: Module, fact: RetainedFact): boolean {
  const { value } = fact.in === undefined ? { value: undefined } : follow(graph, { module, value: fact.in }, 0, true)
  if (value?.kind === 'new') return value.of.kind === 'global' && /^(?:Map|Set)$/.test(value.of.name)
  return value === undefined || value.kind === 'list' || (value.kind === 'object' && Object.keys(value.fields).length === 0)
}

/** False for tests and examples. */
function isProgram({ summary: { purpose } }: Module): boolean {
  return purpose !== 'test'
}

type FunctionInModule = Pick<Step, 'module' | 'work' | 'isSingle'>

type Handler = Pick<Step, 'module' | 'work'> & Partial<Pick<Step, 'isAlone'>>

/** Handlers that are recognizable in their own file. */
function handlersOf(module: Module): Handler[] {
  const { late } = module
  return late.mayHandleRequests ? late.handling.functions.filter(({ isHandler }) => isHandler).map((work) => ({ module, work })) : []
}

/** Handlers that are recognizable only by their registration in another file: `exports.list = async (ctx) => { ... }`. */
function registeredHandlers(graph: Graph, { answeredBy, framework }: CodeRoute): Handler[] {
  const works = answeredBy === undefined ? [] : worksOf(graph, answeredBy)
  return works.filter(({ work }) => !work.isHandler).map((one) => ({ ...one, isAlone: framework === 'lambda' }))
}

/** What the functions do that handle a route. */
export function worksOf(graph: Graph, answeredBy: Located): FunctionInModule[] {
  return functionsOf(graph, answeredBy).flatMap(({ module, use }) => workAt(module, use.at, true) ?? [])
}

function keyOfStep({ module, work, passesData, isSingle, isAlone }: Step): string {
  return `${module.file} ${work.at} ${passesData} ${isSingle} ${isAlone}`
}

function keyOf({ file }: Module, { range }: Pick<BlockingFact, 'range'>): string {
  return `${file} ${range.join(' ')}`
}

function add<Fact extends Pick<BlockingFact, 'range'>>(found: Map<string, Handled<Fact>>, module: Module, fact: Fact, by: string | undefined): void {
  const key = keyOf(module, fact)
  if (!found.has(key)) found.set(key, { fact, location: { file: module.file, range: fact.range }, by })
}

/** The function of the project that a call runs, by its name or as a method of an instance that was injected (also as an interface) or made. */
export function calledFunction(graph: Graph, from: Module, { callee }: Pick<CallEdge, 'callee'>): FunctionInModule | undefined {
  const { module, value } = follow(graph, { module: from, value: callee }, 0, true)
  if (value.kind === 'function') return workAt(module, value.at, true)
  if (value.kind !== 'member') return undefined
  const method = startOfMethod(graph, { module, value: value.of }, value.name, true)
  return method && workAt(method.module, method.start, pathOf(callee).root.kind === 'import' || isInSharedInstance(graph, method.module, method.start))
}

function workAt(module: Module, at: number, isSingle: boolean): FunctionInModule | undefined {
  const work = isProgram(module) ? module.late.handling.functions.find((one) => one.at === at) : undefined
  return work && { module, work, isSingle }
}
