import { hash64 } from '../../core/hash.ts'
import { healthOption, healthWords } from '../models/health.ts'
import type { SourceFile } from '../syntax/file.ts'
import { mayAskDatabase } from '../duties/data-calls.ts'
import { mayHandleRequests } from '../duties/request-handlers.ts'
import { answerFacts } from './answers.ts'
import type { FunctionAnswers } from './function-answers.ts'
import type { AskedFact } from './asked.ts'
import { indexFile } from '../values/declarations.ts'
import { deferredRequires } from './deferred.ts'
import { exportedValues } from '../values/exports.ts'
import type { ExportedValues } from '../values/exports.ts'
import { givenFacts, unlimitedFacts } from './given.ts'
import type { GivenFact, UnlimitedFact } from './given.ts'
import { handlingFacts, noHandling } from './handling.ts'
import type { HandlingFacts } from './handling.ts'
import { importUses, isPlainlyUsed } from './import-uses.ts'
import type { UseStrength } from './import-uses.ts'
import { noProtection, protectionFact } from './protection.ts'
import type { ProtectionFacts } from './protection.ts'
import { askingFacts, loopFacts } from './loops.ts'
import type { AskingFact, LoopFact } from './loops.ts'
import { ValueReader } from '../values/reader.ts'
import { noService, serviceFact } from './service.ts'
import type { ServiceFacts } from './service.ts'
import type { SqlFacts } from './sql.ts'
import { routesWithin } from './typed-apis.ts'
import { trimmed } from '../values/value.ts'
import type { Value } from '../values/value.ts'

/** Late facts as far as they are known. Plain data: this is what a cache keeps. */
export interface KnownFacts {
  /** How imported names are needed, by their local name. */
  uses?: { readonly [local: string]: UseStrength }
  /** Imported names of which the text was asked whether it shows them as values. */
  plain?: { readonly [local: string]: boolean }
  /** Where `require` is called within a function: offsets. */
  deferred?: readonly number[]
  probed?: boolean
  handlesRequests?: boolean
  asksDatabase?: boolean
  service?: { readonly [Fact in keyof ServiceFacts]?: ServiceFacts[Fact] }
  protection?: { readonly [Fact in keyof ProtectionFacts]?: ProtectionFacts[Fact] }
  /** What a file exports whose tree the summary did not need. */
  exports?: ExportedValues
  /** What it exports that may be a contract or a router of procedures. */
  typedApis?: ExportedValues
  /** Tells apart the texts that the file may have. */
  content?: string
  /** The SQL of the file, good for as long as what it hangs on is as it was: see {@link AskedFact}. */
  sql?: SqlFacts | undefined
  /** What its SQL, and that of others, hangs on. */
  asked?: AskedFact | undefined
  answers?: readonly FunctionAnswers[]
  given?: readonly GivenFact[]
  unlimited?: readonly UnlimitedFact[]
  loops?: readonly LoopFact[]
  asking?: readonly AskingFact[]
  handling?: HandlingFacts
}

/** Those that no other file has a part in. Each is named, so that none that comes later is forgotten. */
type OwnFacts = { readonly [Fact in Exclude<keyof KnownFacts, 'content' | 'sql' | 'asked'>]-?: KnownFacts[Fact] | undefined }

/**
 * Facts that take the tree or a slow look at the text, and that only few modules are asked for: those in import cycles, those
 * of an application. Worked out with the first question.
 */
export class LateFacts {
  /** Grows with the questions. */
  readonly known: KnownFacts
  readonly #open: () => SourceFile | undefined
  readonly #onGrowth: () => void
  #source: SourceFile | undefined

  /**
   * @param open reads and parses the file; nothing where it can no longer be read
   * @param known what earlier runs found out about the same text
   * @param onGrowth told when something has to be looked up that was not known
   */
  constructor(open: () => SourceFile | undefined, known: KnownFacts = {}, onGrowth: () => void = () => undefined) {
    this.#open = open
    this.known = known
    this.#onGrowth = onGrowth
  }

  /** How a name that is imported is needed; `erased` for names that are not. */
  useOf(local: string): UseStrength {
    if (this.known.uses === undefined) {
      const source = this.#read()
      this.known.uses = source === undefined ? {} : Object.fromEntries(importUses(source))
    }
    return Object.hasOwn(this.known.uses, local) ? (this.known.uses[local] ?? 'erased') : 'erased'
  }

  /** True where the text alone shows that the imported name is used as a value: see {@link isPlainlyUsed}. */
  isPlainlyUsed(local: string): boolean {
    const { plain = {} } = this.known
    if (Object.hasOwn(plain, local)) return plain[local] === true
    const source = this.#read()
    const isPlain = source !== undefined && isPlainlyUsed(source, local)
    this.known.plain = { ...plain, [local]: isPlain }
    return isPlain
  }

  /** True for a `require` that is called within a function, and so when that runs. */
  isDeferred(offset: number): boolean {
    this.known.deferred ??= deferredRequires(this.#read())
    return this.known.deferred.includes(offset)
  }

  /** True where a path that can only be meant for health probes is compared with or set. */
  get answersProbes(): boolean {
    this.known.probed ??= probedPath.test(this.#read()?.text ?? '')
    return this.known.probed
  }

  /** True where something in it may be run for each request. */
  get mayHandleRequests(): boolean {
    this.known.handlesRequests ??= mayHandleRequests({ text: this.#read()?.text ?? '' })
    return this.known.handlesRequests
  }

  /** True where something in it may ask a database. */
  get mayAskDatabase(): boolean {
    this.known.asksDatabase ??= mayAskDatabase({ text: this.#read()?.text ?? '' })
    return this.known.asksDatabase
  }

  /** Something that the file does as a part of a running service. */
  service<Fact extends keyof ServiceFacts>(fact: Fact): ServiceFacts[Fact] {
    const { service = {} } = this.known
    const known: ServiceFacts[Fact] | undefined = service[fact]
    if (known !== undefined) return known
    const source = this.#read()
    const found = source === undefined ? noService[fact] : serviceFact(fact, source)
    this.known.service = { ...service, [fact]: found }
    return found
  }

  /** What functions that look like handlers say in their answers. */
  get answers(): readonly FunctionAnswers[] {
    return (this.known.answers ??= this.#made(answerFacts, []))
  }

  /** Where functions get from what they give on. */
  get given(): readonly GivenFact[] {
    return (this.known.given ??= this.#made(givenFacts, []))
  }

  /** Queries of its handlers that fetch everything there is. */
  get unlimited(): readonly UnlimitedFact[] {
    return (this.known.unlimited ??= this.#made(unlimitedFacts, []))
  }

  /** Queries that turns of its loops wait for. */
  get loops(): readonly LoopFact[] {
    return (this.known.loops ??= this.#made(loopFacts, []))
  }

  /** Functions that ask a database by one of their parameters. */
  get asking(): readonly AskingFact[] {
    return (this.known.asking ??= this.#made(askingFacts, []))
  }

  /** What its functions do while requests are handled. */
  get handling(): HandlingFacts {
    return (this.known.handling ??= this.#made(handlingFacts, noHandling))
  }

  /** How the file protects the service that it is part of. */
  protection<Fact extends keyof ProtectionFacts>(fact: Fact): ProtectionFacts[Fact] {
    const { protection = {} } = this.known
    const known: ProtectionFacts[Fact] | undefined = protection[fact]
    if (known !== undefined) return known
    const source = this.#read()
    const found = source === undefined ? noProtection[fact] : protectionFact(fact, source)
    this.known.protection = { ...protection, [fact]: found }
    return found
  }

  /** What the exported names stand for: asked for constants of files of which the summary says nothing. */
  get exports(): ExportedValues {
    this.known.exports ??= this.#readExports((value) => trimmed(value, 4))
    return this.known.exports
  }

  /** What the exported names stand for as far as they are routes that are written as values. */
  get typedApis(): ExportedValues {
    this.known.typedApis ??= this.#readExports(routesWithin)
    return this.known.typedApis
  }

  /** Answers every question that these facts have the answer to, but for SQL: what is known of the same file with another text. */
  answerLike(facts: KnownFacts): OwnFacts {
    const { uses, plain = {}, deferred, probed, handlesRequests, asksDatabase, service = {}, protection = {}, exports, typedApis } = facts
    const { answers, given, unlimited, loops, asking, handling } = facts
    if (uses !== undefined) this.useOf('')
    if (deferred !== undefined) this.isDeferred(0)
    return {
      uses: uses && (this.known.uses ?? {}),
      plain: Object.fromEntries(Object.keys(plain).map((local) => [local, this.isPlainlyUsed(local)])),
      deferred: deferred && (this.known.deferred ?? []),
      probed: probed === undefined ? undefined : this.answersProbes,
      handlesRequests: handlesRequests === undefined ? undefined : this.mayHandleRequests,
      asksDatabase: asksDatabase === undefined ? undefined : this.mayAskDatabase,
      service: Object.fromEntries(namesOf(service).map((fact) => [fact, this.service(fact)])),
      protection: Object.fromEntries(namesOf(protection).map((fact) => [fact, this.protection(fact)])),
      exports: exports && this.exports,
      typedApis: typedApis && this.typedApis,
      answers: answers && this.answers,
      given: given && this.given,
      unlimited: unlimited && this.unlimited,
      loops: loops && this.loops,
      asking: asking && this.asking,
      handling: handling && this.handling,
    }
  }

  #readExports(keep: (value: Value) => Value): ExportedValues {
    const program = this.#read()?.program
    if (program === undefined) return {}
    const index = indexFile(program)
    return exportedValues(program, index, new ValueReader(index), keep)
  }

  /** The file itself, for what takes its tree; nothing where it can no longer be read. */
  source(): SourceFile | undefined {
    return this.#read()
  }

  /** Another one for each text. */
  get content(): string {
    return (this.known.content ??= hash64(this.#read()?.text ?? ''))
  }

  /** Lets go of the file, with its tree, until something is asked that is not known yet. */
  letGo(): void {
    this.#source = undefined
  }

  keepSql(facts: SqlFacts): void {
    this.known.sql = facts
    this.#onGrowth()
  }

  forgetSql(): void {
    this.known.sql = undefined
  }

  keepAsked(asked: AskedFact): void {
    this.known.asked = asked
    this.#onGrowth()
  }

  forgetAsked(): void {
    this.known.asked = undefined
  }

  /** @param none what there is of a file that can no longer be read */
  #made<Fact>(make: (source: SourceFile) => Fact, none: Fact): Fact {
    const source = this.#read()
    return source === undefined ? none : make(source)
  }

  #read(): SourceFile | undefined {
    this.#onGrowth()
    this.#source ??= this.#open()
    return this.#source
  }
}

/** The names of facts that are known. */
function namesOf<Facts extends object>(facts: Facts): (keyof Facts)[] {
  return Object.keys(facts) as (keyof Facts)[]
}

/** Plain HTTP servers and configurations name the path of a probe so. */
const probedPath = new RegExp(
  `\\bgrpc[./]health\\b|\\b${healthOption}['"]?\\s?[:=,}]|(?:===?|\\bcase|startsWith\\(|includes\\(|has\\(|(?:path|url|route|endpoint)\\w{0,20}['"]?\\s?[:=])\\s?['"\`](?:/[\\w.-]{1,40}){0,3}/(?:${healthWords.join('|')})/?['"\`]`,
  'i',
)
