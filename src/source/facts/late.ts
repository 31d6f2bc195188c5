import { hash64 } from '../../core/hash.ts'
import { healthOption, healthWords } from '../models/health.ts'
import type { SourceFile } from '../syntax/file.ts'
import { mayQueryDatabase } from '../duties/data-calls.ts'
import { mayWaitInLoops } from '../duties/may-wait-in-loops.ts'
import { mayHandleRequests } from '../duties/request-handlers.ts'
import { answerFacts } from './answers.ts'
import type { FunctionAnswers } from './function-answers.ts'
import type { TraceDependencies } from './trace-dependencies.ts'
import { deferredRequires } from './deferred.ts'
import { isRoute, valuesExportedBy } from '../values/exports.ts'
import type { ExportedValues } from '../values/exports.ts'
import { heirFacts } from './heirs.ts'
import type { HeirFact } from './heirs.ts'
import { resultFacts } from './results.ts'
import type { ResultFact } from './results.ts'
import { handlingFacts } from './handling.ts'
import type { HandlingFacts } from './handling.ts'
import { importUses, isPlainlyUsed } from './import-uses.ts'
import type { UseStrength } from './import-uses.ts'
import type { KnownFacts, OwnFacts } from './known-facts.ts'
import { mayHoldSql } from '../sql/prefilter.ts'
import { protectionFact } from './protection.ts'
import type { ProtectionFacts } from './protection.ts'
import { queryingFacts, loopFacts } from './loops.ts'
import type { QueryingFact, LoopFact } from './loops.ts'
import { serviceFact } from './service.ts'
import type { ServiceFacts } from './service.ts'
import type { SqlFacts } from './sql.ts'
import { routesWithin } from './typed-apis.ts'
import { noHandling, noProtection, noService } from './unreadable.ts'
import { fieldOf, trimmed } from '../values/value.ts'
import type { Value } from '../values/value.ts'

/**
 * Facts that require parsing or a slow search, and that are only needed for few files: those in import cycles, those of an application. Each
 * is computed when it is first read.
 */
export class LateFacts {
  /** The facts so far. Mutable: grows whenever one is computed. */
  readonly known: KnownFacts
  readonly #open: () => SourceFile | undefined
  readonly #onGrowth: () => void
  #source: SourceFile | undefined

  /**
   * @param open reads and parses the file; nothing if it can no longer be read
   * @param known what earlier runs computed for the same content
   * @param onGrowth called when a fact had to be computed
   */
  constructor(open: () => SourceFile | undefined, known: KnownFacts = {}, onGrowth: () => void = () => undefined) {
    this.#open = open
    this.known = known
    this.#onGrowth = onGrowth
  }

  /** How an imported name is needed; `erased` for names that are not imported. */
  useOf(local: string): UseStrength {
    if (this.known.uses === undefined) {
      const source = this.#read()
      this.known.uses = source === undefined ? {} : Object.fromEntries(importUses(source))
    }
    return Object.hasOwn(this.known.uses, local) ? (this.known.uses[local] ?? 'erased') : 'erased'
  }

  /** True if the text alone shows that the imported name is used as a value: see {@link isPlainlyUsed}. */
  isPlainlyUsed(local: string): boolean {
    const { plain = {} } = this.known
    if (Object.hasOwn(plain, local)) return plain[local] === true
    const source = this.#read()
    const isPlain = source !== undefined && isPlainlyUsed(source, local)
    this.known.plain = { ...plain, [local]: isPlain }
    return isPlain
  }

  /** True if the text contains a name, so that looking for a function of this name is worth a walk. */
  mentions(name: string): boolean {
    const { mentioned = {} } = this.known
    if (Object.hasOwn(mentioned, name)) return mentioned[name] === true
    const isMentioned = this.#read()?.text.includes(name) === true
    this.known.mentioned = { ...mentioned, [name]: isMentioned }
    return isMentioned
  }

  /** True for a `require` inside a function, which only runs when the function does. */
  isDeferred(offset: number): boolean {
    this.known.deferred ??= deferredRequires(this.#read())
    return this.known.deferred.includes(offset)
  }

  /** True if the file mentions a path that can only be that of a health probe, in a comparison or a setting. */
  get answersProbes(): boolean {
    this.known.probed ??= probedPath.test(this.#read()?.text ?? '')
    return this.known.probed
  }

  /** True if the file may contain code that runs for each request. */
  get mayHandleRequests(): boolean {
    this.known.handlesRequests ??= mayHandleRequests({ text: this.#read()?.text ?? '' })
    return this.known.handlesRequests
  }

  /** True if the file may query a database. */
  get mayQueryDatabase(): boolean {
    this.known.queriesDatabase ??= mayQueryDatabase({ text: this.#read()?.text ?? '' })
    return this.known.queriesDatabase
  }

  /** True if the file may contain SQL. */
  get mayHoldSql(): boolean {
    if (this.known.mayHoldSql === undefined) {
      const source = this.#read()
      this.known.mayHoldSql = source !== undefined && mayHoldSql(source)
    }
    return this.known.mayHoldSql
  }

  /** A fact about the file's part in a running service. */
  service<Fact extends keyof ServiceFacts>(fact: Fact): ServiceFacts[Fact] {
    const { service = {} } = this.known
    const known: ServiceFacts[Fact] | undefined = service[fact]
    if (known !== undefined) return known
    const source = this.#read()
    const found = source === undefined ? noService[fact] : serviceFact(fact, source)
    this.known.service = { ...service, [fact]: found }
    return found
  }

  /** The responses of functions that look like handlers. */
  get answers(): readonly FunctionAnswers[] {
    return (this.known.answers ??= this.#made(answerFacts, []))
  }

  /** Where functions get the data from that they return or send. */
  get results(): readonly ResultFact[] {
    return (this.known.results ??= this.#made(resultFacts, []))
  }

  /** The classes with a base class. */
  get heirs(): readonly HeirFact[] {
    return (this.known.heirs ??= this.#made(heirFacts, []))
  }

  /** Queries that are awaited in loops. */
  get loops(): readonly LoopFact[] {
    return (this.known.loops ??= this.#made((source) => (mayWaitInLoops(source) ? loopFacts(source) : []), []))
  }

  /** Functions that query a database by one of their parameters. */
  get querying(): readonly QueryingFact[] {
    return (this.known.querying ??= this.#made(queryingFacts, []))
  }

  /** What functions do while requests are handled. */
  get handling(): HandlingFacts {
    return (this.known.handling ??= this.#made(handlingFacts, noHandling))
  }

  /** A fact about how the file protects its service. */
  protection<Fact extends keyof ProtectionFacts>(fact: Fact): ProtectionFacts[Fact] {
    const { protection = {} } = this.known
    const known: ProtectionFacts[Fact] | undefined = protection[fact]
    if (known !== undefined) return known
    const source = this.#read()
    const found = source === undefined ? noProtection[fact] : protectionFact(fact, source)
    this.known.protection = { ...protection, [fact]: found }
    return found
  }

  /** What exported names resolve to, for constants of files about which the summary has nothing. */
  get exports(): ExportedValues {
    this.known.exports ??= this.#readExports((value) => {
      const first = value.kind === 'list' ? value.items[0] : value
      return trimmed(value, isRoute(first) || fieldOf(first, '$id') ? 7 : 4)
    })
    return this.known.exports
  }

  /** The exports that are API contracts or routers of procedures. */
  get typedApis(): ExportedValues {
    this.known.typedApis ??= this.#readExports(routesWithin)
    return this.known.typedApis
  }

  /** Computes the same facts that `facts` has (except SQL), to compare them with those of another version of the file. */
  answerLike(facts: KnownFacts): OwnFacts {
    const { uses, plain = {}, mentioned = {}, deferred, probed, handlesRequests, queriesDatabase, mayHoldSql: holdsSql } = facts
    const { service = {}, protection = {}, exports, typedApis, answers, results, heirs, loops, querying, handling } = facts
    if (uses !== undefined) this.useOf('')
    if (deferred !== undefined) this.isDeferred(0)
    return {
      uses: uses && (this.known.uses ?? {}),
      plain: Object.fromEntries(Object.keys(plain).map((local) => [local, this.isPlainlyUsed(local)])),
      mentioned: Object.fromEntries(Object.keys(mentioned).map((name) => [name, this.mentions(name)])),
      deferred: deferred && (this.known.deferred ?? []),
      probed: probed === undefined ? undefined : this.answersProbes,
      handlesRequests: handlesRequests === undefined ? undefined : this.mayHandleRequests,
      queriesDatabase: queriesDatabase === undefined ? undefined : this.mayQueryDatabase,
      mayHoldSql: holdsSql === undefined ? undefined : this.mayHoldSql,
      service: Object.fromEntries(namesOf(service).map((fact) => [fact, this.service(fact)])),
      protection: Object.fromEntries(namesOf(protection).map((fact) => [fact, this.protection(fact)])),
      exports: exports && this.exports,
      typedApis: typedApis && this.typedApis,
      answers: answers && this.answers,
      results: results && this.results,
      heirs: heirs && this.heirs,
      loops: loops && this.loops,
      querying: querying && this.querying,
      handling: handling && this.handling,
    }
  }

  #readExports(keep: (value: Value) => Value): ExportedValues {
    return this.#made((source) => valuesExportedBy(source, keep), {})
  }

  /** The parsed file; nothing if it can no longer be read. */
  source(): SourceFile | undefined {
    return this.#read()
  }

  /** A hash of the content. */
  get content(): string {
    return (this.known.content ??= hash64(this.#read()?.text ?? ''))
  }

  /** Releases the file and its tree until a fact has to be computed again. */
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

  keepTraced(asked: TraceDependencies): void {
    this.known.traced = asked
    this.#onGrowth()
  }

  forgetTraced(): void {
    this.known.traced = undefined
  }

  /** @param none the fact of a file that can no longer be read */
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

/** The names of the facts that are present. */
function namesOf<Facts extends object>(facts: Facts): (keyof Facts)[] {
  return Object.keys(facts) as (keyof Facts)[]
}

/** Paths of probes, as plain HTTP servers and configurations contain them. */
const probedPath = new RegExp(
  `\\bgrpc[./]health\\b|\\b${healthOption}['"]?\\s?[:=,}]|(?:===?|\\bcase|startsWith\\(|includes\\(|has\\(|\\.use\\(|(?:path|url|route|endpoint)\\w{0,20}['"]?\\s?[:=])\\s?['"\`](?:/[\\w.-]{1,40}){0,3}/(?:${healthWords.join('|')}|ping)/?['"\`]`,
  'i',
)
