import type { TSESTree } from '@typescript-eslint/utils'
import { memberName } from '../names/bindings.ts'
import { rememberedOf } from '../../core/remember.ts'
import { statusNames } from '../models/answers.ts'
import { walk } from '../syntax/tree.ts'
import type { FileIndex } from '../values/declarations.ts'
import { isCalledWithRows, isListOfRows } from './queried.ts'

/** What a value that is sent to a client is, as far as its expression tells: `value` is something, whatever it is. */
export type SentValue = 'text' | 'number' | 'false' | 'list' | 'object' | 'nothing' | 'error' | 'stack' | 'value' | 'unknown'

/** The body of an answer as it is written. */
export type BodyFact =
  | { readonly kind: Exclude<SentValue, 'object'> }
  /** A page, or where to find one: for people, and not for programs. */
  | { readonly kind: 'page' }
  /** `isOpen` where more fields may be spread into it. */
  | { readonly kind: 'object'; readonly fields: { readonly [name: string]: SentValue }; readonly isOpen: boolean; readonly tells?: 'stack' | 'error' }

/** Beyond this many steps nobody follows a constant. */
const maxSteps = 4

/** Reads the bodies and statuses of answers. */
export class BodyReader {
  readonly #index: FileIndex
  /** Names under which something is caught. */
  readonly #errors: ReadonlySet<string>

  constructor(index: FileIndex, errors: ReadonlySet<string>) {
    this.#index = index
    this.#errors = errors
  }

  body(node: TSESTree.Node | undefined, steps = 0): BodyFact {
    if (node?.type === 'ObjectExpression') return this.#object(node)
    const kind = this.#valueOf(node, steps)
    if (kind !== 'object') return { kind }
    const init = this.#constant(node)
    return init === undefined || steps > maxSteps ? { kind: 'unknown' } : this.body(init, steps + 1)
  }

  /** What an exception of Nest sends of an error that was caught: its first argument is the answer. All else is put into Nest's own envelope. */
  toldBy(thrown: TSESTree.Node): BodyFact | undefined {
    const [given] = thrown.type === 'NewExpression' && isExceptionOfNest(this.#index, thrown) ? thrown.arguments : []
    const body = given && this.body(given)
    const kind = body?.kind === 'object' ? body.tells : body?.kind
    return kind === 'stack' || kind === 'error' ? { kind } : undefined
  }

  /** The statuses that an expression may be: none where it cannot be told. */
  statuses(node: TSESTree.Node | undefined, steps = 0): readonly number[] {
    if (node === undefined || steps > maxSteps) return []
    switch (node.type) {
      case 'Literal': {
        const status = Number(node.value)
        return Number.isInteger(status) && status >= 100 && status <= 999 ? [status] : []
      }
      case 'MemberExpression': {
        const name = (memberName(node) ?? '').replace(/^(?:HTTP_)?STATUS_/, '')
        const status = Object.hasOwn(statusNames, name) ? statusNames[name] : undefined
        return status === undefined ? [] : [status]
      }
      case 'ConditionalExpression': {
        const both = [this.statuses(node.consequent, steps + 1), this.statuses(node.alternate, steps + 1)]
        return both.some((one) => one.length === 0) ? [] : both.flat()
      }
      case 'TSAsExpression':
        return this.statuses(node.expression, steps + 1)
      default:
        return this.statuses(this.#constant(node), steps + 1)
    }
  }

  #valueOf(node: TSESTree.Node | undefined, steps: number): SentValue {
    if (node === undefined) return 'nothing'
    if (isListOfRows(node)) return 'list'
    switch (node.type) {
      case 'Literal':
        return literalKind(node.value)
      case 'TemplateLiteral':
        return 'text'
      case 'ArrayExpression':
        return 'list'
      case 'ObjectExpression':
        return 'object'
      case 'TSAsExpression':
      case 'TSSatisfiesExpression':
      case 'TSNonNullExpression':
        return this.#valueOf(node.expression, steps)
      case 'MemberExpression':
        return this.#ofError(node)
      case 'CallExpression':
        return this.#called(node)
      case 'Identifier': {
        if (node.name === 'undefined') return 'nothing'
        if (this.#isError(node)) return 'error'
        if (steps > maxSteps) return 'unknown'
        const init = this.#constant(node)
        return init === undefined ? (this.#isTakenFromRows(node) ? 'list' : 'unknown') : this.#valueOf(init, steps + 1)
      }
      default:
        return 'unknown'
    }
  }

  /** `error.stack`, and `error.message`, which is a text whatever it says. */
  #ofError(node: TSESTree.MemberExpression): SentValue {
    const name = memberName(node)
    if ((name !== 'stack' && name !== 'message') || !this.#isError(node.object)) return 'unknown'
    return name === 'stack' ? 'stack' : 'text'
  }

  /** `items.map(...)` is a list, whatever the items are. */
  #called(node: TSESTree.CallExpression): SentValue {
    const name = node.callee.type === 'MemberExpression' ? memberName(node.callee) : undefined
    // `validationResult(req).array()`
    if (name === 'array' || name === 'mapped') return 'object'
    return name === 'map' ? 'list' : 'unknown'
  }

  #object(node: TSESTree.ObjectExpression): BodyFact {
    const fields: Record<string, SentValue> = {}
    let isOpen = false
    for (const property of node.properties) {
      const { type } = property
      if (type === 'Property' && !property.computed && (property.key.type === 'Identifier' || property.key.type === 'Literal')) {
        const name = property.key.type === 'Identifier' ? property.key.name : String(property.key.value)
        // `errors: {}` says that there are none.
        const isEmpty = property.value.type === 'ObjectExpression' && property.value.properties.length === 0
        if (name !== '__proto__') fields[name] = isEmpty ? 'nothing' : this.#valueOf(property.value, 0)
      } else isOpen = true
    }
    const tells = this.#toldWithin(node)
    return { kind: 'object', fields, isOpen, ...(tells && { tells }) }
  }

  /** What an object, or one within it, sends of an error that was caught. */
  #toldWithin(node: TSESTree.ObjectExpression, steps = 0): 'stack' | 'error' | undefined {
    const values = node.properties.flatMap((property) => (property.type === 'Property' ? [property.value] : []))
    const told = values.map((value) => (value.type !== 'ObjectExpression' ? this.#valueOf(value, 0) : steps > maxSteps ? undefined : this.#toldWithin(value, steps + 1)))
    return told.includes('stack') ? 'stack' : told.includes('error') ? 'error' : undefined
  }

  /** The object that a name of the file is given once and for all. */
  constantObject(node: TSESTree.Node): TSESTree.ObjectExpression | undefined {
    const init = this.#constant(node)
    return init?.type === 'ObjectExpression' ? init : undefined
  }

  /** `const { rows } = await pool.query(text)` */
  #isTakenFromRows(node: TSESTree.Identifier): boolean {
    const declaration = this.#index.find(node.name, node.range[0])
    if (declaration?.kind === 'parameter') return declaration.index === 1 && isCalledWithRows(declaration.function, node.name)
    return declaration?.kind === 'variable' && declaration.path?.length === 1 && isListOfRows(declaration.init, declaration.path)
  }

  /** What a name of the file is given once and for all. */
  #constant(node: TSESTree.Node | undefined): TSESTree.Expression | undefined {
    if (node?.type !== 'Identifier') return undefined
    const declaration = this.#index.find(node.name, node.range[0])
    const isPlain = declaration?.kind === 'variable' && declaration.path?.length === 0
    return isPlain && declaration.init !== null && !changedNames(this.#index).has(node.name) ? declaration.init : undefined
  }

  /** What is caught, unless it was looked at before: what an own error sends, or what only developers see, is meant. */
  #isError(node: TSESTree.Node): boolean {
    // `(error as Error).stack`
    if (node.type === 'TSAsExpression') return this.#isError(node.expression)
    return node.type === 'Identifier' && this.#errors.has(node.name) && !isGuarded(node)
  }
}

function isExceptionOfNest(index: FileIndex, { callee }: TSESTree.NewExpression): boolean {
  const declaration = callee.type === 'Identifier' ? index.find(callee.name, callee.range[0]) : undefined
  return declaration?.kind === 'import' && declaration.specifier === '@nestjs/common'
}

/** Names that something is assigned to, or to a field of: gathered once a file. */
const changedNames = rememberedOf(({ assignments }: FileIndex): ReadonlySet<string> => {
  const targets = assignments.map(({ left }) => (left.type === 'MemberExpression' ? left.object : left))
  return new Set(targets.flatMap((target) => (target.type === 'Identifier' ? [target.name] : [])))
})

function literalKind(value: unknown): SentValue {
  if (value === null || value === '') return 'nothing'
  if (value === false) return 'false'
  return typeof value === 'string' ? 'text' : typeof value === 'number' ? 'number' : 'unknown'
}

const developers = /^(?:.*env|is_?dev\w*|.*debug|is_?prod\w*|verbose|expose\w*|show\w*)$/i

/** Within a condition on the kind of the error or on where the program runs. */
function isGuarded(node: TSESTree.Node): boolean {
  for (let at = node; at.parent !== undefined; at = at.parent) {
    const { parent } = at
    if ((parent.type === 'IfStatement' || parent.type === 'ConditionalExpression') && parent.test !== at && isTelling(parent.test)) return true
  }
  return false
}

function isTelling(test: TSESTree.Node): boolean {
  let found = false
  walk(test, (part) => {
    if (part.type === 'BinaryExpression' && part.operator === 'instanceof') found = true
    if (part.type === 'Identifier' && developers.test(part.name)) found = true
  })
  return found
}
