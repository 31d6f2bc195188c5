import { rememberedOf } from '../../core/remember.ts'
import type { SourceLocation } from '../../core/location.ts'
import type { BlockingFact, FunctionWork, LeftFact, OnwardCall, OpenedFact } from '../../source/facts/handling.ts'
import { slowOnPurpose } from '../../source/models/blocking.ts'
import { sessionPackages } from '../../source/models/sessions.ts'
import { pathOf } from '../../source/values/value.ts'
import { roleOfPath } from '../../source/roles.ts'
import type { Graph, Module } from '../graph/graph.ts'
import type { Project } from '../project.ts'
import { functionsOf } from './request-use.ts'
import type { CodeRoute } from '../routing/code-route.ts'
import { importsOne } from './used-packages.ts'
import { classOfInstance, follow } from '../graph/values.ts'

/** Something that is done while a request is handled, in a handler or in what it calls. */
export interface Handled<Fact> {
  readonly fact: Fact
  readonly location: SourceLocation
  /** The function that does it, where the handler calls that: empty where it has no name. */
  readonly by: string | undefined
}

/** What the handlers of a project do, by themselves and by what they call in other files. */
export interface HandledWork {
  readonly blocking: readonly Handled<BlockingFact>[]
  readonly left: readonly Handled<LeftFact>[]
  readonly opened: readonly Handled<OpenedFact>[]
  /** What is slow on purpose, in functions that no handler was seen to call. */
  readonly slow: readonly Handled<BlockingFact>[]
  readonly sessions: readonly { readonly kind: 'sessions' | 'store'; readonly location: SourceLocation }[]
}

/** From a handler over a service to a repository. */
const maxSteps = 3

/** A function that is run, and how it was come to. */
interface Step {
  readonly module: Module
  readonly work: FunctionWork
  readonly steps: number
  /** It is handed something of the request. */
  readonly brings: boolean
  /** What it returns is kept. */
  readonly isKept: boolean
  /** Its instance is a constant of a module, and so there for all requests. */
  readonly isSingle: boolean
  /** No other request waits for it: a platform hands it one at a time. */
  readonly isAlone: boolean
}

/** What is done while a request waits, each place once, with the handler that it was reached from. */
export const handledWork = rememberedOf(({ graph, routes }: Project): HandledWork => {
  const blocking = new Map<string, Handled<BlockingFact>>()
  const left = new Map<string, Handled<LeftFact>>()
  const opened = new Map<string, Handled<OpenedFact>>()
  const slow = new Map<string, Handled<BlockingFact>>()
  const sessions: HandledWork['sessions'][number][] = []
  const programs = [...graph.modules.values()].filter(isProgram)
  const handlers = [...programs.flatMap(handlersOf), ...routes.flatMap((route) => registeredHandlers(graph, route))]
  const first = { steps: 0, brings: true, isKept: false, isSingle: true }
  let waiting: Step[] = handlers.map((handler) => ({ ...handler, ...first, isAlone: handler.work.isAlone === true || handler.isAlone === true }))
  const seen = new Set(waiting.map(keyOfStep))
  // Step by step, so that the shortest way to a place is the one that is told.
  while (waiting.length > 0) {
    const next: Step[] = []
    for (const step of waiting) {
      const { module, work, steps, brings, isKept, isSingle, isAlone } = step
      const by = steps === 0 ? undefined : work.name
      for (const fact of isAlone ? [] : work.blocking) add(blocking, module, fact, by)
      for (const fact of brings ? work.left : []) if (fact.of !== 'instance' || isSingle) add(left, module, fact, by)
      for (const fact of isKept || isAlone ? [] : work.opened) add(opened, module, fact, by)
      if (steps === maxSteps) continue
      for (const call of work.calls) {
        const called = calledFunction(graph, module, call)
        if (called === undefined) continue
        const following: Step = { ...called, steps: steps + 1, brings: brings && call.brings, isKept: call.isKept, isAlone }
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
  return { blocking: [...blocking.values()], left: [...left.values()], opened: [...opened.values()], slow: [...slow.values()], sessions }
})

function isProgram({ summary: { path } }: Module): boolean {
  return roleOfPath(path) !== 'test'
}

type Handler = Pick<Step, 'module' | 'work'> & Partial<Pick<Step, 'isAlone'>>

/** What a file shows to be a handler by itself. */
function handlersOf(module: Module): Handler[] {
  const { late } = module
  return late.mayHandleRequests ? late.handling.functions.filter(({ isHandler }) => isHandler).map((work) => ({ module, work })) : []
}

/** What only the registration in another file shows to be one: `exports.list = async (ctx) => { ... }`. */
function registeredHandlers(graph: Graph, { answeredBy, framework }: CodeRoute): Handler[] {
  const functions = answeredBy === undefined ? [] : functionsOf(graph, answeredBy)
  return functions.flatMap(({ module, use }) => workAt(module, use.at, true) ?? []).filter(({ work }) => !work.isHandler).map((one) => ({ ...one, isAlone: framework === 'lambda' }))
}

function keyOfStep({ module, work, brings, isSingle, isAlone }: Step): string {
  return `${module.file} ${work.at} ${brings} ${isSingle} ${isAlone}`
}

function keyOf({ file }: Module, { range }: Pick<BlockingFact, 'range'>): string {
  return `${file} ${range.join(' ')}`
}

function add<Fact extends Pick<BlockingFact, 'range'>>(found: Map<string, Handled<Fact>>, module: Module, fact: Fact, by: string | undefined): void {
  const key = keyOf(module, fact)
  if (!found.has(key)) found.set(key, { fact, location: { file: module.file, range: fact.range }, by })
}

/** The function of the project that a call runs: by its name, or as a method of what was injected or made. */
function calledFunction(graph: Graph, from: Module, { callee }: OnwardCall): Pick<Step, 'module' | 'work' | 'isSingle'> | undefined {
  const { module, value } = follow(graph, { module: from, value: callee }, 0, true)
  if (value.kind === 'function') return workAt(module, value.at, true)
  if (value.kind !== 'member') return undefined
  const owner = classOfInstance(graph, follow(graph, { module, value: value.of }, 0, true))
  const start = owner?.module.late.protection('methods')[`${owner.at}.${value.name}`]
  return owner === undefined || start === undefined ? undefined : workAt(owner.module, start, pathOf(callee).root.kind === 'import')
}

function workAt(module: Module, at: number, isSingle: boolean): Pick<Step, 'module' | 'work' | 'isSingle'> | undefined {
  const work = isProgram(module) ? module.late.handling.functions.find((one) => one.at === at) : undefined
  return work && { module, work, isSingle }
}
