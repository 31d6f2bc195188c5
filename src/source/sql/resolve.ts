import type { TSESTree } from '@typescript-eslint/utils'
import { definitionAt, memberName, requiredBy } from '../names/bindings.ts'
import type { ClassNode, Definition, FunctionNode, Path } from '../names/bindings.ts'
import { constructorOf } from '../names/calls.ts'
import { isModuleExports } from '../names/common-js.ts'
import type { Call } from '../names/calls.ts'
import { classAround, isFunction, returnedBy, shapeOf } from '../names/classes.ts'
import { assignedMembers, memberWrites, propertyIn } from '../names/links.ts'
import { annotationOf } from '../names/origin.ts'
import { constructorOfThis, prototypeWrite, writesToThis } from '../names/this-of-functions.ts'
import type { ResolvedNode, Target, Tracker } from './tracker.ts'
import { writesTo } from './assignments.ts'

const maxSteps = 24

/**
 * The function that a call runs, resolved through imports, objects, classes, instances, injected types and factories. For `new`, it is the
 * constructor.
 */
export function resolveFunction(tracker: Tracker, { callee, type }: Call): Target | undefined {
  const resolved = resolveNode(tracker, callee)
  if (type === 'NewExpression') {
    const made = resolved !== undefined && isClass(resolved.node) ? constructorOf(resolved.node) : isFunction(resolved?.node) ? resolved.node : undefined
    return made && resolved && { function: made, tracker: resolved.tracker }
  }
  const applied = resolved ?? appliedIn(tracker, callee)
  return isFunction(applied?.node) && !applied.isInstance ? { function: applied.node, tracker: applied.tracker } : undefined
}

/** The function of the project that `f.call(…)` or `f.apply(…)` runs. */
export function appliedIn(tracker: Tracker, callee: TSESTree.Node): ResolvedNode | undefined {
  if (callee.type !== 'MemberExpression' || !/^(?:call|apply)$/.test(memberName(callee) ?? '')) return undefined
  const applied = resolveNode(tracker, callee.object)
  return isFunction(applied?.node) && !applied.isInstance ? applied : undefined
}

/** What an expression resolves to: a function, class, object or module. Nothing if that is uncertain. */
export function resolveNode(tracker: Tracker, node: TSESTree.Node | null | undefined, steps = 0): ResolvedNode | undefined {
  if (node === null || node === undefined || steps > maxSteps) return undefined
  const { resolved: known } = tracker
  if (known.has(node)) return known.get(node)
  // Set first, so that a cycle resolves to nothing instead of recursing.
  known.set(node, undefined)
  const resolved = findResolved(tracker, node, steps)
  known.set(node, resolved)
  return resolved
}

function findResolved(tracker: Tracker, node: TSESTree.Node, steps: number): ResolvedNode | undefined {
  const follow = (next: TSESTree.Node | null | undefined): ResolvedNode | undefined => resolveNode(tracker, next, steps + 1)
  switch (node.type) {
    case 'Identifier':
      // `exports.query()` in the module that exports it.
      return node.name === 'exports' ? follow(tracker.file.program) : ofDefinition(tracker, node, definitionAt(tracker.file, node), steps)
    case 'MemberExpression': {
      const name = memberName(node)
      if (isModuleExports(node)) return follow(tracker.file.program)
      return name === undefined ? undefined : resolveMember(tracker, node.object, name, steps + 1)
    }
    case 'ThisExpression': {
      const around = classAround(node) ?? constructorOfThis(tracker.file, node)
      return around === undefined ? undefined : { tracker, node: around, isInstance: true }
    }
    case 'NewExpression': {
      const made = follow(node.callee)
      return made !== undefined && (isClass(made.node) || isFunction(made.node)) ? { ...made, isInstance: true } : undefined
    }
    case 'CallExpression':
      return ofCall(tracker, node, steps)
    case 'AssignmentExpression':
      return follow(node.right)
    case 'LogicalExpression':
      return follow(node.right) ?? follow(node.left)
    case 'AwaitExpression':
      return requiredBy(node) === undefined ? follow(node.argument) : ofModule(tracker, requiredBy(node), steps)
    case 'ClassExpression':
    case 'ClassDeclaration':
    case 'ObjectExpression':
    case 'ArrowFunctionExpression':
    case 'FunctionExpression':
    case 'FunctionDeclaration':
    case 'Program':
      return { tracker, node, isInstance: false }
    case 'TSAsExpression':
    case 'TSTypeAssertion':
    case 'TSSatisfiesExpression':
    case 'TSNonNullExpression':
    case 'ChainExpression':
      return follow(node.expression)
    default:
      return undefined
  }
}

function ofModule(tracker: Tracker, specifier: string | undefined, steps: number): ResolvedNode | undefined {
  return specifier === undefined ? undefined : ofImport(tracker, specifier, '*', steps)
}

function ofImport(tracker: Tracker, specifier: string, name: string, steps: number): ResolvedNode | undefined {
  const place = tracker.imported(specifier, name)
  return place && along(place.tracker, place.node, place.path, steps + 1)
}

/** Follows a path from an expression: `users.find` from `module.exports = { users }`. */
function along(tracker: Tracker, node: TSESTree.Node, path: Path, steps: number): ResolvedNode | undefined {
  const [first, ...rest] = path
  if (first === undefined) return resolveNode(tracker, node, steps)
  let resolved = resolveMember(tracker, node, String(first), steps + 1)
  for (const name of rest) resolved = resolved && memberOf(resolved, String(name), steps + 1)
  return resolved
}

function ofDefinition(
  tracker: Tracker,
  name: TSESTree.Identifier,
  definition: Definition | undefined,
  steps: number,
): ResolvedNode | undefined {
  switch (definition?.kind) {
    case 'import':
      return ofImport(tracker, definition.specifier, definition.imported, steps)
    case 'function':
    case 'class':
      return { tracker, node: definition.node, isInstance: false }
    case 'variable': {
      const typed = annotationOf(definition.declarator.id)
      // `let pool; … pool = new Pool()`.
      const variable = definition.init === undefined ? tracker.bindings.variableOf(name) : undefined
      const [only, ...others] = variable === undefined ? [] : writesTo(variable)
      const value = definition.init ?? (others.length === 0 && only?.path.length === 0 ? only.value : undefined)
      return (
        (value && along(tracker, value, definition.path, steps + 1)) ??
        (typed && ofType(tracker, typed, definition.path, steps + 1))
      )
    }
    case 'parameter': {
      const typed = annotationOf(definition.node)
      return typed === undefined
        ? resolveNode(tracker, definition.fallback, steps + 1)
        : ofType(tracker, typed, definition.path, steps + 1)
    }
    default:
      return undefined
  }
}

/** An instance of the class that a type annotation names. */
function ofType(tracker: Tracker, type: TSESTree.TypeNode, path: Path, steps: number): ResolvedNode | undefined {
  if (steps > maxSteps) return undefined
  if (type.type === 'TSUnionType') {
    const named = type.types.filter(({ type: kind }) => kind === 'TSTypeReference')
    return named.length === 1 && named[0] !== undefined ? ofType(tracker, named[0], path, steps + 1) : undefined
  }
  if (type.type === 'TSTypeLiteral') {
    const [step, ...rest] = path
    for (const member of type.members) {
      const inner = member.type === 'TSPropertySignature' ? member.typeAnnotation?.typeAnnotation : undefined
      const isMeant = member.type === 'TSPropertySignature' && member.key.type === 'Identifier' && member.key.name === step
      if (isMeant && inner !== undefined) return ofType(tracker, inner, rest, steps + 1)
    }
    return undefined
  }
  if (type.type === 'TSTypeQuery' && type.exprName.type === 'Identifier') return resolveNode(tracker, type.exprName, steps + 1)
  if (type.type !== 'TSTypeReference' || type.typeName.type !== 'Identifier') return undefined
  return ofTypeName(tracker, type.typeName, path, steps)
}

function ofTypeName(tracker: Tracker, name: TSESTree.Identifier, path: Path, steps: number): ResolvedNode | undefined {
  const definition = tracker.bindings.definitionOf(name)
  const instance = (resolved: ResolvedNode | undefined): ResolvedNode | undefined =>
    path.reduce<ResolvedNode | undefined>(
      (at, step) => at && memberOf(at, String(step), steps + 1),
      resolved !== undefined && isClass(resolved.node) ? { ...resolved, isInstance: true } : undefined,
    )
  if (definition?.kind === 'class') return instance({ tracker, node: definition.node, isInstance: true })
  if (definition?.kind === 'import') {
    const place = tracker.imported(definition.specifier, definition.imported)
    const resolved = place && along(place.tracker, place.node, place.path, steps + 1)
    if (resolved !== undefined) return instance(resolved)
    return place?.node.type === 'Identifier' ? ofTypeName(place.tracker, place.node, path, steps + 1) : undefined
  }
  if (definition?.kind !== 'type') return undefined
  if (definition.node.type === 'TSTypeAliasDeclaration') return ofType(tracker, definition.node.typeAnnotation, path, steps + 1)
  if (definition.node.type !== 'TSInterfaceDeclaration' || path.length === 0) return undefined
  const [first, ...rest] = path
  for (const member of definition.node.body.body) {
    if (member.type !== 'TSPropertySignature' || member.key.type !== 'Identifier' || member.key.name !== first) continue
    const inner = member.typeAnnotation?.typeAnnotation
    return inner && ofType(tracker, inner, rest, steps + 1)
  }
  return undefined
}

/** What the result of a call resolves to: `require()`, a factory, a function that was bound or promisified. */
function ofCall(tracker: Tracker, node: TSESTree.CallExpression, steps: number): ResolvedNode | undefined {
  const required = requiredBy(node)
  if (required !== undefined) return ofModule(tracker, required, steps)
  const { callee, arguments: given } = node
  if (callee.type === 'MemberExpression') {
    const method = memberName(callee)
    if (method === 'bind') return resolveNode(tracker, callee.object, steps + 1)
    if (method === 'freeze' || method === 'promisify' || method === 'assign') return resolveNode(tracker, given[0], steps + 1)
  }
  if (callee.type === 'Identifier' && callee.name === 'promisify') return resolveNode(tracker, given[0], steps + 1)
  const target = tracker.target(node) ?? functionTarget(resolveNode(tracker, callee, steps + 1))
  if (target === undefined) return undefined
  for (const returned of returnedBy(target.function)) {
    const resolved = resolveNode(target.tracker, returned, steps + 1)
    if (resolved !== undefined) return resolved
  }
  return undefined
}

function functionTarget(resolved: ResolvedNode | undefined): Target | undefined {
  return isFunction(resolved?.node) ? { function: resolved.node, tracker: resolved.tracker } : undefined
}

/** What a member of an expression resolves to. Later assignments to the member take precedence. */
function resolveMember(tracker: Tracker, object: TSESTree.Node, name: string, steps: number): ResolvedNode | undefined {
  if (object.type === 'Identifier') {
    const [written] = memberWrites(tracker.file, object, name)
    if (written !== undefined) return resolveNode(tracker, written, steps + 1)
    // `new User()` in a variable and `User.prototype.find = …`.
    const definition = tracker.bindings.definitionOf(object)
    const made = definition?.kind === 'variable' && definition.init?.type === 'NewExpression' ? definition.init.callee : undefined
    const ofPrototype = made?.type === 'Identifier' ? prototypeWrite(tracker.file, made, name) : undefined
    if (ofPrototype !== undefined) return resolveNode(tracker, ofPrototype, steps + 1)
  }
  const base = resolveNode(tracker, object, steps + 1)
  return base && memberOf(base, name, steps + 1)
}

/** `const jobs = {}; jobs.run = …`. */
function addedLater({ file }: Tracker, { parent }: TSESTree.ObjectExpression, name: string): TSESTree.Node | undefined {
  return parent.type === 'VariableDeclarator' && assignedMembers(file).has(name) ? memberWrites(file, parent.id, name)[0] : undefined
}

function memberOf({ tracker, node, isInstance }: ResolvedNode, name: string, steps: number): ResolvedNode | undefined {
  if (steps > maxSteps) return undefined
  if (node.type === 'Program') {
    const place = tracker.exported(name)
    return place && along(place.tracker, place.node, place.path, steps + 1)
  }
  if (node.type === 'ObjectExpression') {
    const own = propertyIn(node, name) ?? addedLater(tracker, node, name)
    if (own !== undefined) return resolveNode(tracker, own, steps + 1)
    for (const spread of node.properties.flatMap((property) => (property.type === 'SpreadElement' ? [property.argument] : [])).toReversed()) {
      const resolved = resolveMember(tracker, spread, name, steps + 1)
      if (resolved !== undefined) return resolved
    }
    return undefined
  }
  if (isFunction(node)) return ofFunctionMember(tracker, node, name, isInstance, steps)
  const shape = shapeOf(node)
  const method = shape.methods.get(name)
  if (method !== undefined) return { tracker, node: method, isInstance: false }
  const field = shape.fields.get(name)
  for (const { value } of field?.values ?? []) {
    const resolved = resolveNode(tracker, value, steps + 1)
    if (resolved !== undefined) return resolved
  }
  if (field?.type !== undefined) return ofType(tracker, field.type, [], steps + 1)
  const base = node.superClass === null ? undefined : resolveNode(tracker, node.superClass, steps + 1)
  return base && memberOf({ ...base, isInstance }, name, steps + 1)
}

/** Members of a constructor function: `this.find = …`, `User.find = …` and `User.prototype.find = …`. */
function ofFunctionMember(
  tracker: Tracker,
  node: FunctionNode,
  name: string,
  isInstance: boolean,
  steps: number,
): ResolvedNode | undefined {
  const [own] = isInstance ? writesToThis(tracker.file, node, name) : []
  if (own !== undefined) return resolveNode(tracker, own, steps + 1)
  const named = node.type === 'FunctionDeclaration' ? node.id : node.parent.type === 'VariableDeclarator' ? node.parent.id : null
  const written = named?.type !== 'Identifier' ? undefined : isInstance ? prototypeWrite(tracker.file, named, name) : memberWrites(tracker.file, named, name)[0]
  if (written !== undefined || isInstance) return resolveNode(tracker, written, steps + 1)
  // `module.exports = query`, and `module.exports.one = …`.
  const exported = tracker.exported(name)
  return exported?.path.length === 0 ? resolveNode(exported.tracker, exported.node, steps + 1) : undefined
}

/** True for class declarations and class expressions. */
export function isClass(node: TSESTree.Node): node is ClassNode {
  return node.type === 'ClassDeclaration' || node.type === 'ClassExpression'
}
