import type { TSESTree } from '@typescript-eslint/utils'
import { memberName } from '../names/bindings.ts'
import type { ParameterDefinition, Path } from '../names/bindings.ts'
import { calledName } from '../names/calls.ts'
import { isFunction } from '../names/classes.ts'
import { dataCallOf } from '../duties/data-calls.ts'
import { isPackage } from '../models/sql-names.ts'
import {
  catalogues,
  fileReaders,
  fileReads,
  noTexts,
  ownServiceCalls,
  readsTable,
  serviceCalls,
  serviceClients,
  tokenReaders,
  tokenServices,
} from '../models/stored.ts'
import { forwardersOf } from './forwarders.ts'
import { databaseCallOf } from './sinks.ts'
import type { SinkCall } from './sinks.ts'
import { skeletonOf, unknown } from './text.ts'
import type { Origin, Store } from './text.ts'
import type { Tracker } from './tracker.ts'

/** The origin of a stored value; unknown if its name indicates that it is not text. */
export function keptIn(store: Store, path: Path): Origin {
  const name = path.findLast((step) => typeof step === 'string' && step !== '*' && !step.endsWith('()'))
  return name === undefined || String(name) === '' || noTexts.test(String(name)) ? unknown : { kind: 'stored', store }
}

/** The stored data that a library call returns: rows of a table, claims of a token. Nothing for other calls. */
export function readFromStore(tracker: Tracker, call: TSESTree.CallExpression, path: Path): Origin | undefined {
  // The cheapest check first: most values that are read are not text.
  if (keptIn('database', path).kind !== 'stored') return undefined
  if (isTokenReader(call)) return keptIn('token', path)
  const name = calledName(call) ?? ''
  if (serviceCalls.has(name) && asksService(tracker, call, name)) return keptIn('service', path)
  if (fileReads.has(name) && isOf(tracker, call, fileReaders)) return keptIn('file', path)
  return readsRows(tracker, call) ? keptIn('database', path) : undefined
}

/** Rows that are passed to a callback: `db.query('SELECT …', (error, rows) => …)`. Nothing for other parameters. */
export function calledBackWithRows(tracker: Tracker, { function: callback, index }: ParameterDefinition, path: Path): Origin | undefined {
  const { parent } = callback
  return index === 1 && path.length > 0 && parent.type === 'CallExpression' && readsRows(tracker, parent) ? keptIn('database', path) : undefined
}

function asksService(tracker: Tracker, call: TSESTree.CallExpression, name: string): boolean {
  const isOwn = call.callee.type === 'Identifier' && ownServiceCalls.has(name) && tracker.bindings.definitionOf(call.callee) === undefined
  return isOwn || isOf(tracker, call, serviceClients)
}

function isOf(tracker: Tracker, { callee }: TSESTree.CallExpression, packages: readonly string[]): boolean {
  return tracker.modules(callee).some(({ specifier }) => isPackage(packages, specifier))
}

function isTokenReader({ callee }: TSESTree.CallExpression): boolean {
  if (callee.type === 'Identifier') return tokenReaders.has(callee.name)
  const method = memberName(callee)
  if (callee.type !== 'MemberExpression' || method === undefined) return false
  const { object } = callee
  const holder = object.type === 'Identifier' ? object.name : memberName(object)
  if (tokenReaders.has(method)) return true
  return holder !== undefined && (tokenReaders.has(`${holder}.${method}`) || (/^verify/.test(method) && tokenServices.test(holder)))
}

function readsRows(tracker: Tracker, call: TSESTree.CallExpression): boolean {
  const { rows } = tracker
  // A call whose text depends on its own result is treated as reading nothing.
  if (!rows.has(call)) rows.set(call, false).set(call, findRows(tracker, call))
  return rows.get(call) === true
}

function findRows(tracker: Tracker, call: TSESTree.CallExpression): boolean {
  if (dataCallOf(tracker.file, call)?.library !== undefined) return true
  const target = tracker.target(call)
  const sinks = target === undefined ? [databaseCallOf(tracker, call) ?? statementOf(tracker, call)] : forwardersOf(target).map(({ sink }) => sink)
  return sinks.some((sink) => sink?.settled === true || sink?.named === true) && readsText(tracker, call)
}

/** The prepared statement that a call runs: `db.prepare('SELECT …').get()`. */
function statementOf(tracker: Tracker, { callee }: TSESTree.CallExpression): SinkCall | undefined {
  const object = callee.type === 'MemberExpression' ? callee.object : undefined
  return object?.type === 'CallExpression' ? databaseCallOf(tracker, object) : undefined
}

/** True if the statement is known and reads tables of the application, not system catalogues. */
function readsText(tracker: Tracker, call: TSESTree.CallExpression): boolean {
  const [first] = statementOf(tracker, call)?.call.arguments ?? call.arguments
  if (first === undefined || first.type === 'SpreadElement' || isFunction(first)) return false
  const text = skeletonOf(tracker.text(first))
  return readsTable.test(text) && !catalogues.test(text)
}
