import { describe, expect, it } from 'vitest'

import { grammarOf } from '../../src/openapi/grammar/grammar.ts'
import { objectNames } from '../../src/openapi/grammar/kinds.ts'
import type { NodeKind } from '../../src/openapi/grammar/kinds.ts'
import type { Shape } from '../../src/openapi/grammar/shape.ts'
import { openApiVersions } from '../../src/openapi/grammar/version.ts'

describe('the grammar as data', () => {
  const kinds = Object.keys(objectNames) as NodeKind[]

  function kindsIn(shape: Shape): NodeKind[] {
    if (shape.is === 'node') return [shape.kind]
    if (shape.is === 'address') return [shape.to]
    if (shape.is === 'list' || shape.is === 'map') return kindsIn(shape.of)
    return shape.is === 'either' ? shape.options.flatMap(kindsIn) : []
  }

  it.each(openApiVersions)('of %s knows every object it mentions, and mentions every object it knows', (version) => {
    const grammar = grammarOf(version)
    const known = kinds.filter((kind) => grammar.of(kind) !== undefined)
    const mentioned = new Set<NodeKind>(['Document'])
    for (const kind of known) {
      const shape = grammar.of(kind)
      for (const { shape: field } of shape?.fields.values() ?? []) for (const below of kindsIn(field)) mentioned.add(below)
      if (shape?.others !== undefined) for (const below of kindsIn(shape.others.of)) mentioned.add(below)
    }
    expect([...mentioned].sort()).toEqual([...known].sort())
  })

  it.each(openApiVersions)('of %s names fields that exist in every condition', (version) => {
    for (const kind of kinds) {
      const shape = grammarOf(version).of(kind)
      for (const constraint of shape?.constraints ?? []) {
        const named =
          constraint.is === 'when'
            ? [
                constraint.field,
                ...constraint.requires,
                ...constraint.forbids.map(([name]) => name),
                ...constraint.values.map(([name]) => name),
              ]
            : constraint.fields
        // A condition may mention `identifier` in a version without that field, where it never applies. But at least one of its fields must
        // exist.
        expect(named.some((name) => shape?.fields.has(name))).toBe(true)
      }
    }
  })

  it.each(openApiVersions)('of %s advises nothing on fields that are there', (version) => {
    for (const kind of kinds) {
      const shape = grammarOf(version).of(kind)
      expect([...(shape?.instead.keys() ?? [])].filter((name) => shape?.fields.has(name))).toEqual([])
    }
  })

  it('uses every kind somewhere', () => {
    expect(kinds.filter((kind) => openApiVersions.every((version) => grammarOf(version).of(kind) === undefined))).toEqual([])
  })
})
