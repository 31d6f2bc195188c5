import { knownText } from '../../source/values/value.ts'
import type { Graph } from './graph.ts'
import { follow } from './values.ts'
import type { Located } from './values.ts'

/** No real path has more parts. Strings that refer to each other, or a chain in which each contains the one before twice, would have millions. */
const maxParts = 100

/** The parts of a string, looked up across files. Unknown parts are null; a value that is not a string is one null. */
export function textOf(graph: Graph, located: Located, looked = { up: 0 }): readonly (string | null)[] {
  const { module, value } = follow(graph, located, 0, true)
  if (value.kind !== 'text' || ++looked.up > maxParts) return [settingOf(graph, { module, value }) ?? null]
  return value.parts.flatMap((part) => (typeof part === 'string' ? [part] : textOf(graph, { module, value: part }, looked)))
}

/** Names of environment variables, and of functions that read settings. */
const variableName = /^[A-Z][A-Z\d]*(?:_[A-Z\d]+)+$/
const readsSettings = /^get|env|config|setting/i
/** Excludes placeholders and URLs. */
const partOfPath = /^[\w\-./{}~]*$/

/** The value of an environment variable in the example file: `process.env.PREFIX`, `getEnv('API_PREFIX')`. */
function settingOf(graph: Graph, { module, value }: Located): string | undefined {
  let name: string | undefined
  if (value.kind === 'member' && value.of.kind === 'member' && value.of.name === 'env') {
    const { of } = value.of
    name = of.kind === 'global' && of.name === 'process' ? value.name : undefined
  } else if (value.kind === 'call' && (value.of.kind === 'member' || value.of.kind === 'import' || value.of.kind === 'function')) {
    const asked = knownText(value.arguments[0])
    name = asked !== undefined && variableName.test(asked) && readsSettings.test(value.of.name ?? '') ? asked : undefined
  }
  const example = name && graph.exampleOf(module, name)
  return example !== undefined && partOfPath.test(example) ? example : undefined
}
