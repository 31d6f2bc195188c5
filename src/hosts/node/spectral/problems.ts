import { readFileSync } from 'node:fs'

import { problemIn } from '../../../config/read.ts'
import type { ConfigurationProblem } from '../../../core/errors.ts'
import { asList, asObject, field, isObject, valueAt } from '../../../core/json.ts'
import type { Pointer } from '../../../core/location.ts'
import { messageOf } from '../../reason.ts'
import type { ParsedDocument } from '../../../documents/document.ts'
import { parseDocument } from '../../../documents/parse.ts'

/** What to do without a ruleset, for the end of a message. */
export const leaveOut = 'leave the ruleset out with `spectral: false` in setsquare.yaml or with --no-spectral'

/** The reasons why a ruleset could not be loaded, with their positions as far as known. */
export function problemsOf(error: unknown, file: string): ConfigurationProblem[] {
  const document = /\.(?:ya?ml|json)$/.test(file) ? parseDocument(file, readFileSync(file, 'utf8')) : undefined
  if (document !== undefined && document.problems.length > 0) {
    return document.problems.map(({ offset, message }) => problemIn(document, offset, message))
  }
  const misshapen = document === undefined ? [] : shapeProblems(document)
  if (misshapen.length > 0) return misshapen
  return partsOf(error).map((one) => {
    const message = `this Spectral ruleset could not be loaded: ${messageOf(one)}; or ${leaveOut}`
    const pointer = document && (pointerOf(one, document.value) ?? nameIn(messageOf(one), document.value))
    if (document === undefined || pointer === undefined) return { file, ...lineIn(one, file), message }
    const value = valueAt(document.value, pointer)
    return problemIn(document, startOf(document, pointer), typeof value === 'string' && !message.includes(value) ? `'${value}': ${message}` : message)
  })
}

/** The required types of a ruleset's parts. Of a wrong one, Spectral says no more than that it is invalid. */
const shapes: readonly (readonly [name: string, kind: string, isSound: (value: unknown) => boolean])[] = [
  ['extends', 'a name, or a list of names and of [name, all | recommended | off]', (value) => typeof value === 'string' || Array.isArray(value)],
  ['functions', 'a list of names', (value) => Array.isArray(value) && value.every((one) => typeof one === 'string')],
  ['functionsDir', 'the path of a directory', (value) => typeof value === 'string'],
  ['formats', 'a list of names', Array.isArray],
  ['aliases', 'a mapping', isObject],
  ['rules', 'a mapping', isObject],
  ['overrides', 'a list', Array.isArray],
]

function shapeProblems(document: ParsedDocument): ConfigurationProblem[] {
  if (!isObject(document.value)) return [problemIn(document, 0, 'this is not a Spectral ruleset: it must be a mapping with `extends` or `rules`')]
  const { value } = document
  const wrong = shapes.filter(([name, , isSound]) => Object.hasOwn(value, name) && !isSound(value[name]))
  return wrong.map(([name, kind]) => problemIn(document, startOf(document, [name]), `'${name}' of a Spectral ruleset is ${kind}`))
}

/** Spectral combines all mistakes in a ruleset into one error. */
function partsOf(error: unknown): readonly unknown[] {
  const parts = error instanceof Error && 'errors' in error ? asList(error.errors) : []
  return parts.length === 0 ? [error] : parts
}

/** The place in the ruleset, if Spectral gives one. A path may also belong to a ruleset that this one extends. */
function pointerOf(error: unknown, root: unknown): Pointer | undefined {
  if (!(error instanceof Error && 'path' in error)) return undefined
  const path = asList(error.path).map(String)
  const first = path[0]
  return first === undefined || first === '' || asObject(root)?.[first] === undefined ? undefined : path
}

/** The entry of the ruleset that the message mentions: a ruleset that it extends, a function, or a rule. */
function nameIn(message: string, root: unknown): Pointer | undefined {
  const rule = Object.keys(asObject(field(root, 'rules')) ?? {}).find((name) => message.includes(`"${name}"`))
  if (rule !== undefined) return ['rules', rule]
  const extended = field(root, 'extends')
  const entries: [Pointer, unknown][] = [
    ...(typeof extended === 'string' ? [[['extends'], extended] as [Pointer, unknown]] : []),
    ...asList(extended).map((one, index): [Pointer, unknown] => [['extends', index], Array.isArray(one) ? asList(one)[0] : one]),
    ...asList(field(root, 'functions')).map((one, index): [Pointer, unknown] => [['functions', index], Array.isArray(one) ? asList(one)[0] : one]),
  ]
  return entries.find(([, name]) => typeof name === 'string' && message.includes(name.replace(/^(?:\.{1,2}\/)+/, '')))?.[0]
}

function startOf(document: ParsedDocument, pointer: Pointer): number {
  return document.locate(pointer, 'key')[0]
}

/** The position in a JavaScript file at which an error arose, if the error tells. */
function lineIn(error: unknown, file: string): { line?: number; column?: number } {
  const { loc } = error instanceof Error ? (error as { loc?: { file?: string; line: number; column: number } }) : {}
  return loc?.file === file ? { line: loc.line, column: loc.column + 1 } : {}
}
