import type { TSESTree } from '@typescript-eslint/utils'
import { memberName } from '../names/bindings.ts'
import type { ClassNode } from '../names/bindings.ts'
import { classAround, shapeOf } from '../names/classes.ts'
import { resolveNode } from './resolve.ts'
import { functionsIn } from './sinks.ts'
import type { Target, Tracker } from './tracker.ts'

/** A class with more subclasses than this is treated like a framework's: its overrides are not followed. */
const maxOverrides = 10

/** The overrides that `this.filter()` may run if the method is abstract. For `reports[name]()`, all functions in the object. */
export function overridesOf(tracker: Tracker, call: TSESTree.CallExpression): Target[] {
  const { callee } = call
  const chosen = chosenBy(tracker, call)
  if (chosen.length > 0) return chosen
  if (callee.type !== 'MemberExpression' || callee.object.type !== 'ThisExpression') return []
  const name = memberName(callee)
  const base = classAround(callee)
  if (name === undefined || base?.id?.name === undefined || !isLeftOpen(base, name)) return []
  const files = [tracker.file, ...(tracker.all.links.importersOf(tracker.file, base.id.name) ?? [])]
  const targets = files.flatMap((file): Target[] => {
    const by = tracker.all.of(file)
    return file.program.body.flatMap((statement) => {
      const declared =
        statement.type === 'ExportNamedDeclaration' || statement.type === 'ExportDefaultDeclaration' ? statement.declaration : statement
      if (declared?.type !== 'ClassDeclaration' || declared.superClass === null) return []
      const method = shapeOf(declared).methods.get(name)
      return method !== undefined && resolveNode(by, declared.superClass)?.node === base ? [{ function: method, tracker: by }] : []
    })
  })
  return targets.length > maxOverrides ? [] : targets
}

/** The functions that `reports[name]()` may run. */
export function chosenBy(tracker: Tracker, { callee }: TSESTree.CallExpression): Target[] {
  const chosen = chosenFrom(tracker, callee)
  return chosen === undefined ? [] : functionsIn(chosen).map((one) => ({ function: one, tracker }))
}

/** The object that a function is picked from by a dynamic key: in the call itself, or before it as in `const build = reports[name]`. */
function chosenFrom({ bindings }: Tracker, callee: TSESTree.Expression): TSESTree.ObjectExpression | undefined {
  const definition = callee.type === 'Identifier' ? bindings.definitionOf(callee) : undefined
  const chosen = definition?.kind === 'variable' && definition.path.length === 0 ? definition.init : callee
  if (chosen?.type !== 'MemberExpression' || memberName(chosen) !== undefined || chosen.object.type !== 'Identifier') return undefined
  const object = bindings.definitionOf(chosen.object)
  const holds = object?.kind === 'variable' && object.path.length === 0 ? object.init : undefined
  return holds?.type === 'ObjectExpression' && holds.properties.length <= maxOverrides ? holds : undefined
}

/** True if the class declares the method as abstract. */
function isLeftOpen({ body }: ClassNode, name: string): boolean {
  return body.body.some((member) => member.type === 'TSAbstractMethodDefinition' && member.key.type === 'Identifier' && member.key.name === name)
}
