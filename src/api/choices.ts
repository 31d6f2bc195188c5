import { isContractApi } from './contract.ts'
import type { Api, Resource } from './model.ts'

/** The path variables with an enum, and its values: each stands for a few literal segments, as in `/{service}/{product}`. */
export function choicesIn(api: Api): ReadonlyMap<Resource | undefined, ReadonlySet<unknown>> {
  const choices = new Map<Resource | undefined, Set<unknown>>()
  for (const { segments, operations } of isContractApi(api) ? api.paths : []) {
    for (const { isParameter, parameters: [name], resource } of segments) {
      for (const { parameters } of isParameter ? operations : []) {
        const values = parameters.find((one) => one.in === 'path' && one.name === name)?.schema?.keyword('enum')
        if (!Array.isArray(values)) continue
        const known = choices.get(resource) ?? new Set()
        choices.set(resource, known)
        for (const value of values) known.add(value)
      }
    }
  }
  return choices
}
