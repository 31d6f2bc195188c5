import { globLibrary } from '../../core/globs.ts'
import type { LayerDefinition } from '../../core/settings.ts'
import type { Value } from '../../source/values/value.ts'
import { appliedDecorators } from '../graph/decorators.ts'
import { originOfType } from '../graph/values.ts'
import type { Graph, Module } from '../graph/graph.ts'
import { relativeTo, stemOf } from '../graph/paths.ts'
import { endsInWord } from './roles.ts'

/** A predicate for the modules of a configured layer, which returns the evidence for messages. */
export function layerMatcher(graph: Graph, root: string, definition: LayerDefinition): (module: Module) => string | undefined {
  const matches = definition.files === undefined ? () => false : globLibrary()([...definition.files], { dot: true })
  const { suffixes = [], decorators = [], imports = [], extends: bases = [] } = definition
  return (module) => {
    if (matches(relativeTo(root, module.file))) return 'its path'
    const stem = stemOf(module.file)
    const suffix = suffixes.find((ending) => stem.endsWith(ending) || endsInWord(stem, ending.toLowerCase()))
    if (suffix !== undefined) return `its name ends in ${suffix}`
    const { classes } = module.summary.structure
    for (const fact of classes) {
      const written = appliedDecorators(graph, module, fact.decorators).map(({ external }) => external.name)
      const decorator = decorators.find(
        (name) => written.includes(name) || fact.decorators.some(({ value }) => nameOfValue(value) === name),
      )
      if (decorator !== undefined) return `@${decorator}`
      for (const base of [fact.extends, ...fact.implements]) {
        const name = base && (nameOfValue(base) ?? originOfType(graph, module, base)?.name)
        if (name !== undefined && bases.includes(name)) return `it extends ${name}`
      }
    }
    const imported = imports.find((name) =>
      module.links.some(({ resolution }) => resolution.kind === 'external' && resolution.name === name),
    )
    return imported === undefined ? undefined : `it imports ${imported}`
  }
}

function nameOfValue(value: Value): string | undefined {
  return 'name' in value ? value.name : undefined
}
