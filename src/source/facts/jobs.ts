import type { TSESTree } from '@typescript-eslint/utils'
import { propertyIn } from '../names/links.ts'
import { keyName, memberName } from '../names/bindings.ts'
import type { SourceFile } from '../syntax/file.ts'
import { memoize } from '../../core/memoize.ts'
import { acknowledged, jobHandlers, queueLibraries } from '../models/queues.ts'
import type { QueueLibrary } from '../models/queues.ts'
import type { Range } from '../syntax/records.ts'
import { indexFile } from '../values/declarations.ts'
import type { FileIndex } from '../values/declarations.ts'
import { earlyAcknowledgements } from './early-acknowledgements.ts'
import { jobHandlersIn } from './lost-jobs.ts'
import { nodesOf } from '../syntax/tree.ts'
import type { ValueReader } from '../values/reader.ts'
import { readerOf } from '../values/reader-of.ts'
import { pathOf } from '../values/value.ts'
import type { Value } from '../values/value.ts'

/** A fact about jobs and messages: a queue that is created, or a flaw in how messages are consumed. */
export interface JobFact {
  readonly kind: 'queue' | 'handler' | JobFlaw
  /** The library, as {@link queueLibraries} names it; empty for a message broker. */
  readonly library: string
  readonly range: Range
  readonly handler?: Value
  /** Whether a queue says where it is made how its jobs are retried. */
  readonly decides?: 'yes' | 'maybe' | undefined
  /** The name of a queue, if it is written out. */
  readonly name?: string | undefined
}

/** How a message may be lost, or redelivered for ever. */
export type JobFlaw = 'unacknowledged' | 'early' | 'requeued' | 'swallowed'

const jobPackages: ReadonlySet<string> = new Set([...acknowledged, ...[...queueLibraries, ...jobHandlers].flatMap(({ packages }) => packages)])

/** True if the file imports a library for jobs or messages. */
export function dealsWithJobs({ imports }: Pick<SourceFile, 'imports'>): boolean {
  return imports.some(
    ({ specifier, typeOnly }) => specifier === 'aws-lambda' || specifier === '@nestjs/microservices' || (!typeOnly && jobPackages.has(specifier)),
  )
}

/** The queues that a file creates, and the flaws in its consumers. */
export function jobFacts(source: SourceFile, index: FileIndex, reader: ValueReader): JobFact[] {
  const facts = index.calls.flatMap((call): JobFact[] => {
    const flaw = call.type === 'CallExpression' ? flawOf(call, source.text) : undefined
    if (flaw !== undefined) return [{ kind: flaw, library: '', range: call.callee.range }]
    const library = libraryMaking(call, reader)
    if (library === undefined || call.arguments.some(({ type }) => type === 'SpreadElement')) return []
    const text = source.text.slice(...call.range)
    const decides = wordsOf(library).test(text) ? 'yes' : /\.\.\.|options|settings|config/i.test(text) ? 'maybe' : undefined
    return [{ kind: 'queue', library: library.name, range: call.callee.range, decides, name: /\(\s*(?:\{\s*name:\s*)?['"]([\w:.-]+)['"]/.exec(text)?.[1] }]
  })
  // A broker takes a message off its queue only when it is acknowledged.
  const library = source.text.includes('.consume(') ? 'AMQP' : ''
  const handlers = jobHandlersIn(source, reader).map((handler): JobFact => ({ kind: 'handler', library, range: [0, 0], handler }))
  const flawsAt = (kind: JobFlaw, ranges: readonly Range[]): JobFact[] => ranges.map((range) => ({ kind, library: '', range }))
  return [...facts, ...flawsAt('unacknowledged', forgottenByNest(source)), ...flawsAt('early', earlyAcknowledgements(source)), ...handlers]
}

/** The libraries for whose jobs a file configures retries, apart from what single queues say where they are made. */
export function retriesDecided(source: SourceFile): string[] {
  // Logins are attempted, too. `mails.add('send', data, { attempts: 3 })`
  const isAboutJobs = dealsWithJobs(source) || /queue|job|worker|bull|\.add\(/i.test(source.text)
  return queueLibraries.flatMap((library) => {
    const words = wordsOf(library)
    if (!isAboutJobs || !words.test(source.text)) return []
    const index = indexFile(source.program)
    const reader = readerOf(source)
    const made = index.calls.filter((call) => libraryMaking(call, reader) === library)
    const rest = made.reduceRight((text, { range: [start, end] }) => text.slice(0, start) + text.slice(end), source.text)
    return words.test(rest) ? library.name : []
  })
}

const wordsOf = memoize(({ decided }: QueueLibrary) => new RegExp(`\\b(?:${decided.join('|')})\\b`))

/** The library that makes a queue by a call. */
function libraryMaking({ callee }: FileIndex['calls'][number], reader: ValueReader): QueueLibrary | undefined {
  const { root, names } = pathOf(reader.read(callee))
  if (root.kind !== 'import') return undefined
  const name = [root.name, ...names].join('.')
  return queueLibraries.find(({ packages, makers }) => packages.includes(root.specifier) && (makers.includes(name) || makers.includes(names.join('.'))))
}

/** Consumers of Nest microservices without acknowledgement: `options: { urls, queue, noAck: true }`. */
function forgottenByNest({ text, program }: SourceFile): Range[] {
  if (!text.includes('noAck') || !text.includes('@nestjs/microservices')) return []
  return nodesOf(program).flatMap((node): Range[] => {
    if (node.type !== 'Property' || keyName(node) !== 'noAck' || !isTrue(node.value) || node.parent.type !== 'ObjectExpression') return []
    const names = node.parent.properties.map((other) => (other.type === 'Property' ? keyName(other) : undefined))
    return names.includes('urls') && names.includes('queue') ? [node.range] : []
  })
}

/** What is wrong with a consumer of a message broker. */
function flawOf(call: TSESTree.CallExpression, text: string): JobFlaw | undefined {
  const name = memberName(call.callee)
  const [first, second, third] = call.arguments
  if (name === 'consume' && third?.type === 'ObjectExpression' && first !== undefined) {
    // Replies to the process's own requests arrive on a queue that only it reads.
    if (/reply|exclusive|response|temp|q\.queue/i.test(text.slice(...first.range))) return undefined
    return isTrue(propertyIn(third, 'noAck')) && propertyIn(third, 'exclusive') === undefined
      ? 'unacknowledged'
      : undefined
  }
  if (name !== 'nack' || first === undefined || second?.type === 'SpreadElement') return undefined
  const isRequeued = third === undefined || isTrue(third)
  return isRequeued && !/redelivered|x-death|x-delivery-count|deliveryCount|retryCount/i.test(text) ? 'requeued' : undefined
}

function isTrue(node: TSESTree.Node | undefined): boolean {
  return node?.type === 'Literal' && node.value === true
}
