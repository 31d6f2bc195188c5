import fc from 'fast-check'

/** A JSON value. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json }

const kinds = ['remove', 'replace', 'swap', 'rename', 'refer', 'wrap', 'copy', 'remove-everywhere', 'replace-everywhere'] as const

/** One mutation of a document; `at` and `other` choose among its nodes. */
export interface Mutation {
  readonly kind: (typeof kinds)[number]
  readonly at: number
  readonly other: number
  readonly value: Json
  readonly name: string
}

const names = [
  '',
  '$ref',
  '__proto__',
  'constructor',
  'x-a',
  'type',
  'schema',
  'get',
  'responses',
  '200',
  'default',
  'parameters',
  '{',
  'a/b~c',
  '/{id}/{id}/',
  'ß\u2028',
  '0',
]
const values: Json[] = [
  null,
  true,
  false,
  0,
  -1,
  1.5,
  1e308,
  '',
  'x',
  '#',
  '#/',
  '{{x}}',
  '/{a',
  [],
  {},
  [null],
  [[]],
  { $ref: null },
  { $ref: [] },
  { '': '' },
]

export const mutations: fc.Arbitrary<Mutation[]> = fc.array(
  fc.record({
    kind: fc.constantFrom(...kinds),
    at: fc.nat(100_000),
    other: fc.nat(100_000),
    value: fc.oneof(fc.constantFrom(...values), fc.string({ maxLength: 8 })),
    name: fc.constantFrom(...names),
  }),
  { minLength: 1, maxLength: 12 },
)

interface Slot {
  readonly holder: Json[] | { [key: string]: Json }
  readonly key: string | number
  readonly pointer: string
}

/** A mutated copy of the document. */
export function mutate(document: Json, changes: readonly Mutation[]): Json {
  const copy = structuredClone(document)
  for (const change of changes) apply(copy, change)
  return copy
}

function apply(document: Json, { kind, at, other, value, name }: Mutation): void {
  const slots = slotsOf(document)
  const slot = slots[at % Math.max(slots.length, 1)]
  const second = slots[other % Math.max(slots.length, 1)]
  if (slot === undefined || second === undefined) return
  const present = read(slot)
  switch (kind) {
    case 'remove':
      return remove(slot)
    case 'replace':
      return write(slot, value)
    case 'swap':
      write(slot, structuredClone(read(second)))
      return write(second, structuredClone(present))
    case 'copy':
      return write(slot, structuredClone(read(second)))
    case 'wrap':
      return write(slot, at % 2 === 0 ? [present] : { [name]: present })
    case 'refer':
      return write(slot, { $ref: at % 3 === 0 ? `#${second.pointer}` : at % 3 === 1 ? `other.yaml#${second.pointer}` : name })
    case 'rename':
      remove(slot)
      if (!Array.isArray(slot.holder)) define(slot.holder, name, present)
      return
    case 'remove-everywhere':
      for (const alike of slotsAlike(slots, slot)) remove(alike)
      return
    case 'replace-everywhere':
      for (const alike of slotsAlike(slots, slot)) write(alike, structuredClone(value))
  }
}

/** Mutates every field of this name at once, because rules read the same field of all nodes of a kind. */
function slotsAlike(slots: readonly Slot[], { key }: Slot): Slot[] {
  return slots.filter((one) => one.key === key && !Array.isArray(one.holder))
}

/** Every place that holds a value, except the document itself. Bounded, because repeated copies grow. */
function slotsOf(document: Json): Slot[] {
  const slots: Slot[] = []
  const visit = (value: Json, pointer: string): void => {
    if (typeof value !== 'object' || value === null || slots.length > 20_000) return
    const keys = Array.isArray(value) ? [...value.keys()] : Object.keys(value)
    for (const key of keys) {
      const below = `${pointer}/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`
      const slot = { holder: value, key, pointer: below }
      slots.push(slot)
      visit(read(slot), below)
    }
  }
  visit(document, '')
  return slots
}

function read({ holder, key }: Slot): Json {
  return Array.isArray(holder) ? (holder[Number(key)] ?? null) : (holder[key] ?? null)
}

function write({ holder, key }: Slot, value: Json): void {
  if (Array.isArray(holder)) holder[Number(key)] = value
  else define(holder, String(key), value)
}

function remove({ holder, key }: Slot): void {
  if (Array.isArray(holder)) holder.splice(Number(key), 1)
  else Reflect.deleteProperty(holder, key)
}

/** As in parsers: `__proto__` is an ordinary name. */
function define(holder: { [key: string]: Json }, key: string, value: Json): void {
  Object.defineProperty(holder, key, { value, enumerable: true, configurable: true, writable: true })
}
