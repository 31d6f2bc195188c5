import type { TSESTree } from '@typescript-eslint/utils'
import { bindingsOf } from '../names/bindings.ts'
import type { Range, SourceFile } from '../syntax/file.ts'
import { writesTo } from './assignments.ts'

/** A statement as it is written: constant texts, with a value between each and the next. */
export interface StatementText {
  readonly texts: readonly ConstantText[]
  readonly values: readonly TSESTree.Expression[]
  /** False for a sum. */
  readonly isTemplate: boolean
}

/** A constant text between two values. In a sum it may consist of several literals. */
export interface ConstantText {
  /** As written, with escapes. */
  readonly raw: string
  /** The contents of its first and of its last literal, without quotes. The same if it has only one. */
  readonly first: Range
  readonly last: Range
  /** The quotes around both; nothing in a template, and at the end of a sum that ends with a value. */
  readonly quotes: readonly [string, string]
}

/** Where a call's statement is written: in the call, or in a variable that only the call uses. Nothing if it is made in another way. */
export function statementTextOf(file: SourceFile, call: TSESTree.CallExpression): StatementText | undefined {
  const [argument] = call.arguments
  if (argument?.type !== 'Identifier') return argument && textOf(file, argument)
  const variable = bindingsOf(file).variableOf(argument)
  const definition = bindingsOf(file).definitionOf(argument)
  if (definition?.kind !== 'variable' || definition.init === undefined || variable === undefined || variable.references.length !== 2) return undefined
  const { declarator, init } = definition
  const text = blockOf(declarator) === blockOf(call) ? textOf(file, init) : undefined
  const between = file.text.slice(declarator.range[1], call.range[0])
  return text?.values.every((value) => isSimple(file, value) && !isWritten(file, value)) && !reassigns(between) ? text : undefined
}

/** True for code that assigns to anything but a variable that it declares: afterwards a value might be another one. */
const reassigns = (code: string): boolean => /(?:^|[^=!<>])=(?![=>])/.test(code.replace(/\b(?:const|let|var) [\w$]+ = /g, ''))

/** `req.query.name`: what can be read again, a little later, and be the same. */
const isSimple = (file: SourceFile, value: TSESTree.Expression): boolean => /^[\w$]+(?:\??\.[\w$]+|\[(?:\d+|'\w+'|"\w+")\])*$/.test(file.text.slice(...value.range))

function isWritten(file: SourceFile, value: TSESTree.Expression): boolean {
  const root = value.type === 'ChainExpression' ? value.expression : value
  if (root.type === 'MemberExpression') return isWritten(file, root.object)
  const variable = bindingsOf(file).variableOf(root)
  return variable !== undefined && writesTo(variable).some(({ at }) => at.type !== 'VariableDeclarator')
}

function blockOf(node: TSESTree.Node): TSESTree.Node {
  return node.type === 'BlockStatement' || node.type === 'Program' ? node : blockOf(node.parent ?? node)
}

function textOf(file: SourceFile, node: TSESTree.Node): StatementText | undefined {
  if (node.type === 'BinaryExpression') return sumOf(file, node)
  if (node.type !== 'TemplateLiteral') return undefined
  const texts = node.quasis.map(({ value: { raw }, range, tail }): ConstantText => {
    const content: Range = [range[0] + 1, range[1] - (tail ? 1 : 2)]
    return { raw, first: content, last: content, quotes: ['', ''] }
  })
  return { texts, values: node.expressions, isTemplate: true }
}

/** `'SELECT … WHERE id = ' + id + ' AND …'`, of literals and values in turns, with nothing else between them. */
function sumOf(file: SourceFile, sum: TSESTree.BinaryExpression): StatementText | undefined {
  const texts: ConstantText[] = []
  const values: TSESTree.Expression[] = []
  const operands = operandsOf(sum)
  let end = sum.range[0]
  for (const operand of operands ?? []) {
    if (!/^(?:\s*\+\s*)?$/.test(file.text.slice(end, operand.range[0]))) return undefined
    end = operand.range[1]
    const text = literalText(file, operand)
    const before = texts.length > values.length ? texts.pop() : undefined
    if (text !== undefined) texts.push(before === undefined ? text : joined(before, text))
    else if (before === undefined || operand.type === 'TemplateLiteral') return undefined
    else {
      texts.push(before)
      values.push(operand)
    }
  }
  if (values.length === texts.length) texts.push({ raw: '', first: [end, end], last: [end, end], quotes: ['', ''] })
  return operands === undefined ? undefined : { texts, values, isTemplate: false }
}

const joined = (a: ConstantText, b: ConstantText): ConstantText => ({ raw: a.raw + b.raw, first: a.first, last: b.last, quotes: [a.quotes[0], b.quotes[1]] })

function literalText(file: SourceFile, { type, range }: TSESTree.Node): ConstantText | undefined {
  const quote = file.text[range[0]]
  if (type !== 'Literal' || (quote !== "'" && quote !== '"')) return undefined
  const content: Range = [range[0] + 1, range[1] - 1]
  return { raw: file.text.slice(...content), first: content, last: content, quotes: [quote, quote] }
}

/** The operands of a sum, from left to right; nothing if anything but `+` is in it. Its left side is not in parentheses, or it would be another sum. */
function operandsOf({ operator, left, right }: TSESTree.BinaryExpression): TSESTree.Expression[] | undefined {
  if (operator !== '+') return undefined
  const before = left.type === 'BinaryExpression' ? operandsOf(left) : [left]
  return before && [...before, right]
}
