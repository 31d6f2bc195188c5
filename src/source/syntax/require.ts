import type { TSESTree } from '@typescript-eslint/utils'
import type { ImportRecord, ImportedName, Range } from './records.ts'
import { nodesOf } from './tree.ts'

/** A cheap test: texts without these words have no CommonJS imports. */
export function mayRequire(text: string): boolean {
  return text.includes('require') && /\brequire\b/.test(text)
}

/**
 * The imports by `require('x')` and `import x = require('x')`. Usually the text is enough: a call is certain if it is outside comments and no
 * string can be open before it. Otherwise the tree is used.
 * @param comments in the order of the text
 * @param tree called only if the text leaves a doubt
 */
export function requiresOf(
  text: string,
  comments: readonly { readonly start: number; readonly end: number }[],
  tree: () => TSESTree.Program,
): ImportRecord[] {
  const records: ImportRecord[] = []
  const firstTemplate = text.indexOf('`')
  let comment = 0
  for (const match of text.matchAll(/(?<!(?<!\.\.)\.|[\w$])require\s*\(\s*(?:'([^'\\\n]*)'|"([^"\\\n]*)")\s*\)/g)) {
    const start = match.index
    while ((comments[comment]?.end ?? Infinity) <= start) comment++
    if ((comments[comment]?.start ?? Infinity) <= start) continue
    const line = text.slice(Math.max(text.lastIndexOf('\n', start) + 1, start - 1000), start)
    if (
      (firstTemplate !== -1 && firstTemplate < start) ||
      /['"/]/.test(line) ||
      start - line.length > text.lastIndexOf('\n', start) + 1
    ) {
      return requiresOfTree(tree())
    }
    const end = start + match[0].length
    const specifier = match[1] ?? match[2] ?? ''
    const specifierStart = start + match[0].search(/['"]/)
    records.push(recordOf(text, start, end, specifier, [specifierStart, specifierStart + specifier.length + 2]))
  }
  return records
}

/** The same from the tree, which is exact. */
function requiresOfTree(program: TSESTree.Program): ImportRecord[] {
  const records: ImportRecord[] = []
  for (const node of nodesOf(program)) {
    if (node.type === 'TSImportEqualsDeclaration' && node.moduleReference.type === 'TSExternalModuleReference') {
      const { expression } = node.moduleReference
      if (expression.type !== 'Literal' || typeof expression.value !== 'string') continue
      const typeOnly = node.importKind === 'type'
      const names = [{ imported: '*', local: node.id.name, typeOnly, range: node.id.range }]
      records.push({
        kind: 'require',
        specifier: expression.value,
        range: node.range,
        specifierRange: expression.range,
        names,
        typeOnly,
      })
    } else if (node.type === 'CallExpression' && node.callee.type === 'Identifier' && node.callee.name === 'require') {
      const [argument] = node.arguments
      if (argument?.type !== 'Literal' || typeof argument.value !== 'string') continue
      records.push({
        kind: 'require',
        specifier: argument.value,
        range: node.range,
        specifierRange: argument.range,
        names: namesOfTree(node),
        typeOnly: false,
      })
    }
  }
  return records
}

function namesOfTree(call: TSESTree.CallExpression): ImportedName[] {
  let value: TSESTree.Node = call
  let member: string | undefined
  if (
    call.parent.type === 'MemberExpression' &&
    call.parent.object === call &&
    call.parent.property.type === 'Identifier' &&
    !call.parent.computed
  ) {
    member = call.parent.property.name
    value = call.parent
  }
  const declarator = value.parent
  if (declarator?.type !== 'VariableDeclarator' || declarator.init !== value) return []
  return namesOfPattern(declarator.id, member)
}

/** The names that a binding pattern takes out of a module. */
export function namesOfPattern(pattern: TSESTree.BindingName, member?: string): ImportedName[] {
  if (pattern.type === 'Identifier')
    return [{ imported: member ?? '*', local: pattern.name, typeOnly: false, range: pattern.range }]
  if (pattern.type !== 'ObjectPattern' || member !== undefined) return []
  return pattern.properties.flatMap((property): ImportedName[] => {
    if (property.type !== 'Property' || property.computed || property.key.type !== 'Identifier') return []
    const target = property.value.type === 'AssignmentPattern' ? property.value.left : property.value
    return target.type === 'Identifier'
      ? [{ imported: property.key.name, local: target.name, typeOnly: false, range: property.range }]
      : []
  })
}

function recordOf(text: string, start: number, end: number, specifier: string, specifierRange: Range): ImportRecord {
  const before = text.slice(Math.max(0, start - 500), start)
  const equals = /\bimport\s+(type\s+)?([\w$]+)\s*=\s*$/.exec(before)
  const range: Range = [start, end]
  if (equals?.[2] !== undefined) {
    const typeOnly = equals[1] !== undefined
    const names = [{ imported: '*', local: equals[2], typeOnly, range }]
    return { kind: 'require', specifier, range: [start - equals[0].length, end], specifierRange, names, typeOnly }
  }
  return { kind: 'require', specifier, range, specifierRange, names: namesBefore(before, text, end, range), typeOnly: false }
}

/** `const x =`, `const { a, b: c } =` before the call; `.member` after it. */
function namesBefore(before: string, text: string, end: number, range: Range): ImportedName[] {
  const declaration = /\b(?:const|let|var)\s+([\w$]+|\{[\w$\s,:]*\})\s*=\s*$/.exec(before)?.[1]
  if (declaration === undefined) return []
  const after = /^\s*([.([?!])?\s*([\w$]+)?\s*([.([?])?/.exec(text.slice(end, end + 100))
  if (after?.[1] !== undefined && (after[1] !== '.' || after[3] !== undefined)) return []
  const member = after?.[1] === '.' ? after[2] : undefined
  if (!declaration.startsWith('{')) return [{ imported: member ?? '*', local: declaration, typeOnly: false, range }]
  if (member !== undefined) return []
  return declaration
    .slice(1, -1)
    .split(',')
    .map((part) => part.split(':').map((name) => name.trim()))
    .filter(([imported]) => imported !== undefined && imported !== '')
    .map(([imported = '', local = imported]) => ({ imported, local, typeOnly: false, range }))
}
