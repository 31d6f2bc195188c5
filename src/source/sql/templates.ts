import type { TSESTree } from '@typescript-eslint/utils'
import { calledName } from '../names/calls.ts'
import { isPackage } from '../models/sql-names.ts'
import { templateLibraries } from '../models/templates.ts'
import { constant, constantOf } from './text.ts'
import type { SqlText } from './text.ts'
import type { Frame, Tracker } from './tracker.ts'
import { withUnbound } from './unbound.ts'

const compilers = new Set(templateLibraries.flatMap(({ compiles, names }) => (compiles ? names : [])))
const renderers = new Set(templateLibraries.flatMap(({ compiles, names }) => (compiles ? [] : names)))

/** The text that a template library renders: `_.template('… <%= name %>')({ name })`. Nothing for other calls. */
export function textOfTemplating(tracker: Tracker, node: TSESTree.CallExpression, frame: Frame | undefined): SqlText | undefined {
  const compiled = compiledBy(tracker, node.callee)
  const made = compiled ?? { tracker, call: node }
  const name = calledName(made.call) ?? ''
  if (compiled === undefined && !renderers.has(name) && !/^(?:format|template)$/i.test(name)) return undefined
  const modules = made.tracker.modules(made.call.callee)
  const library = templateLibraries.find(
    ({ compiles, packages, names }) =>
      compiles === (compiled !== undefined) &&
      modules.some(({ specifier, imported }) => isPackage(packages, specifier) && (names.includes(name) || names.includes(imported))),
  )
  const [template, values] = made.call.arguments
  const text = library === undefined || template === undefined ? undefined : constantOf(made.tracker.text(template))
  if (library === undefined || text === undefined) return undefined
  return withUnbound(tracker, constant(text), library.marks, compiled === undefined ? values : node.arguments[0], frame)
}

interface Compiled {
  readonly tracker: Tracker
  readonly call: TSESTree.CallExpression
}

/** The call that compiled a template function: in place, in a variable or in another file. */
function compiledBy(tracker: Tracker, callee: TSESTree.Node): Compiled | undefined {
  if (callee.type === 'CallExpression') return compilers.has(calledName(callee) ?? '') ? { tracker, call: callee } : undefined
  const definition = callee.type === 'Identifier' ? tracker.bindings.definitionOf(callee) : undefined
  if (definition?.kind === 'variable' && definition.path.length === 0 && definition.init?.type === 'CallExpression')
    return compiledBy(tracker, definition.init)
  const place = definition?.kind === 'import' ? tracker.imported(definition.specifier, definition.imported) : undefined
  return place?.path.length === 0 && place.node !== callee ? compiledBy(place.tracker, place.node) : undefined
}
