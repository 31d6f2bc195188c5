import { pathJoiners, withoutScheme } from '../../source/models/lookup.ts'
import { joined } from '../../source/values/texts.ts'
import { exchanged, fieldOf, knownText, pathOf, unknownValue } from '../../source/values/value.ts'
import { argumentOf } from './calls.ts'
import type { Graph } from './graph.ts'
import { follow, resultOf } from './values.ts'
import type { Located } from './values.ts'
import type { Value } from '../../source/values/value.ts'

/** No real path has more parts. Strings that refer to each other, or a chain in which each contains the one before twice, would have millions. */
const maxParts = 100

/** The parts of a string, looked up across files. Unknown parts are null; a value that is not a string is one null. */
export function textOf(graph: Graph, located: Located, looked = { up: 0 }): readonly (string | null)[] {
  const { module, value } = follow(graph, located, 0, true)
  if (++looked.up > maxParts) return [null]
  if (value.kind === 'call') {
    const parts = isPathJoiner(value.of) ? value.arguments.flatMap((part) => ['/', ...textOf(graph, { module, value: part }, looked)]) : undefined
    if (parts !== undefined) return joined(parts.map((part) => part ?? unknownValue)).map((part) => (typeof part === 'string' ? part.replace(/\/{2,}/g, '/') : null))
    // `this.path.concat('/:id')`
    if (value.of.kind === 'member' && value.of.name === 'concat') return [value.of.of, ...value.arguments].flatMap((part) => textOf(graph, { module, value: part }, looked))
  }
  const made = madeText(graph, { module, value })
  if (made !== undefined) return textOf(graph, made, looked)
  if (value.kind !== 'text') return [settingOf(graph, { module, value }) ?? null]
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

/** True for `path.join`, `path.posix.join` and the functions of packages that join URLs. */
function isPathJoiner(callee: Value): boolean {
  const { root, names } = pathOf(callee)
  if (root.kind !== 'import') return false
  const name = names.at(-1) ?? root.name
  return pathJoiners[withoutScheme(root.specifier)]?.includes(name) === true
}

/** A string whose parts are all known, constants of other files included. */
export function wholeText(graph: Graph, located: Located): string | undefined {
  const parts = textOf(graph, located)
  return parts.includes(null) ? undefined : parts.join('')
}

/**
 * The text that a function of the project returns: `api('/users')` for `const api = (path) => '/api' + path`, and `crud('users').path` for one
 * that returns `{ path, router }`.
 */
function madeText(graph: Graph, located: Located): Located | undefined {
  const { value } = located
  const called = value.kind === 'member' ? value.of : value
  const result = called.kind === 'call' ? resultOf(graph, { module: located.module, value: called }, 0) : undefined
  const text = value.kind === 'member' ? fieldOf(result?.value, value.name) : result?.value
  if (called.kind !== 'call' || result === undefined || text?.kind !== 'text') return undefined
  const { module } = result
  const call = { module: located.module, receiver: undefined, arguments: called.arguments, made: undefined }
  return { module, value: exchanged(text, (part) => (part.kind === 'parameter' ? argumentOf(call, part, module) : undefined)) }
}
