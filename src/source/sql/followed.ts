import type { TSESTree } from '@typescript-eslint/utils'
import { rememberedOf } from '../../core/remember.ts'
import { bindingsOf, keyName } from '../names/bindings.ts'
import type { SourceFile } from '../syntax/file.ts'
import { propertyOf } from './follow.ts'
import { trackersOf } from './trackers.ts'
import { writesTo } from './assignments.ts'

/** A tracker that stays in the file. */
const trackerOf = rememberedOf((file: SourceFile) => trackersOf().of(file))

/** The expression that a value was given by, within its file: through constants, fields, arguments and members of objects. */
export function followed(file: SourceFile, node: TSESTree.Node): TSESTree.Node {
  const found = propertyOf(trackerOf(file), node, [], undefined)
  if (found !== undefined) return found.path.length > 0 ? node : found.value
  // What a package returns leads no further, and is what the variable holds.
  const definition = node.type === 'Identifier' ? bindingsOf(file).definitionOf(node) : undefined
  const variable = bindingsOf(file).variableOf(node)
  const isOnly = definition?.kind === 'variable' && definition.path.length === 0 && variable !== undefined && writesTo(variable).length === 1
  return isOnly && definition.init !== undefined ? definition.init : node
}

/** Nobody writes more; what is defined by itself, or as twice what is defined as twice something else, would have no end. */
const maxOperations = 10
const maxSpreads = 5

/** What is known of a text or number. */
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

/** `1000 * 60 * 60 * 24` and sums: how people write spans of time and counts. */
function product(file: SourceFile, { operator, left, right }: TSESTree.BinaryExpression, operations: number): number | undefined {
  const [a, b] = [literalOf(file, left, operations), literalOf(file, right, operations)]
  if (typeof a !== 'number' || typeof b !== 'number') return undefined
  if (operator === '*') return a * b
  if (operator === '**') return a ** b
  if (operator === '<<') return a << b
  return operator === '+' ? a + b : undefined
}

/** One of the options that a library is given. */
export type Option =
  /** Certainly left out: the library's default holds. */
  | { readonly kind: 'absent' }
  /** It may be among what a spread or a value from elsewhere brings. */
  | { readonly kind: 'unknown' }
  | { readonly kind: 'given'; readonly value: TSESTree.Node; readonly property: TSESTree.Property }

const absent: Option = { kind: 'absent' }
const unknown: Option = { kind: 'unknown' }

/** Options of a call: certainly none, an object that is written out, or something one cannot look into. */
export class Options {
  readonly #file: SourceFile
  /** The object, where it is written out. */
  readonly object: TSESTree.ObjectExpression | undefined
  readonly #none: boolean
  readonly #spreads: number

  /**
   * @param node the argument; nothing where the call has none
   * @param spreads how many objects it is spread into already
   */
  constructor(file: SourceFile, node: TSESTree.Node | undefined, spreads = 0) {
    this.#file = file
    this.#spreads = spreads
    const value = node === undefined ? undefined : followed(file, node)
    this.object = value?.type === 'ObjectExpression' ? value : undefined
    this.#none = value === undefined || (value.type === 'Identifier' && value.name === 'undefined')
  }

  /** True where there is nothing that could hold an option. */
  get isNone(): boolean {
    return this.#none
  }

  get(name: string): Option {
    if (this.#none) return absent
    if (this.object === undefined) return unknown
    let isOpen = false
    // The last one wins, as at run time.
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

  /** The literal that an option is set to; `undefined` where it is left out or not known. */
  literal(name: string): string | number | boolean | null | undefined {
    const option = this.get(name)
    return option.kind === 'given' ? literalOf(this.#file, option.value) : undefined
  }

  /** The options inside an option: `cookie` of a session. */
  inside(name: string): Options | undefined {
    const option = this.get(name)
    if (option.kind === 'unknown') return undefined
    return new Options(this.#file, option.kind === 'given' ? option.value : undefined)
  }
}
