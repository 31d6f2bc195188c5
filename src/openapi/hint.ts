import { field } from '../core/json.ts'
import type { JsonObject } from '../core/json.ts'
import { nearest } from '../core/nearest.ts'
import { grammarOf, versionWithField } from './grammar/grammar.ts'
import type { NodeShape } from './grammar/grammar.ts'
import type { NodeKind } from './grammar/kinds.ts'
import { objectNames } from './grammar/kinds.ts'
import type { Shape } from './grammar/shape.ts'
import type { OpenApiNode } from './node.ts'
import type { Problem } from './problem.ts'
import type { OpenApiVersion } from './grammar/version.ts'

/** What the author most likely meant or should write. */
export interface Hint {
  /** The second half of a sentence. */
  readonly text: string
  /** The field or value that was meant, if that is what the text says: it can be written as a fix. */
  readonly meant?: string
}

/** What the author most likely meant or should write; nothing if no guess is good. Slow, so call it once for a problem and not for each place. */
export function hintFor(problem: Problem, version: OpenApiVersion): Hint | undefined {
  const { kind, object, field: name, found } = problem.details
  const shape = grammarOf(version).of(object)
  if (shape === undefined) return undefined
  switch (kind) {
    case 'unknown-field':
      return unknownField(shape, name, problem.node, version)
    case 'unknown-value':
      return unknownValue(found, choicesOf(shape.fields.get(name)?.shape))
    case 'misplaced-field':
      return advised(adviceWhenForbidden(shape, name))
    case 'wrong-type':
      return advised(shape.fields.get(name)?.advice)
    default:
      return undefined
  }
}

function unknownField(
  shape: NodeShape,
  name: string,
  node: OpenApiNode | undefined,
  version: OpenApiVersion,
): Hint | undefined {
  const advice = shape.instead.get(name)
  if (advice !== undefined) return advised(advice)
  const other = versionWithField(shape.kind, name, version)
  if (other !== undefined) return advised(`it is a field of OpenAPI ${other}`)
  return advised(neighbour(shape, name, node, version)) ?? meantField(shape, name, node)
}

function advised(text: string | undefined): Hint | undefined {
  return text === undefined ? undefined : { text }
}

function didYouMean(meant: string | undefined): Hint | undefined {
  return meant === undefined ? undefined : { text: `did you mean '${meant}'?`, meant }
}

/** The object one level up or down that has a field of exactly this name. */
function neighbour(shape: NodeShape, name: string, node: OpenApiNode | undefined, version: OpenApiVersion): string | undefined {
  const below = [...kindsBelow(shape)].filter(([kind]) => grammarOf(version).of(kind)?.fields.has(name))
  const [only] = below
  if (only !== undefined && below.length === 1) {
    const [kind, fields] = only
    return fields.length === 1 ? `it belongs under '${fields[0]}'` : `it belongs in the ${objectNames[kind]} below`
  }
  const above = node?.parent
  if (above === undefined || Object.hasOwn(above.value, name)) return undefined
  return grammarOf(version).of(above.kind)?.fields.has(name) === true
    ? `it belongs one level up, in the ${objectNames[above.kind]}`
    : undefined
}

/** Kinds of object that annotate a schema: a field of these names on the schema is unlikely to be meant for them. */
const annotations: ReadonlySet<NodeKind> = new Set(['Xml', 'ExternalDocs', 'Discriminator'])

/** The kinds of object right below, with the fields that contain them; no fields if that may be any name. */
function kindsBelow(shape: NodeShape): Map<NodeKind, string[]> {
  const kinds = new Map<NodeKind, string[]>()
  for (const [name, field] of shape.fields) {
    const kind = kindIn(field.shape)
    if (kind === undefined || kind === shape.kind || (shape.kind === 'Schema' && annotations.has(kind))) continue
    const names = kinds.get(kind)
    if (names === undefined) kinds.set(kind, [name])
    else names.push(name)
  }
  const patterned = shape.others === undefined ? undefined : kindIn(shape.others.of)
  if (patterned !== undefined) kinds.set(patterned, [])
  return kinds
}

function kindIn(shape: Shape): NodeKind | undefined {
  switch (shape.is) {
    case 'node':
      return shape.kind
    case 'list':
    case 'map':
      return kindIn(shape.of)
    case 'either':
      return shape.options.map(kindIn).find((kind) => kind !== undefined)
    default:
      return undefined
  }
}

/** The field that was probably meant: one with a similar name that the object does not have yet. */
function meantField(shape: NodeShape, name: string, node: OpenApiNode | undefined): Hint | undefined {
  const absent = [...shape.fields.keys()].filter((field) => node === undefined || !Object.hasOwn(node.value, field))
  return didYouMean(nearest(name, absent))
}

/** True if a missing field is there under a misspelt name, which is reported as a problem of its own. */
export function isMisspelt(shape: NodeShape, missing: string, value: JsonObject): boolean {
  if (shape.open || shape.others !== undefined) return false
  return (
    nearest(
      missing,
      Object.keys(value).filter((name) => !shape.fields.has(name) && !name.startsWith('x-')),
    ) !== undefined
  )
}

/** {@link isMisspelt} for a visited node. */
export function misspells({ kind, value, version }: Pick<OpenApiNode, 'kind' | 'value' | 'version'>, missing: string): boolean {
  const shape = grammarOf(version).of(kind)
  return shape !== undefined && !Object.hasOwn(value, missing) && isMisspelt(shape, missing, value)
}

/** True if an unknown field's advice already names the missing one: `type` of a parameter belongs under `schema`. */
export function isCoveredByAdvice(shape: NodeShape, missing: readonly string[], value: JsonObject): boolean {
  return Object.keys(value).some((name) => {
    const advice = shape.fields.has(name) ? undefined : shape.instead.get(name)
    return advice !== undefined && missing.some((field) => advice.includes(`'${field}'`))
  })
}

type Choice = Shape & { is: 'choice' }

function choicesOf(shape: Shape | undefined): readonly Choice[] {
  if (shape?.is === 'choice') return [shape]
  return shape?.is === 'either' ? shape.options.flatMap(choicesOf) : shape?.is === 'list' ? choicesOf(shape.of) : []
}

function unknownValue(found: string, choices: readonly Choice[]): Hint | undefined {
  const values = choices.flatMap((choice) => choice.values)
  // It is allowed in general, only not here, so it is not a misspelling.
  if (values.includes(found)) return undefined
  const advice = choices.map(({ instead }) => field(instead, found.toLowerCase())).find((text) => typeof text === 'string')
  if (typeof advice === 'string') return { text: advice }
  const isStart = (value: string): boolean => found.length >= 3 && value.startsWith(found.toLowerCase())
  return didYouMean(values.find(isStart) ?? nearest(found, values))
}

function adviceWhenForbidden(shape: NodeShape, field: string): string | undefined {
  for (const constraint of shape.constraints) {
    const advice = constraint.is === 'when' ? constraint.forbids.find(([name]) => name === field) : undefined
    if (advice !== undefined) return advice[1]
  }
  return undefined
}

/**
 * The keyword that a field of an open object was probably meant to be. Fields of other vocabularies are allowed there, so only the slightest
 * differences count: another case, the singular, or one letter in a long name.
 */
export function misspeltKeyword(name: string, shape: NodeShape): string | undefined {
  const meant = nearest(name, shape.fields.keys())
  if (meant === undefined) return undefined
  const isSameWord = meant.toLowerCase() === name.toLowerCase() || meant === name.replace(/y$/, 'ies')
  return isSameWord || (name.length >= 5 && isOneTypoAway(name, meant)) ? meant : undefined
}

/** True if one letter is inserted, missing or different, or two neighbours are swapped. */
function isOneTypoAway(name: string, meant: string): boolean {
  let start = 0
  while (start < name.length && name[start] === meant[start]) start++
  let end = 0
  while (end < Math.min(name.length, meant.length) - start && name.at(-1 - end) === meant.at(-1 - end)) end++
  const left = name.slice(start, name.length - end)
  const right = meant.slice(start, meant.length - end)
  if (left.length <= 1 && right.length <= 1) return true
  return left.length === 2 && right.length === 2 && left[0] === right[1] && left[1] === right[0]
}
