import type { TSESTree } from '@typescript-eslint/utils'
import type { SourceFile } from '../syntax/file.ts'
import { nodesOf } from '../syntax/tree.ts'
import { indexFile } from '../values/declarations.ts'
import type { ClassNode } from '../names/bindings.ts'

/**
 * How an imported name is needed, by the strongest of its uses:
 * - `erased`: only in types, or not at all, so that the compiler drops the import;
 * - `declared`: only in a lazy decorator argument, `@OneToMany(() => Post, ...)`, which the library evaluates after everything has loaded, so
 *   that cycles are intended;
 * - `deferred`: inside functions, which run after the module has loaded;
 * - `eager`: while the module loads: base classes, decorator arguments, constants, injected types.
 */
export type UseStrength = 'erased' | 'declared' | 'deferred' | 'eager'

const order: readonly UseStrength[] = ['erased', 'declared', 'deferred', 'eager']

/** The stronger of two uses. */
export function stronger(a: UseStrength, b: UseStrength): UseStrength {
  return order.indexOf(a) >= order.indexOf(b) ? a : b
}

/** True if the text alone shows that the name is used as a value: `new Name(`, `Name.x`, `extends Name`. If not, the tree has to be searched. */
export function isPlainlyUsed(source: SourceFile, name: string): boolean {
  const { text } = source
  for (let at = text.indexOf(name); at !== -1; at = text.indexOf(name, at + name.length)) {
    const before = text.slice(Math.max(0, at - 12), at)
    const after = text.slice(at + name.length, at + name.length + 2)
    if (/[\w$.]$/.test(before) || /^[\w$]/.test(after)) continue
    const isValue =
      /\b(?:new|extends|instanceof)\s+$/.test(before) ||
      (after[0] === '(' && !/\bfunction\s+$/.test(before)) ||
      (/^\.\w/.test(after) && /[=(,!;{}]\s*$|\b(?:return|await|if)\s+$/.test(before))
    if (isValue && !source.comments.some(({ range }) => range[0] <= at && at < range[1]) && !isQuoted(text, at)) return true
  }
  return false
}

/** True for a name inside a string: an odd number of quotes precedes it on its line. Being wrong only costs parsing the file. */
function isQuoted(text: string, at: number): boolean {
  const line = text.slice(text.lastIndexOf('\n', at) + 1, at)
  return /['"`]/.test(line)
}

/** How each imported name is used, by local name. Parses the file. */
export function importUses(source: SourceFile): ReadonlyMap<string, UseStrength> {
  const uses = new Map<string, UseStrength>()
  for (const record of source.imports) {
    if (record.kind === 'reexport') continue
    for (const { local } of record.names) uses.set(local, 'erased')
  }
  if (uses.size === 0) return uses
  const index = indexFile(source.program)
  let imported = 0
  for (const node of nodesOf(source.program)) {
    if (node.type === 'ImportDeclaration') imported = node.range[1]
    if ((node.type !== 'Identifier' && node.type !== 'JSXIdentifier') || node.range[0] < imported) continue
    const known = uses.get(node.name)
    if (known === undefined || known === 'eager' || isName(node)) continue
    const declaration = index.find(node.name, node.range[0])
    if (declaration !== undefined && declaration.kind !== 'import' && !isRequire(declaration)) continue
    uses.set(node.name, stronger(known, strengthAt(node)))
  }
  return uses
}

function isRequire(declaration: { readonly kind: string; readonly init?: TSESTree.Expression | null }): boolean {
  return declaration.kind === 'variable' && declaration.init !== null && declaration.init !== undefined
}

/** Property names, keys and labels may be spelt like an import without referring to it. */
function isName(node: TSESTree.Identifier | TSESTree.JSXIdentifier): boolean {
  const { parent } = node
  switch (parent.type) {
    case 'MemberExpression':
      return parent.property === node && !parent.computed
    case 'Property':
      return parent.key === node && !parent.computed && !parent.shorthand
    case 'PropertyDefinition':
    case 'MethodDefinition':
    case 'TSPropertySignature':
    case 'TSMethodSignature':
      return parent.key === node && !parent.computed
    case 'TSQualifiedName':
      return parent.right === node
    case 'TSEnumMember':
      return parent.id === node
    case 'JSXAttribute':
    case 'ImportSpecifier':
    case 'LabeledStatement':
      return true
    case 'JSXMemberExpression':
      return parent.property === node
    case 'ExportSpecifier':
      return parent.local !== node
    case 'VariableDeclarator':
      return parent.id === node
    default:
      return false
  }
}

function strengthAt(name: TSESTree.Node): UseStrength {
  let inFunction = false
  let node: TSESTree.Node = name
  for (let around = node.parent; around !== undefined; node = around, around = around.parent) {
    switch (around.type) {
      case 'TSTypeAnnotation':
        return metadataStrength(around)
      case 'TSTypeAliasDeclaration':
      case 'TSInterfaceDeclaration':
      case 'TSClassImplements':
      case 'TSTypeParameterInstantiation':
      case 'TSTypeParameterDeclaration':
      case 'TSTypeQuery':
        return 'erased'
      case 'TSAsExpression':
      case 'TSSatisfiesExpression':
      case 'TSTypeAssertion':
        if (around.typeAnnotation === node) return 'erased'
        break
      case 'ExportSpecifier':
        return around.parent.type === 'ExportNamedDeclaration' &&
          (around.exportKind === 'type' || around.parent.exportKind === 'type')
          ? 'erased'
          : 'deferred'
      case 'ArrowFunctionExpression':
      case 'FunctionDeclaration':
      case 'FunctionExpression':
        if (!isCalledAtOnce(around)) inFunction = true
        break
      case 'PropertyDefinition':
        if (around.value === node && !around.static) inFunction = true
        break
      case 'Decorator':
        if (!inFunction) return 'eager'
        return around.parent.type === 'PropertyDefinition' || around.parent.type === 'MethodDefinition' ? 'declared' : 'deferred'
      default:
        break
    }
  }
  return inFunction ? 'deferred' : 'eager'
}

/**
 * With `emitDecoratorMetadata`, TypeScript keeps the types of a decorated class's constructor parameters, and of its decorated members, in the
 * compiled code: containers use them for injection.
 */
function metadataStrength(annotation: TSESTree.TSTypeAnnotation): UseStrength {
  const { typeAnnotation, parent } = annotation
  if (typeAnnotation.type !== 'TSTypeReference' || parent === undefined) return 'erased'
  if (parent.type === 'PropertyDefinition') return parent.decorators.length > 0 ? 'declared' : 'erased'
  const parameter =
    parent.parent?.type === 'TSParameterProperty' || parent.parent?.type === 'AssignmentPattern' ? parent.parent : parent
  const method = parameter.parent?.parent
  if (method?.type !== 'MethodDefinition') return 'erased'
  if (method.kind !== 'constructor') return method.decorators.length > 0 ? 'declared' : 'erased'
  const owner: ClassNode = method.parent.parent
  return owner.decorators.length > 0 ? 'eager' : 'erased'
}

function isCalledAtOnce(node: TSESTree.Node): boolean {
  return node.parent?.type === 'CallExpression' && node.parent.callee === node
}
