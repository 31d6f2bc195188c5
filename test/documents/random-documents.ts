import fc from 'fast-check'

import type { Json } from '../../src/core/fix.ts'
import { isObject } from '../../src/core/json.ts'
import type { Pointer } from '../../src/core/location.ts'

/** A document in some author's style. */
export interface RandomDocument {
  readonly file: string
  readonly text: string
}

const word = fc.constantFrom('id', 'name', 'in', 'x-note', 'get', '200', '/orders/{id}', 'a b', 'it: is', '# no', 'true', 'null', '', "don't", 'é', '1.0', '- a', 'say "so"')
const scalar: fc.Arbitrary<Json> = fc.oneof(word, fc.boolean(), fc.integer({ min: -5, max: 500 }), fc.constant(null))

/** Mappings, lists and scalars as they occur in contracts. */
export const json: fc.Arbitrary<Json> = fc.letrec<{ value: Json; mapping: Json }>((tie) => ({
  value: fc.oneof({ maxDepth: 3, depthSize: 'small' }, scalar, tie('mapping'), fc.array(tie('value'), { maxLength: 4 })),
  mapping: fc.dictionary(word.filter((key) => key !== ''), tie('value'), { maxKeys: 5 }),
})).mapping

/** Decides, choice by choice, how something is written. */
type Choose = (options: number) => number

/** The value as someone might have typed it. */
export const document: fc.Arbitrary<RandomDocument> = fc
  .record({ value: json, seed: fc.array(fc.nat(99), { minLength: 30, maxLength: 60 }), form: fc.constantFrom('yaml', 'yaml', 'json'), crlf: fc.boolean(), open: fc.boolean() })
  .map(({ value, seed, form, crlf, open }) => {
    let at = 0
    const choose: Choose = (options) => (seed[at++ % seed.length] ?? 0) % options
    const text = form === 'json' ? writeJson(value, choose) : writeYaml(value, choose)
    const ended = crlf ? text.replaceAll('\n', '\r\n') : text
    return { file: form === 'json' ? '/a.json' : '/a.yaml', text: open ? ended.trimEnd() : ended }
  })

function writeJson(value: Json, choose: Choose): string {
  const indent = [undefined, 2, 4, '\t'][choose(4)]
  return `${JSON.stringify(value, undefined, indent)}\n`
}

function writeYaml(value: Json, choose: Choose): string {
  const style = { step: 2 + choose(3), tight: choose(2) === 0 }
  const lines = isCollection(value) ? block(value, 0, style, choose) : [flow(value, choose)]
  return `${['# first', ...lines, '# last'].join('\n')}\n`
}

interface BlockStyle {
  /** The indentation of each level. */
  readonly step: number
  /** Whether lists are indented no further than their key. */
  readonly tight: boolean
}

let comments = 0

function block(value: Collection, indent: number, style: BlockStyle, choose: Choose): string[] {
  const pad = ' '.repeat(indent)
  const lines: string[] = []
  const entries = isList(value) ? value.map((item) => ['-', item] as const) : Object.entries(value).map(([key, item]) => [`${quoted(key, choose)}:`, item] as const)
  for (const [index, [lead, item]] of entries.entries()) {
    if (index > 0 && choose(6) === 0) lines.push('')
    if (choose(5) === 0) lines.push(`${pad}# note ${comments++}`)
    const note = choose(5) === 0 ? ` # aside ${comments++}` : ''
    if (!isCollection(item) || choose(3) === 0) {
      lines.push(typeof item === 'string' && choose(6) === 0 && /^[\w é.]+$/.test(item) ? `${pad}${lead} |-\n${pad}${' '.repeat(style.step)}${item}` : `${pad}${lead} ${item === null && choose(2) === 0 ? '' : flow(item, choose)}${note}`)
      continue
    }
    const deeper = lead !== '-' && Array.isArray(item) && style.tight ? indent : indent + style.step
    const inner = block(item, deeper, style, choose)
    // `- key: value`, if no comment comes in between.
    if (lead === '-' && style.step === 2 && !/^\s*(?:#|$)/.test(inner[0] ?? '#') && choose(2) === 0) lines.push(`${pad}- ${(inner[0] ?? '').trimStart()}`, ...inner.slice(1))
    else lines.push(`${pad}${lead}${note}`, ...inner)
  }
  return lines
}

function flow(value: Json, choose: Choose): string {
  if (!isCollection(value)) return typeof value === 'string' ? quoted(value, choose) : JSON.stringify(value)
  const [open, separator, close] = [['[', ', ', ']'], ['[ ', ' , ', ' ]'], ['[', ',', ']']][choose(3)] ?? []
  const end = choose(8) === 0 && Object.keys(value).length > 0 ? ',' : ''
  if (isList(value)) return `${open}${value.map((item) => flow(item, choose)).join(separator)}${end}${close}`
  const fields = Object.entries(value).map(([key, item]) => `${quoted(key, choose)}: ${flow(item, choose)}`)
  return `${open}${fields.join(separator)}${end}${close}`.replace('[', '{').replace(/\]$/, '}')
}

function quoted(text: string, choose: Choose): string {
  const isPlain = /^[A-Za-zé/][\w/{}é.-]*$/.test(text) && !/[{}]/.test(text) && !['true', 'null'].includes(text)
  const form = choose(3)
  if (isPlain && form === 0) return text
  return form === 1 ? JSON.stringify(text) : `'${text.replaceAll("'", "''")}'`
}

type Collection = Exclude<Json, string | number | boolean | null>

function isCollection(value: Json): value is Collection {
  return typeof value === 'object' && value !== null && Object.keys(value).length > 0
}

/** `Array.isArray` does not narrow read-only lists. */
function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value)
}

/** Every place in a value, beginning with the value itself. */
export function pointersIn(value: unknown, pointer: Pointer = []): Pointer[] {
  const children: (readonly [string | number, unknown])[] = Array.isArray(value) ? [...value.entries()] : isObject(value) ? Object.entries(value) : []
  return [pointer, ...children.flatMap(([key, item]) => pointersIn(item, [...pointer, key]))]
}
