import type { Value } from '../../source/values/value.ts'
import type { Graph } from './graph.ts'
import { stemOf } from './paths.ts'
import { follow } from './values.ts'
import type { Located } from './values.ts'

/** The name of anonymous functions. */
export const inline = 'inline'

/** The name of a handler or middleware in messages: `UsersController.list`, `authenticate`, `validate(...)`. */
export function describeValue(graph: Graph, located: Located): string {
  const { module, value } = located
  switch (value.kind) {
    case 'import': {
      if (value.name !== 'default' && value.name !== '*') return value.name
      const made = follow(graph, located)
      const name = made.value === value ? undefined : nameOf(made.value)
      return name === undefined || name === inline ? moduleName(value.specifier) : name
    }
    case 'member':
      return value.name === 'bind'
        ? describeValue(graph, { module, value: value.of })
        : `${describeValue(graph, { module, value: value.of })}.${value.name}`
    case 'call': {
      if (value.of.kind === 'member' && value.of.name === 'bind') return describeValue(graph, { module, value: value.of.of })
      const inner = value.arguments.map((argument) => describeValue(graph, { module, value: argument })).filter((name) => name !== unnamed)
      return `${describeValue(graph, { module, value: value.of })}(${inner.join(', ')})`
    }
    case 'new':
      return describeValue(graph, { module, value: value.of })
    case 'elsewhere': {
      const home = graph.modules.get(value.file)
      return home === undefined ? unnamed : describeValue(graph, { module: home, value: value.value })
    }
    default:
      return nameOf(value) ?? unnamed
  }
}

const unnamed = '?'

function nameOf(value: Value): string | undefined {
  switch (value.kind) {
    case 'function':
      return value.name ?? inline
    case 'class':
    case 'global':
      return value.name
    case 'parameter':
      return value.name === '' ? undefined : value.name
    case 'this':
      return 'this'
    default:
      return undefined
  }
}

/** `auth` for `./middleware/auth`. */
function moduleName(specifier: string): string {
  const stem = stemOf(specifier)
  return stem === 'index' ? stemOf(specifier.slice(0, specifier.lastIndexOf('/'))) : stem
}
