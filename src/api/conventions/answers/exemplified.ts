import { field } from '../../../core/json.ts'
import type { ContractApi } from '../../contract.ts'
import type { ContractOperation } from '../../contract-operation.ts'
import type { MediaContent } from '../../contract-parts.ts'
import { unknown } from '../../model.ts'
import type { Known } from '../../model.ts'
import type { Schema } from '../../schema.ts'

/** A JSON body of which readers would want an example. */
export interface ShownBody {
  readonly operation: ContractOperation
  readonly media: MediaContent
  readonly isRequest: boolean
  /** Unknown if the schema needs no example: then it counts neither for nor against the habit. */
  readonly isExemplified: Known<boolean>
}

/** The JSON bodies of requests and successes that have a schema, each schema once. */
export function shownBodies({ operations }: ContractApi): ShownBody[] {
  const seen = new Map<Schema, ShownBody>()
  const known = answersByDepth()
  const holding = answersByDepth()
  for (const operation of operations) {
    const requests = operation.body?.content ?? []
    for (const media of [...requests, ...operation.successes.flatMap(({ content }) => content)]) {
      const { schema, type } = media
      if (schema === undefined || !/\bjson\b/i.test(type) || !hasParts(schema)) continue
      const isExemplified = media.hasExample || (isShown(schema, known, 0) && (holdsExample(schema, holding, 0) || unknown))
      const other = seen.get(schema)
      if (other?.isExemplified === true || (other !== undefined && isExemplified !== true)) continue
      seen.set(schema, { operation, media, isRequest: requests.includes(media), isExemplified })
    }
  }
  return [...seen.values()]
}

/** True for objects with properties, lists of these and unions: a string or a number needs no example. */
function hasParts(schema: Schema): boolean {
  return schema.properties.size > 0 || (schema.items?.properties.size ?? 0) > 0 || schema.alternatives.length > 0
}

/** How deep objects are searched. */
const deepest = 3

/** What is known of schemas, by how deep they were found: further down, less of the same schema is searched. */
type Answers = readonly Map<Schema, boolean>[]

function answersByDepth(): Answers {
  return Array.from({ length: deepest + 1 }, () => new Map<Schema, boolean>())
}

function answered(answers: Answers, schema: Schema, depth: number, find: () => boolean): boolean {
  const before = answers[depth]?.get(schema)
  if (before !== undefined) return before
  const answer = find()
  answers[depth]?.set(schema, answer)
  return answer
}

/** True if a schema has an example, or at least half of its parts do. */
function isShown(schema: Schema, known: Answers, depth: number): boolean {
  return answered(known, schema, depth, () => showsItself(schema) || showsParts(schema, known, depth))
}

function showsItself(schema: Schema): boolean {
  return hasAny(schema, [...exampleFields, 'enum', 'const', 'default']) || schema.types.includes('boolean')
}

const exampleFields = ['example', 'examples', 'x-example']

function hasAny({ cursor: { value } }: Schema, names: readonly string[]): boolean {
  return names.some((name) => field(value, name) !== undefined)
}

/** True if at least a part has an example. */
function holdsExample(schema: Schema, known: Answers, depth: number): boolean {
  return answered(known, schema, depth, () => {
    const { items, properties, alternatives } = schema
    const parts = depth >= deepest ? [] : [...(items === undefined ? [] : [items]), ...properties.values(), ...alternatives]
    return hasAny(schema, exampleFields) || parts.some((part) => holdsExample(part, known, depth + 1))
  })
}

function showsParts(schema: Schema, known: Answers, depth: number): boolean {
  if (depth >= deepest) return true
  const { items, properties, alternatives } = schema
  if (items !== undefined) return isShown(items, known, depth + 1)
  if (properties.size > 0) return [...properties.values()].filter((property) => isShown(property, known, depth + 1)).length * 2 >= properties.size
  return alternatives.some((alternative) => isShown(alternative, known, depth + 1))
}
