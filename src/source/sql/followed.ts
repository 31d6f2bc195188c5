import type { TSESTree } from '@typescript-eslint/utils'
import { memoize } from '../../core/memoize.ts'
import { bindingsOf, keyName } from '../names/bindings.ts'
import type { SourceFile } from '../syntax/file.ts'
import { propertyOf } from './follow.ts'
import { trackersOf } from './trackers.ts'
import { writesTo } from './assignments.ts'

/** A tracker that never leaves the file. */
const trackerOf = memoize((file: SourceFile) => trackersOf().of(file))

/** The expression that a node gets its value from, within its file: through constants, fields, arguments and object members. */
export function followed(file: SourceFile, node: TSESTree.Node): TSESTree.Node {
  if (node.type === 'TSAsExpression' || node.type === 'TSNonNullExpression') return followed(file, node.expression)
  const found = propertyOf(trackerOf(file), node, [], undefined)
  if (found !== undefined) return found.path.length > 0 ? node : found.value
  // The result of a package's function cannot be resolved further: the variable's initializer is the answer.
  const definition = node.type === 'Identifier' ? bindingsOf(file).definitionOf(node) : undefined
  const variable = bindingsOf(file).variableOf(node)
  const isOnly = definition?.kind === 'variable' && definition.path.length === 0 && variable !== undefined && writesTo(variable).length === 1
  return isOnly && definition.init !== undefined ? definition.init : node
}

/** Limits: far more than real code has, but definitions that refer to themselves would never end. */
const maxOperations = 10
const maxSpreads = 5

/** The constant value of an expression, as far as it can be computed. */
export function literalOf(file: SourceFile, node: TSESTree.Node | undefined, operations = 0): string | number | boolean | null | undefined {
  if (node === undefined || operations > maxOperations) return undefined
  const value = followed(file, node)
  if (value.type === 'Literal')
    return typeof value.value === 'string' || typeof value.value === 'number' || typeof value.value === 'boolean' || value.value === null
      ? value.value
      : undefined
  if (value.type === 'TemplateLiteral' && value.expressions.length === 0) return value.quasis[0]?.value.cooked
  if (value.type === 'UnaryExpression' && value.operator === '!') return negated(literalOf(file, value.argument, operations + 1))
  return value.type === 'BinaryExpression' ? product(file, value, operations + 1) : undefined
}

function negated(value: string | number | boolean | null | undefined): boolean | undefined {
  return value === undefined ? undefined : !value
}

/** `1000 * 60 * 60 * 24` and sums: how durations and counts are usually written. */
function product(file: SourceFile, { operator, left, right }: TSESTree.BinaryExpression, operations: number): number | undefined {
  const [a, b] = [literalOf(file, left, operations), literalOf(file, right, operations)]
  if (typeof a !== 'number' || typeof b !== 'number') return undefined
  if (operator === '*') return a * b
  if (operator === '**') return a ** b
  if (operator === '<<') return a << b
  return operator === '+' ? a + b : undefined
}

/** An option in the arguments of a library call. */
export type Option =
  /** Definitely not set: the library's default applies. */
  | { readonly kind: 'absent' }
  /** It may come from a spread or from a value that cannot be resolved. */
  | { readonly kind: 'unknown' }
  | { readonly kind: 'given'; readonly value: TSESTree.Node; readonly property: TSESTree.Property }

const absent: Option = { kind: 'absent' }
const unknown: Option = { kind: 'unknown' }

/** The literal value of an option of a call, see {@link Options}. */
export function literalOption(file: SourceFile, node: TSESTree.Node | undefined, name: string): string | number | boolean | null | undefined {
  return new Options(file, node).literal(name)
}

/** The options of a call: none at all, an object literal, or something that cannot be resolved. */
export class Options {
  readonly #file: SourceFile
  /** The object literal, if it is one. */
  readonly object: TSESTree.ObjectExpression | undefined
  readonly #none: boolean
  readonly #spreads: number

  /**
   * @param node the argument; undefined if the call has none
   * @param spreads how many spreads lead to it already, to limit recursion
   */
  constructor(file: SourceFile, node: TSESTree.Node | undefined, spreads = 0) {
    this.#file = file
    this.#spreads = spreads
    const value = node === undefined ? undefined : followed(file, node)
    this.object = value?.type === 'ObjectExpression' ? value : undefined
    this.#none = value === undefined || (value.type === 'Identifier' && value.name === 'undefined')
  }

  /** True if there definitely is no options object. */
  get isNone(): boolean {
    return this.#none
  }

  get(name: string): Option {
    if (this.#none) return absent
    if (this.object === undefined) return unknown
    let isOpen = false
    // The last property wins, as at run time.
    for (const property of this.object.properties.toReversed()) {
      if (property.type === 'SpreadElement') {
        const spread = new Options(this.#file, property.argument, this.#spreads + 1)
        const inner = spread.object === undefined || spread.#spreads > maxSpreads ? unknown : spread.get(name)
        if (inner.kind === 'given') return isOpen ? unknown : inner
        if (inner.kind === 'unknown') isOpen = true
      } else if (keyName(property) === name) return isOpen ? unknown : { kind: 'given', value: property.value, property }
      else if (property.computed && keyName(property) === undefined) isOpen = true
    }
    return isOpen ? unknown : absent
  }

  /** The literal value of an option; `undefined` if it is not set or not known. */
  literal(name: string): string | number | boolean | null | undefined {
    const option = this.get(name)
    return option.kind === 'given' ? literalOf(this.#file, option.value) : undefined
  }

  /** Nested options: `cookie` of a session's options. */
  inside(name: string): Options | undefined {
    const option = this.get(name)
    if (option.kind === 'unknown') return undefined
    return new Options(this.#file, option.kind === 'given' ? option.value : undefined)
  }
}
