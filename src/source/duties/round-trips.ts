import type { TSESTree } from '@typescript-eslint/utils'
import { bindingsOf, memberName } from '../names/bindings.ts'
import type { FunctionNode } from '../names/bindings.ts'
import { calledName, targetOf } from '../names/calls.ts'
import { isFunction, returnedBy } from '../names/classes.ts'
import { modulesOf } from '../names/origin.ts'
import { modelLibraries, queryLibraries } from '../models/queries.ts'
import { fetchingElsewhere, handleName, modelFiles } from '../models/query-names.ts'
import { isPackage } from '../models/sql-names.ts'
import type { SourceFile } from '../syntax/file.ts'
import { walk } from '../syntax/tree.ts'
import { calledAs, dataCallOf, textOf, writeCallOf, writesBy } from './data-calls.ts'
import { dependsOn, listOf, loopAround } from './turns.ts'
import type { Loop } from './turns.ts'

/** A call that reads from a database or changes something in it. */
interface Link {
  /** As written in messages: `this.users.findOne`. */
  readonly name: string
  /** The bulk alternative to recommend, where the library is known. */
  readonly batch: string | undefined
  /** Whether it inserts, updates or deletes. */
  readonly isChange: boolean
  /** Set if the bulk alternative returns the records as this call does. */
  readonly isReturned?: true
  /** The callee, if it is a method of what may be a model defined in another file; or the model. */
  readonly model?: TSESTree.Expression
}

/** An expression that waits for the database. */
export interface RoundTrip extends Link {
  readonly node: TSESTree.CallExpression | TSESTree.TaggedTemplateExpression
}

/** The round trip that an expression makes. The sign may be a call earlier in its chain: `User.findById(id).lean()`. */
export function roundTripOf(file: SourceFile, waited: TSESTree.Node): RoundTrip | undefined {
  let at = waited
  while (waited.type === 'CallExpression' || waited.type === 'TaggedTemplateExpression') {
    const link = at.type === 'CallExpression' ? linkOf(file, at) : at.type === 'TaggedTemplateExpression' ? taggedOf(file, at) : undefined
    if (link !== undefined) return { ...link, node: waited }
    if (at.type !== 'CallExpression' || at.callee.type !== 'MemberExpression') return undefined
    at = at.callee.object
  }
  return undefined
}

function linkOf(file: SourceFile, call: TSESTree.CallExpression): Link | undefined {
  const read = dataCallOf(file, call)
  if (read !== undefined) return { name: read.name, batch: read.library?.batch, isChange: sentBy(file, call)?.isChange === true }
  const write = writeCallOf(file, call)
  if (write !== undefined) return { ...write, isChange: true }
  return sentBy(file, call) ?? modelOf(file, call)
}

/** SQL that is unmistakable whatever method sends it. */
const statement = /^\s*(?:(select)\b[^]*\bfrom|insert\s+into|delete\s+from|update\s+[\w."`]+\s+set)\b/i
/** A statement about a different table in each iteration cannot be merged into one. */
const otherTable = /\b(?:from|into|join|update)\s+["`\w.]*\?/i

function sentBy(file: SourceFile, { callee, arguments: [text, second] }: TSESTree.CallExpression): Link | undefined {
  // `rowsOf(pool, 'SELECT …')`
  const isGiven = text?.type === 'Identifier' && handleName.test(text.name) && second?.type !== 'Identifier'
  const sql = textOf(file, isGiven ? second : text)
  const name = sql !== undefined && statement.test(sql) ? calledAs(callee) : undefined
  return name === undefined || sql === undefined ? undefined : linkBySql(name, sql)
}

function taggedOf(file: SourceFile, node: TSESTree.TaggedTemplateExpression): Link | undefined {
  const name = calledAs(node.tag)
  const sql = name !== undefined && /(?:^|\.)(?:sql|\$queryRaw|\$executeRaw)$/.test(name) ? textOf(file, node) : undefined
  return sql === undefined || name === undefined ? undefined : linkBySql(name, sql)
}

function linkBySql(name: string, sql: string): Link | undefined {
  const matched = statement.exec(sql)
  return matched === null || otherTable.test(sql) ? undefined : { name, batch: undefined, isChange: matched[1] === undefined }
}

/** `Product.create(row)`: a round trip if `Product`, from another file, turns out to be a model. */
function modelOf(file: SourceFile, { callee }: TSESTree.CallExpression): Link | undefined {
  const method = memberName(callee)
  if (method === undefined || callee.type !== 'MemberExpression') return undefined
  const name = calledAs(callee)
  if (name === undefined || !/(?:^|\.)[A-Z]\w*\.\w+$|^(?:db|models)\.\w+\.\w+$/.test(name)) return undefined
  const isRead = modelLibraries.some(({ reads }) => reads.has(method))
  const groups = isRead ? [] : modelLibraries.flatMap(({ writes }) => writesBy(writes, method) ?? [])
  if (!isRead && groups.length === 0) return undefined
  const isElsewhere = modulesOf(file, callee.object).some(({ specifier }) => /^[.~@#]/.test(specifier) && !queryLibraries.some(({ packages }) => isPackage(packages, specifier)))
  return isElsewhere ? { name, batch: isRead ? 'one query for all of them' : 'one call for all of them', isChange: !isRead, ...(groups.some(({ returning }) => returning?.has(method)) && { isReturned: true as const }), model: callee } : undefined
}

/** `user.save()`, `user.getPosts()`, where `user` is one of the records that the loop iterates over, or made in it: `new User(row).save()`. */
export function ofRecord(file: SourceFile, node: TSESTree.Node, loop: Loop): RoundTrip | undefined {
  if (node.type !== 'CallExpression' || node.callee.type !== 'MemberExpression') return undefined
  const { object } = node.callee
  const method = memberName(node.callee) ?? ''
  const libraries = queryLibraries.filter(({ records, related }) => records?.has(method) === true || related?.test(method) === true)
  if (libraries.length === 0 || !dependsOn(file, object, loop)) return undefined
  const own = object.type === 'Identifier' ? bindingsOf(file).definitionOf(object) : undefined
  const created = own?.kind === 'variable' ? own.init : object
  // Only a model that is found has records: other things are saved, too.
  if (created?.type === 'NewExpression') return method === 'save' ? { node, name: `${calledAs(object) ?? `new ${calledAs(created.callee) ?? ''}()`}.save`, batch: undefined, isChange: true, model: created.callee } : undefined
  if (object.type !== 'Identifier') return undefined
  const list = listOf(loop)
  const definition = list.type === 'Identifier' ? bindingsOf(file).definitionOf(list) : undefined
  const made = definition?.kind === 'variable' ? definition.init : list
  const asked = made?.type === 'AwaitExpression' ? made.argument : undefined
  const trip = asked && roundTripOf(file, asked)
  const isChange = libraries[0]?.records?.has(method) === true
  // For a list that is a parameter, the method decides: documents and images are not saved without arguments.
  const isGiven = isChange && definition?.kind === 'parameter' && node.arguments.length === 0 && importsModel(file)
  const library = isGiven ? libraries[0] : trip && (libraries.find(({ batch }) => batch === trip.batch) ?? (trip.model && libraries.find(({ reads }) => reads.has(trip.name.slice(trip.name.lastIndexOf('.') + 1)))))
  const batch = isGiven ? undefined : isChange ? writesBy(library?.writes, method)?.batch : library?.batch
  return library && { node, name: `${object.name}.${method}`, batch, isChange, ...(trip?.model && { model: trip.model }) }
}

function importsModel({ imports }: SourceFile): boolean {
  return imports.some(({ specifier }) => modelFiles.test(specifier) || modelLibraries.some(({ packages }) => packages.includes(specifier)))
}

/**
 * The query that a function makes with one of its parameters, or its write if it does nothing else. Undefined for functions that cache, or
 * that take many ids already.
 * @param isOnly it must wait for nothing else
 */
export function queriedIn(file: SourceFile, own: FunctionNode, isOnly = false, steps = 0): Link | undefined {
  if (notForOne.test(file.text.slice(...own.range))) return undefined
  const waits: TSESTree.Node[] = returnedBy(own).filter(({ type }) => type === 'CallExpression' || type === 'TaggedTemplateExpression')
  let unawaited: Link | undefined
  walk(own.body, (node) => {
    if (isFunction(node)) return false
    if (node.type === 'AwaitExpression') waits.push(node.argument)
    if (node.type === 'CallExpression' && isCalledBack(node)) waits.push(node)
    const call = unawaited === undefined ? dataCallOf(file, node) : undefined
    if (call === undefined || !runsOnce(file, call.node, own)) return true
    let whole: TSESTree.Node = call.node
    while (whole.parent?.type === 'MemberExpression' && whole.parent.parent.type === 'CallExpression') whole = whole.parent.parent
    const { batch = call.library?.batch, isChange = false } = roundTripOf(file, whole) ?? {}
    unawaited = { name: call.name, batch, isChange }
    return true
  })
  if (unawaited !== undefined && (!isOnly || waits.length === 0)) return unawaited
  const trips = waits.map((node) => {
    const further = steps < maxSteps && node.type === 'CallExpression' ? targetOf(file, node) : undefined
    const link = further && further !== own ? queriedIn(file, further, isOnly, steps + 1) : undefined
    return link && node.type === 'CallExpression' ? { ...link, node } : roundTripOf(file, node)
  })
  if (isOnly && waits.some((node, index) => trips[index] === undefined && node.type === 'CallExpression' && !isOfFetched(node))) return undefined
  const asked = trips.find((trip) => trip?.isChange === isOnly) ?? trips.find((trip) => trip?.isChange === false) ?? (trips.length === 1 ? trips[0] : undefined)
  return asked !== undefined && asked.model === undefined && runsOnce(file, asked.node, own) ? asked : undefined
}

/** `db.query(text, [id], (error, rows) => …)`, `db.query(text, [id], done)` */
export function isCalledBack({ arguments: given, parent }: TSESTree.CallExpression): boolean {
  const last = given.at(-1)
  if (given.length < 2 || (parent.type !== 'ExpressionStatement' && parent.type !== 'ArrowFunctionExpression')) return false
  return isFunction(last) || (last?.type === 'Identifier' && /^(?:cb|callback|done|next)$/.test(last.name))
}

/** `film.save()` */
function isOfFetched(node: TSESTree.Node): boolean {
  return node.type === 'CallExpression' && node.arguments.length === 0 && queryLibraries.some(({ records }) => records?.has(calledName(node) ?? ''))
}

/**
 * The only call that a function waits for, if it is to a function of another file and takes a parameter: `return this.users.findOne(id)`.
 * That file decides whether it is a query.
 */
export function queriedElsewhere(file: SourceFile, own: FunctionNode, isOnly = false, steps = 0): TSESTree.CallExpression | undefined {
  if (notForOne.test(file.text.slice(...own.range))) return undefined
  const waits: TSESTree.Node[] = returnedBy(own).filter(({ type }) => type === 'CallExpression')
  walk(own.body, (node) => {
    if (node.type === 'AwaitExpression') waits.push(node.argument)
    return !isFunction(node)
  })
  const calls = waits.filter((node) => node.type === 'CallExpression')
  const call = calls.length === 1 ? calls[0] : isOnly ? undefined : calls.find((one) => fetchingElsewhere.test(calledName(one) ?? ''))
  if (call === undefined || !runsOnce(file, call, own)) return undefined
  const further = targetOf(file, call)
  return further === undefined ? call : further === own || steps === maxSteps ? undefined : queriedElsewhere(file, further, isOnly, steps + 1)
}

/** How many functions of the file are gone through. */
const maxSteps = 2

function runsOnce(file: SourceFile, node: TSESTree.Node, own: FunctionNode): boolean {
  return loopAround(node) === undefined && dependsOn(file, node, own)
}

/** Signs of a cache, or of a query that is for many already. */
const notForOne = /[cC]ache|[mM]emo|[lL]oader\b|\.has\(|(?<!\))\.set\([\w.]+,|\bANY\s?\(|_recordset\(|\bunnest\(|Ids\b|\bids\b|\bIn\(|whereIn|\bin:|\binArray\(/
