import type { TSESTree } from '@typescript-eslint/utils'
import { bindingsOf, keyName, memberName } from '../names/bindings.ts'
import type { Definition } from '../names/bindings.ts'
import { calledName } from '../names/calls.ts'
import { functionAround } from '../names/classes.ts'
import { nameOfFunction } from '../names/function-names.ts'
import type { SourceFile } from '../syntax/file.ts'

/** Columns that identify one record, or its owner, or that few have. */
const naming = /^(?:_?id|u?uid|email|username|slug|token)$|I[dD]$|_id$|^(?:is_?)?(?:[sS]uper_?)?(?:[aA]dmin|[sS]taff|[dD]efault|[pP]rimary|[cC]urrent|[sS]ystem|[rR]oot)$/
/** Operators of conditions under which a list still grows with its table: patterns, and what is not equal. */
const looseKeys = /^(?:not|contains|starts_?with|ends_?with|search|mode|\$regex|\$options|\$ne|\$not|\$exists|i?like|not(?:I?Like|Null)|ne|substring|isNull|isNotNull)$/i
const looseOperators = /^(?:not\s)?i?like$|^(?:!=|<>|is(?:\snot)?)$/i
const either = /^\$?or$/i
const both = /^\$?and$/i

/** True for a condition that selects few rows, or that cannot be read. */
export function isNarrow(file: SourceFile, where: TSESTree.Node | undefined): boolean {
  const written = writtenAt(file, where)
  if (written === undefined && where !== undefined) return false
  if (written?.type === 'ConditionalExpression') return isNarrow(file, written.consequent) && isNarrow(file, written.alternate)
  if (written?.type === 'Identifier' || written?.type === 'CallExpression') return !isLooseTerm(file, written)
  if (written?.type === 'Literal') return written.value !== null
  if (written?.type !== 'ObjectExpression') return true
  return written.properties.some((property) => {
    if (property.type !== 'Property') return !isOptional(file, property.argument)
    const key = operatorOf(property)
    const { value } = property
    if (value.type === 'ArrayExpression' && either.test(key)) return value.elements.every((one) => one === null || isNarrow(file, one))
    if (value.type === 'ArrayExpression' && both.test(key)) return value.elements.some((one) => one === null || isNarrow(file, one))
    if (naming.test(key)) return true
    if (value.type === 'Identifier' && isAskedFor(file, value, key)) return true
    return value.type === 'ObjectExpression' ? !isLooseObject(value) : value.type === 'ArrayExpression' || isMade(value) || isNaming(value)
  })
}

/** `ordersOf(customer)`, `findByAuthor(author)`, `@Param() author`: what the function or path is about, so that it is not left out. */
function isAskedFor(file: SourceFile, value: TSESTree.Identifier, key: string): boolean {
  const around = functionAround(value)
  if (around === undefined || /^(?:stat(?:e|us)|category|priority)$/i.test(key)) return false
  if (new RegExp(`@Param\\([^)]*\\) ?${value.name}\\b|\\b${value.name}\\b[^{}]*} = \\w+\\.params`).test(file.text.slice(...around.range))) return true
  return new RegExp(`(?:of|by|for)${key.replace(/\W/g, '')}`, 'i').test(nameOfFunction(around))
}

/** `{ contains: term, mode: 'insensitive' }`, `{ not: null }`, `{ [Op.like]: pattern }`, `{ lt: 5 }`, `{ in: ['new', 'open'] }` */
function isLooseObject({ properties }: TSESTree.ObjectExpression): boolean {
  return properties.every((part) => part.type === 'Property' && (looseKeys.test(operatorOf(part)) || isConstant(part.value)))
}

/** `5`, `'open'`, `['new', Status.Open]` */
function isConstant(value: TSESTree.Node | null): boolean {
  return value?.type === 'ArrayExpression' ? value.elements.every(isConstant) : value?.type === 'Literal' || (value?.type === 'MemberExpression' && value.object.type === 'Identifier' && /^[A-Z]/.test(value.object.name))
}

/** `contains`, and `like` of `[Op.like]`. */
function operatorOf(property: TSESTree.Property): string {
  return (property.computed && property.key.type === 'MemberExpression' ? memberName(property.key) : keyName(property)) ?? 'id'
}

/** `...(term && { name: term })`: a condition that may be missing. */
function isOptional(file: SourceFile, given: TSESTree.Expression): boolean {
  return given.type === 'LogicalExpression' ? given.operator === '&&' : given.type === 'ConditionalExpression' && !isNarrow(file, given)
}

/** What another function makes, such as `In(names)`; not what is only converted, such as `Number(year)`. */
function isMade(value: TSESTree.Node): boolean {
  const name = value.type === 'CallExpression' ? (calledName(value) ?? '') : undefined
  return name !== undefined && !looseKeys.test(name) && !/^(?:Number|String|Boolean|parse\w+|trim|to\w+Case)$/.test(name)
}

/** True for values that identify something: `owner: req.user.id`, `author: Number(req.params.id)`. */
function isNaming(value: TSESTree.Node | undefined): boolean {
  if (value?.type === 'UnaryExpression') return isNaming(value.argument)
  if (value?.type === 'CallExpression') return /^(?:Number|parseInt|String)$/.test(calledName(value) ?? '') && isNaming(value.arguments[0])
  // `req.params.team` is part of the path.
  if (value?.type === 'MemberExpression' && memberName(value.object) === 'params') return true
  const name = value?.type === 'Identifier' ? value.name : memberName(value)
  return name !== undefined && naming.test(name)
}

/**
 * The argument or, for a variable, the object literal that it is initialized with, if the variable is used only here or gets more properties only
 * under conditions: `if (term) where.name = term`. Undefined for a parameter that may be missing.
 */
export function writtenAt(file: SourceFile, given: TSESTree.Node | undefined): TSESTree.Node | undefined {
  if (given?.type !== 'Identifier') return given
  const definition = bindingsOf(file).definitionOf(given)
  if (mayBeMissing(file, given)) return undefined
  if (definition?.kind !== 'variable' || definition.path.length > 0) return given
  if (definition.init?.type === 'ConditionalExpression' || definition.init?.type === 'NewExpression') return definition.init
  if (definition.init?.type !== 'ObjectExpression') return given
  const uses = bindingsOf(file).variableOf(given)?.references.filter(({ identifier }) => !isSetUnderCondition(identifier)) ?? []
  return uses.length <= 2 || uses.every(({ identifier: { parent } }) => parent.type === 'VariableDeclarator' || parent.type === 'Property' || parent.type === 'CallExpression') ? definition.init : given
}

/** `(filter = {}) => …`, `(filter?: Filter) => …` */
export function mayBeMissing(file: SourceFile, name: TSESTree.Node): boolean {
  const given = parameterAt(file, name)
  return (given?.node.type === 'Identifier' && given.node.optional) || (given?.fallback?.type === 'ObjectExpression' && given.fallback.properties.length === 0)
}

/** The parameter that a name stands for: all of a condition, or all options, as the caller gives them. */
export function parameterAt(file: SourceFile, name: TSESTree.Node | undefined): Extract<Definition, { kind: 'parameter' }> | undefined {
  const definition = name?.type === 'Identifier' ? bindingsOf(file).definitionOf(name) : undefined
  return definition?.kind === 'parameter' && definition.path.length === 0 ? definition : undefined
}

/** `if (term) where.name = { contains: term }`, which is no limit. */
function isSetUnderCondition(name: TSESTree.Node): boolean {
  const member = name.parent
  if (member?.type !== 'MemberExpression' || member.object !== name || member.parent.type !== 'AssignmentExpression' || member.parent.left !== member) return false
  return !/^(?:take|limit|skip|offset|cursor)$/.test(memberName(member) ?? '') && isUnderCondition(member)
}

/** True inside an `if` without `else`. */
export function isUnderCondition(node: TSESTree.Node): boolean {
  for (let at: TSESTree.Node | undefined = node; at?.parent !== undefined && !/Function/.test(at.type); at = at.parent)
    if (at.parent.type === 'IfStatement') return at.parent.consequent === at && at.parent.alternate === null
  return false
}

/** True for conditions of a chain under which the list still grows: `where('level', 'error')`, `where('name', 'like', term)`, `.where(ilike(name, term))`. */
export function isLooseCall(file: SourceFile, call: TSESTree.Node): boolean {
  if (call.type !== 'CallExpression') return false
  const [first, second] = call.arguments
  if (call.arguments.length === 3 && second?.type === 'Literal' && looseOperators.test(String(second.value))) return true
  // `where('paid = :paid', { paid: false })`
  const isConstant = second?.type === 'ObjectExpression' && !isSelectingObject(second)
  if (first?.type === 'Literal' && typeof first.value === 'string' && /\s/.test(first.value)) return isLooseText(isConstant ? first.value.replace(/:\w+/g, '1') : first.value)
  return call.arguments.every((argument, index) =>
    argument.type === 'Literal' ? !(index === 0 && naming.test(String(argument.value))) : argument.type === 'ObjectExpression' ? !isSelectingObject(argument) : isLooseTerm(file, argument),
  )
}

function isSelectingObject({ properties }: TSESTree.ObjectExpression): boolean {
  return !properties.every((property) => property.type === 'Property' && property.value.type === 'Literal' && !naming.test(keyName(property) ?? 'id'))
}

/** `ilike(books.title, term)`, `eq(books.isPublic, true)`, `and(…)` and `or(…)` of those. */
function isLooseTerm(file: SourceFile, term: TSESTree.Node): boolean {
  if (term.type === 'ConditionalExpression') return isLooseTerm(file, term.consequent) || isLooseTerm(file, term.alternate)
  // `and(...conditions)`
  if (term.type === 'SpreadElement') return isLooseList(file, term.argument)
  if (term.type === 'Identifier') return term.name === 'undefined'
  if (term.type !== 'CallExpression') return false
  const name = calledName(term) ?? ''
  if (name === 'and') return term.arguments.every((one) => isLooseTerm(file, one))
  if (name === 'or') return term.arguments.some((one) => isLooseTerm(file, one))
  if (name === 'eq') return term.arguments[1]?.type === 'Literal'
  return looseKeys.test(name)
}

/** True for a list of loose terms, to which others are added only under conditions. */
function isLooseList(file: SourceFile, list: TSESTree.Node): boolean {
  const definition = bindingsOf(file).definitionOf(list)
  if (definition?.kind !== 'variable' || definition.init?.type !== 'ArrayExpression' || !definition.init.elements.every((one) => one !== null && isLooseTerm(file, one))) return false
  return bindingsOf(file).variableOf(list)?.references.every(({ identifier: { parent } }) => parent.type !== 'MemberExpression' || isUnderCondition(parent)) === true
}

/** Values that are passed with the statement. */
const placeholder = /\?|[$:@]\w/
const pattern = /\b(?:not\s+)?i?like\s+(?:lower\(|upper\(|concat\(|'%'\s*\|\|\s*)*(?:\?|[$:@]\w+)/gi
/** Columns whose constants select a row, and conditions on the time, which limit what grows. */
const selecting = /\bid\b|_id\b(?=\s*(?:=|in\b))|\b(?:is_)?(?:key|name|code|slug|email|username|token|type|kind|default|latest|current|primary)\b\s*=|\b(?:between|interval|exists|any|match|in)\b|@@|_date\b|->/i

/** True for a condition in SQL that leaves a list growing with its table: constants and patterns. */
export function isLooseText(condition: string): boolean {
  return !placeholder.test(condition.replace(pattern, '')) && !selecting.test(condition)
}
